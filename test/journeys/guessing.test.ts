/** Codes that are guessed and codes that are sent: both come to an end. */

import { afterEach, expect, test } from 'vitest';
import { wrappedKeyOf } from '../../src/store/vault/data-keys.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

let wire: TestWire;
afterEach(() => wire.close());

const codesOf = async (tel: string) => (await wire.subscriber(tel)).sms.map(({ code }) => code);

test('the fifth wrong code ends a recovery: the right one does not help any more, and nothing sealed is left', async () => {
  wire = await openTestWire('pglite');
  const tel = '13007500013';
  const { name, id_card } = await wire.subscriber(tel);
  const { tid } = (await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card })).data;
  const right = (await codesOf(tel)).at(-1) ?? '';
  const answer = (sms_code: string) => wire.call('/forget/pwd', { tid, sms_code });
  const wrong = right === '111111' ? '222222' : '111111';
  for (let n = 1; n <= 4; n += 1) expect((await answer(wrong)).action).toBe('processing');
  expect(await answer(wrong)).toMatchObject({ status: 30007, action: 'reset', data: {} });
  expect(await answer((await codesOf(tel)).at(-1) ?? '')).toMatchObject({ status: 30007, action: 'reset' });
  const row = await wire.store.db
    .selectFrom('recoveries')
    .selectAll()
    .select(wrappedKeyOf('recoveries.tid'))
    .where('tid', '=', tid)
    .executeTakeFirst();
  expect(row).toMatchObject({ state: 'failed', key_wrapped: null, identity_sealed: null, step_sealed: null });
});

test('an SMS that is sent again counts like a flow; one that is not sent, because the last is still good, does not', async () => {
  wire = await openTestWire('pglite', [{ count: 3, seconds: 3600 }]);
  const tel = '13000670012';
  const { sid } = (await wire.call('/calls/flow', { tel })).data;
  const { pin } = await wire.subscriber(tel);
  expect(await wire.call('/calls/login', { sid, tel, pin_pwd: pin })).toMatchObject({ data: { sms_duration: 120 } });
  const again = async () => (await wire.call('/calls/verify/sms', { sid })).status;
  for (let n = 0; n < 5; n += 1) expect(await again()).toBe(4990);
  wire.clock.now += 121;
  expect(await again()).toBe(0);
  wire.clock.now += 121;
  expect(await again()).toBe(0);
  wire.clock.now += 121;
  const sent = (await codesOf(tel)).length;
  expect(await again()).toBe(20005);
  expect((await wire.call('/calls/flow', { tel })).status).toBe(20005);
  expect(await codesOf(tel)).toHaveLength(sent);
});
