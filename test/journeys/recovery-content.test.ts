/** What a recovery says to the subscriber: 中国电信 gives some of its provinces a random password (§9.4). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { telecomTel } from '../../sandbox/telecom/test-journey.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  /** The reply to a right code. */
  async function afterCode(tel: string) {
    const { name, id_card } = await wire.subscriber(tel);
    const { tid } = (await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card })).data;
    const sms_code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
    return wire.call('/forget/pwd', { tid, sms_code });
  }

  test('上海电信 shows the new password itself, and it signs in', async () => {
    const tel = telecomTel('上海', '上海', '10');
    const before = (await wire.subscriber(tel)).pin;
    const { action, data } = await afterCode(tel);
    expect(action).toBe('done');
    expect(data).toMatchObject({ need_new_pwd: 0, need_contacts: 0, sms_duration: '', login_sms_duration: '' });
    expect(data.content).toMatch(/^\d{6}$/);
    expect(data.content).not.toBe(before);
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    const captcha_code = (await wire.subscriber(tel)).captcha?.text ?? '';
    expect(await wire.call('/calls/login', { sid, tel, pin_pwd: data.content, captcha_code })).toMatchObject({
      status: 0,
    });
  });

  test('江苏电信 texts it, and only says so', async () => {
    const tel = telecomTel('江苏', '南京', '10');
    const { action, data } = await afterCode(tel);
    expect(action).toBe('done');
    expect(data.content).toContain('短信');
    const { pin, sms } = await wire.subscriber(tel);
    expect(sms.at(-1)?.text).toContain(pin);
    expect(data.content).not.toContain(pin);
  });

  test('北京电信 wants one of the subscriber’s own, and has nothing to say', async () => {
    const tel = telecomTel('北京', '北京', '10');
    const { action, data } = await afterCode(tel);
    expect({ action, ...data }).toMatchObject({ action: 'processing', need_new_pwd: 1, content: '' });
    expect(await wire.call('/forget/pwd', { tid: data.tid, new_pwd: '407316' })).toMatchObject({
      action: 'done',
      data: { content: '' },
    });
    expect((await wire.subscriber(tel)).pin).toBe('407316');
  });
});
