/** A recovery's secrets, old password and new, codes, contacts and identity, are in no line of the log either. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireReply } from '../test-wire.ts';
import { openWatchedWire, type WatchedWire } from './watched-wire.ts';

let watched: WatchedWire;
beforeAll(async () => {
  watched = await openWatchedWire();
});
afterAll(() => watched.close());

/** Before each right answer a wrong one, where `wrongFirst`. The last reply. */
async function recover(tel: string, wrongFirst: boolean): Promise<WireReply> {
  const { post, look } = watched;
  const { name, id_card } = await look(tel);
  const right = { tel, user_name: name, user_id: id_card };
  if (wrongFirst) await post('/forget/pwd', { ...right, user_name: '诸葛错' });
  let reply = await post('/forget/pwd', right);
  const { tid } = reply.data;
  for (let steps = 0; steps < 4 && reply.status === 0 && reply.action === 'processing'; steps++) {
    const { data } = reply;
    const { sms, calls } = await look(tel);
    const code = sms.at(-1)?.code ?? '';
    const old = calls.filter(({ call_time }) => watched.wire.clock.now - Number(call_time) > 6 * 86_400);
    const mobiles = old.map(({ call_tel = '' }) => call_tel).filter((number) => /^1[3-9]\d{9}$/.test(number));
    const [name, rightly, wrongly] =
      data.sms_duration !== ''
        ? ['sms_code', code, '730518']
        : data.login_sms_duration !== ''
          ? ['login_code', code, '730518']
          : data.need_contacts === 1
            ? ['tel_list', [...new Set(mobiles)].slice(0, 3).join(), '13900000001,13900000002,13900000003']
            : ['new_pwd', '407316', '888888'];
    if (wrongFirst) await post('/forget/pwd', { tid, [name]: wrongly });
    reply = await post('/forget/pwd', { tid, [name]: rightly });
  }
  await look(tel);
  return reply;
}

describe.each([
  { who: '联通', prefix: '13010200' },
  { who: '移动', prefix: '13911000' },
  { who: '电信, with a password of one’s own', prefix: '18911000' },
  { who: '电信, with a password that is printed', prefix: '18916000' },
])('$who', ({ prefix }) => {
  test('a good recovery', async () => {
    expect(await recover(`${prefix}014`, false)).toMatchObject({ status: 0, action: 'done' });
    expect(watched.messages()).toContain('replied');
    expect(watched.leaks()).toEqual([]);
  });

  test('wrong answers', async () => {
    await recover(`${prefix}015`, true);
    expect(watched.leaks()).toEqual([]);
  });

  test('pages that come only by half', async () => {
    for (let page = 0; page < 8; page++) {
      watched.cutPage(page);
      expect((await recover(`${prefix}${120 + page}`, false)).status, `page ${page}`).not.toBe(9999);
    }
    watched.cutPage(null);
    expect(watched.leaks()).toEqual([]);
  });
});
