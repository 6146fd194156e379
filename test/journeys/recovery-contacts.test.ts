/** The recovery that asks for everything, 中国移动's: two codes, three contacts, a new password of six or eight digits (§9–§12). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mobileTel } from '../../sandbox/mobile/test-journey.ts';
import { daySeconds } from '../../src/domain/shanghai-time.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  const answer = (tid: string, given: Record<string, string>) => wire.call('/forget/pwd', { tid, ...given });
  const lastCode = async (tel: string) => (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';

  async function atContacts(tel: string): Promise<string> {
    const { name, id_card } = await wire.subscriber(tel);
    const begun = await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card });
    expect(begun).toMatchObject({ status: 0, data: { sms_duration: 120, login_sms_duration: '' } });
    const { tid } = begun.data;
    const afterSms = await answer(tid, { sms_code: await lastCode(tel) });
    expect(afterSms).toMatchObject({ status: 0, data: { sms_duration: '', login_sms_duration: 120 } });
    const afterLogin = await answer(tid, { login_code: await lastCode(tel) });
    expect(afterLogin).toEqual({
      status: 0,
      action: 'processing',
      msg: 'OK',
      data: { tid, need_new_pwd: 0, need_contacts: 1, sms_duration: '', login_sms_duration: '', content: '' },
    });
    return tid;
  }

  /** Mobiles and landlines that were talked to between 89 and 6 days ago, without those that are given. */
  async function contactsOf(tel: string): Promise<string[]> {
    const { calls } = await wire.subscriber(tel);
    const daysAgo = (call: Record<string, string>) => (wire.clock.now - Number(call.call_time)) / daySeconds;
    const lately = calls.filter((call) => daysAgo(call) > 6 && daysAgo(call) < 89).map((call) => call.call_tel ?? '');
    return [...new Set(lately)].filter((number) => /^(1[3-9]\d{9}|0\d{9,11})$/.test(number));
  }

  async function atNewPassword(tel: string): Promise<string> {
    const tid = await atContacts(tel);
    const reply = await answer(tid, { tel_list: JSON.stringify((await contactsOf(tel)).slice(0, 3)) });
    expect(reply).toMatchObject({ status: 0, data: { need_new_pwd: 1, need_contacts: 0 } });
    return tid;
  }

  test('two codes, three contacts and a new password: done', async () => {
    const tel = mobileTel('北京', '10');
    const tid = await atNewPassword(tel);
    expect(await answer(tid, { new_pwd: '407316' })).toMatchObject({
      status: 0,
      action: 'done',
      data: { content: '' },
    });
    expect((await wire.subscriber(tel)).pin).toBe('407316');
  });

  test('contacts that cannot be right are 30006 and never reach the carrier; each says what is expected', async () => {
    const tel = mobileTel('北京', '11');
    const tid = await atContacts(tel);
    const [one = '', two = '', three = '', four = ''] = await contactsOf(tel);
    const { connectorFor } = wire.journey;
    // Asking the carrier would be 20015 now.
    wire.journey.connectorFor = () => null;
    const refused = {
      status: 30006,
      action: 'processing',
      msg: '请输入 5 天前 90 天内通话过的联系人号码：须为 3 个不同的手机或固话号码，以逗号分隔或为 JSON 数组',
      data: {},
    };
    const lists = [
      '[Ljava.lang.String;@1b2c3d',
      one,
      `${one},${two}`,
      `${one},${two},${two}`,
      `${one},${two},+86${two}`,
      `${one},${two},${three},${four}`,
      `${one},${two},10086`,
      `${one},${two},张三`,
    ];
    for (const tel_list of lists) expect(await answer(tid, { tel_list })).toEqual(refused);
    wire.journey.connectorFor = connectorFor;
    expect(await answer(tid, { tel_list: [one, two, three].join(',') })).toMatchObject({ status: 0 });
  });

  test('whom the carrier does not find among the calls is 30006 too, and one may try again', async () => {
    const tel = mobileTel('北京', '12');
    const tid = await atContacts(tel);
    const [one, two, three] = await contactsOf(tel);
    expect(await answer(tid, { tel_list: `${one},${two},13900000000` })).toMatchObject({
      status: 30006,
      action: 'processing',
    });
    expect(await answer(tid, { tel_list: `${one},${two},${three}` })).toMatchObject({ data: { need_new_pwd: 1 } });
  });

  test('a landline may be written with its hyphen, a mobile with its country code', async () => {
    const tel = mobileTel('北京', '13');
    const contacts = await contactsOf(tel);
    const landline = contacts.find((number) => number.startsWith('010'));
    const mobiles = contacts.filter((number) => number.startsWith('1'));
    if (landline === undefined) throw new Error('no landline was called');
    const written = [landline.replace(/^010/, '010-'), `+86 ${mobiles[0]}`, mobiles[1]];
    const token = await wire.newToken();
    const payload = JSON.stringify({ tid: await atContacts(tel), tel_list: written });
    const reply = await wire.api.inject({ method: 'POST', url: `/forget/pwd?token=${token}`, payload });
    expect(reply.json<WireReply>()).toMatchObject({ status: 0, data: { need_new_pwd: 1 } });
  });

  test('a wrong login code is 4008, a late one 20013 with a new one sent', async () => {
    const tel = mobileTel('北京', '14');
    const { name, id_card } = await wire.subscriber(tel);
    const { tid } = (await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card })).data;
    await answer(tid, { sms_code: await lastCode(tel) });
    expect(await answer(tid, { login_code: '000' })).toMatchObject({ status: 4008, action: 'processing' });
    wire.clock.now += 121;
    expect(await answer(tid, { login_code: await lastCode(tel) })).toMatchObject({ status: 20013 });
    expect(await answer(tid, { login_code: await lastCode(tel) })).toMatchObject({ data: { need_contacts: 1 } });
  });

  test('in 广东 six digits and eight both pass here, and the carrier says which it wants', async () => {
    const wanted = new Set<string>();
    for (const lastTwo of ['10', '11', '12', '13', '14', '15']) {
      const tel = mobileTel('广东', lastTwo);
      const tid = await atNewPassword(tel);
      expect(await answer(tid, { new_pwd: '4073169' })).toMatchObject({ status: 30003 });
      const six = await answer(tid, { new_pwd: '407316' });
      if (six.status === 0) {
        wanted.add('6');
      } else {
        expect(six).toMatchObject({ status: 30002, action: 'processing' });
        expect(await answer(tid, { new_pwd: '40731692' })).toMatchObject({ status: 0, action: 'done' });
        wanted.add('8');
      }
    }
    expect(wanted).toEqual(new Set(['6', '8']));
  });
});
