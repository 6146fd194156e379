/** The start of a recovery (§8): in which shapes it may come, and what it is refused with before any carrier is asked. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mobileTel } from '../../sandbox/mobile/test-journey.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

const tel = '13007500030';
const stranger = { user_name: '某某', user_id: '990123198506132748' };

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  afterEach(() => wire.close());

  describe('any number of times', () => {
    beforeEach(async () => {
      wire = await openTestWire(kind);
    });

    async function owner() {
      const { name, id_card } = await wire.subscriber(tel);
      return { tel, user_name: name, user_id: id_card };
    }

    test('it may come as a form, as JSON, as a query, or in parts', async () => {
      const token = await wire.newToken();
      const { tel, ...names } = await owner();
      const url = `/forget/pwd?token=${token}`;
      const replies = await Promise.all([
        wire.api.inject({ method: 'POST', url, payload: new URLSearchParams({ tel, ...names }).toString() }),
        wire.api.inject({ method: 'POST', url, payload: JSON.stringify({ tel: Number(tel), ...names }) }),
        wire.api.inject({ method: 'GET', url: `${url}&${new URLSearchParams({ tel, ...names })}` }),
        wire.api.inject({ method: 'POST', url: `${url}&tel=${tel}`, payload: JSON.stringify(names) }),
      ]);
      for (const reply of replies) {
        expect(reply.json()).toMatchObject({ status: 0, action: 'processing', data: { sms_duration: 120 } });
      }
    });

    test.each(['tel', 'user_name', 'user_id'])('without %s it is 4001 that names it', async (name) => {
      const reply = await wire.call('/forget/pwd', { ...(await owner()), [name]: '' });
      expect(reply).toEqual({ status: 4001, action: 'processing', msg: `API 参数错误：缺少 ${name}`, data: {} });
    });

    test('an answer without its tid is 4001 that names the tid', async () => {
      const reply = await wire.call('/forget/pwd', { sms_code: '123456' });
      expect(reply).toMatchObject({ status: 4001, msg: 'API 参数错误：缺少 tid' });
    });

    test('a start that lands on /calls/verify is 4001', async () => {
      expect(await wire.call('/calls/verify', await owner())).toMatchObject({ status: 4001, data: {} });
    });

    test('without a token it is 4000', async () => {
      const reply = await wire.api.inject({ url: '/forget/pwd', query: await owner() });
      expect(reply.json()).toMatchObject({ status: 4000, data: {} });
    });

    test.each(['湖北', '江西', '四川', '山东', '浙江'])('移动 in %s offers none: 30001', async (province) => {
      const reply = await wire.call('/forget/pwd', { tel: mobileTel(province, '10'), ...stranger });
      expect(reply).toMatchObject({ status: 30001, action: 'reset', data: {} });
    });

    test.each([
      ['a virtual operator', '17000000010', '暂不支持虚拟运营商号码'],
      ['中国广电', '19200000010', '暂不支持中国广电号码'],
    ])('a number of %s is 20015', async (_whose, number, hint) => {
      const reply = await wire.call('/forget/pwd', { tel: number, ...stranger });
      expect(reply).toMatchObject({ status: 20015, action: 'reset', msg: expect.stringContaining(hint) });
    });

    test('what is no mobile number is 4001', async () => {
      expect(await wire.call('/forget/pwd', { tel: '01053912857', ...stranger })).toMatchObject({ status: 4001 });
    });
  });

  describe('up to the limits of flow', () => {
    const limits = [
      { count: 2, seconds: 600 },
      { count: 4, seconds: 86_400 },
    ];
    beforeEach(async () => {
      wire = await openTestWire(kind, limits);
    });
    const start = (): Promise<WireReply> => wire.call('/forget/pwd', { tel, ...stranger });
    const flow = (): Promise<WireReply> => wire.call('/calls/flow', { tel });

    test('a start counts as a flow does, whoever it was for and however it ended', async () => {
      expect(await start()).toMatchObject({ status: 4010 });
      expect(await flow()).toMatchObject({ status: 0 });
      expect(await start()).toMatchObject({ status: 20005, action: 'reset' });
      expect(await flow()).toMatchObject({ status: 20005 });
      wire.clock.now += 601;
      expect(await start()).toMatchObject({ status: 20011, action: 'reset' });
    });

    test('a start that reaches no carrier does not count', async () => {
      const number = mobileTel('浙江', '10');
      for (const _each of [1, 2, 3]) {
        expect(await wire.call('/forget/pwd', { tel: number, ...stranger })).toMatchObject({ status: 30001 });
      }
    });
  });
});
