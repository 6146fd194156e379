/** `GET /calls/verify/sms` (§4): a fresh code for the step that waits. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

/** 浙江: a code is texted after the password. */
const texting = '130006700';
/** 河南: none is. */
const plain = '130075000';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  async function atLogin(tel: string): Promise<string> {
    return (await wire.call('/calls/flow', { tel })).data.sid;
  }
  async function atVerify(tel: string): Promise<string> {
    const sid = await atLogin(tel);
    const { pin } = await wire.subscriber(tel);
    const reply = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    expect(reply).toMatchObject({ status: 0, data: { sms_duration: 120 } });
    return sid;
  }
  const again = async (sid: string) => {
    const token = await wire.newToken();
    return (await wire.api.inject({ url: '/calls/verify/sms', query: { token, sid } })).json();
  };
  const codesOf = async (tel: string) => (await wire.subscriber(tel)).sms.map(({ code }) => code);

  test('while the last one is good it is 4990, and no text is sent', async () => {
    const tel = `${texting}10`;
    const sid = await atVerify(tel);
    expect(await again(sid)).toMatchObject({ status: 4990, action: 'processing', data: {} });
    expect(await codesOf(tel)).toHaveLength(1);
    expect(await wire.call('/calls/verify', { sid, sms_code: (await codesOf(tel))[0] ?? '' })).toMatchObject({
      action: 'done',
    });
  });

  test('afterwards a fresh one is sent, which serves in place of the old one', async () => {
    const tel = `${texting}11`;
    const sid = await atVerify(tel);
    wire.clock.now += 121;
    expect(await again(sid)).toEqual({
      status: 0,
      action: 'processing',
      msg: 'OK',
      data: { sms_duration: 120, verify_notes: '' },
    });
    const [first = '', second = '', ...more] = await codesOf(tel);
    expect(more).toEqual([]);
    expect(await wire.call('/calls/verify', { sid, sms_code: first })).toMatchObject({ status: 4008 });
    expect(await wire.call('/calls/verify', { sid, sms_code: second })).toMatchObject({ status: 0, action: 'done' });
  });

  test('where no code is wanted none is sent, and the captcha that is shown stays good', async () => {
    const tel = `${plain}12`;
    const sid = await atLogin(tel);
    await wire.call('/calls/login', { sid, tel, pin_pwd: '907316' });
    await wire.call('/calls/verify/captcha', { sid });
    expect(await again(sid)).toMatchObject({ status: 0, data: { sms_duration: '', verify_notes: '' } });
    const { pin, captcha, sms } = await wire.subscriber(tel);
    expect(sms).toEqual([]);
    const answers = { sid, tel, pin_pwd: pin, captcha_code: captcha?.text ?? '' };
    expect(await wire.call('/calls/login', answers)).toMatchObject({ status: 0, action: 'done' });
  });

  test('at the cap of the day it is 4009, and the session is over', async () => {
    const tel = `${texting}13`;
    const sid = await atVerify(tel);
    for (let sent = 1; sent < 10; sent++) {
      wire.clock.now += 60;
      expect(await again(sid)).toMatchObject({ status: 0 });
    }
    wire.clock.now += 60;
    expect(await again(sid)).toMatchObject({ status: 4009, action: 'reset' });
    expect(await again(sid)).toMatchObject({ status: 4004, action: 'reset' });
  });

  test('an unknown session is 4016, one that is signed in 20017, none at all 4001', async () => {
    expect(await again('SID00000000000000000000000000000000')).toMatchObject({ status: 4016, action: 'reset' });
    const tel = `${plain}14`;
    const sid = await atLogin(tel);
    await wire.call('/calls/login', { sid, tel, pin_pwd: (await wire.subscriber(tel)).pin });
    expect(await again(sid)).toMatchObject({ status: 20017 });
    expect(await again('')).toMatchObject({ status: 4001, msg: 'API 参数错误：缺少 sid' });
  });
});
