/** The typed recovery: every question of the longest one, wrong answers, and the new password at work. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Recovery } from '../src/client.ts';
import { openService, type Service } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

const newPwd = '735192';

async function threeContacts(tel: string): Promise<string[]> {
  const { calls } = await service.wire.subscriber(tel);
  const lately = calls.filter(({ call_time }) => {
    const days = (service.wire.clock.now - Number(call_time)) / 86_400;
    return days > 6 && days < 89;
  });
  const mobiles = lately.map(({ call_tel = '' }) => call_tel).filter((number) => /^1[3-9]\d{9}$/.test(number));
  return [...new Set(mobiles)].slice(0, 3);
}

test('北京移动 asks for two codes, three contacts and a new password, and that password signs in', async () => {
  const { client, wire } = service;
  const tel = '13911000012';
  const { name, id_card } = await wire.subscriber(tel);
  const asked: string[] = [];
  let state: Recovery = await client.startRecovery({ tel, userName: name, userId: id_card });
  while (!state.done) {
    asked.push(state.asks);
    if (state.asks === 'contacts') {
      await expect(state.answer(['13900000001', '13800000002', '13700000003'])).rejects.toMatchObject({
        status: 30006,
        action: 'processing',
      });
      state = await state.answer(await threeContacts(tel));
    } else if (state.asks === 'newPwd') {
      await expect(state.answer('888888')).rejects.toMatchObject({ status: 30005, action: 'processing' });
      state = await state.answer(newPwd);
    } else {
      expect(state.seconds).toBeGreaterThan(0);
      state = await state.answer((await wire.subscriber(tel)).sms.at(-1)?.code ?? '');
    }
  }
  expect(asked.toSorted()).toEqual(['contacts', 'loginCode', 'newPwd', 'smsCode']);
  expect(state.tid).toMatch(/^TID\d{20}$/);

  const { asks, answer } = await client.openSession({ tel });
  expect(asks.map(({ what }) => what)).toEqual(['pinPwd', 'smsCode']);
  const smsCode = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
  expect(await answer({ pinPwd: newPwd, smsCode })).toMatchObject({ done: false, step: 'verify' });
});

test('上海电信 hands over the password it chose', async () => {
  const { client, wire } = service;
  const tel = '13300180012';
  const { name, id_card } = await wire.subscriber(tel);
  let state: Recovery = await client.startRecovery({ tel, userName: name, userId: id_card });
  while (!state.done) {
    if (state.asks !== 'smsCode') throw new Error(`asked for ${state.asks}`);
    state = await state.answer((await wire.subscriber(tel)).sms.at(-1)?.code ?? '');
  }
  expect(state.content).toContain((await wire.subscriber(tel)).pin);
});

test('四川移动 offers no recovery', async () => {
  const { name, id_card } = await service.wire.subscriber('13908001012');
  const identity = { tel: '13908001012', userName: name, userId: id_card };
  await expect(service.client.startRecovery(identity)).rejects.toMatchObject({ status: 30001, action: 'reset' });
});
