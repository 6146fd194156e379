/** The forgotten password of a 联通 subscriber through the wire, from the first call to signing in with the new one (§8–§12). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/store/apps.ts';
import { wrappedKeyOf } from '../../src/store/vault/data-keys.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

/** 河南: the password is all that sign-in asks for. */
const plain = '130075000';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeEach(async () => {
    wire = await openTestWire(kind);
  });
  afterEach(() => wire.close());

  async function start(tel: string, wrong: Record<string, string> = {}): Promise<WireReply> {
    const { name, id_card } = await wire.subscriber(tel);
    return wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card, ...wrong });
  }
  const answer = (tid: string, given: Record<string, string>) => wire.call('/forget/pwd', { tid, ...given });
  const lastCode = async (tel: string) => (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';

  /** The tid of a recovery that only the new password is wanted from. */
  async function atNewPassword(tel: string): Promise<string> {
    const { data } = await start(tel);
    expect(await answer(data.tid, { sms_code: await lastCode(tel) })).toMatchObject({ data: { need_new_pwd: 1 } });
    return data.tid;
  }

  async function signIn(tel: string, pin: string): Promise<WireReply> {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    // Wanted after a wrong password only; an empty one is none.
    const captcha_code = (await wire.subscriber(tel)).captcha?.text ?? '';
    return wire.call('/calls/login', { sid, tel, pin_pwd: pin, captcha_code });
  }

  const rowOf = (tid: string) =>
    wire.store.db
      .selectFrom('recoveries')
      .selectAll()
      .select(wrappedKeyOf('recoveries.tid'))
      .where('tid', '=', tid)
      .executeTakeFirstOrThrow();
  const destroyed = { key_wrapped: null, identity_sealed: null, step_sealed: null };

  test('the new password signs in, the old one does not, and nothing sealed is left', async () => {
    const tel = `${plain}10`;
    const { pin: old } = await wire.subscriber(tel);
    const begun = await start(tel);
    const { tid } = begun.data;
    expect(tid).toMatch(/^TID\d{20}$/);
    const asksNothing = {
      tid,
      need_new_pwd: 0,
      need_contacts: 0,
      sms_duration: '',
      login_sms_duration: '',
      content: '',
    };
    const ok = { status: 0, msg: 'OK' };
    expect(begun).toEqual({ ...ok, action: 'processing', data: { ...asksNothing, sms_duration: 120 } });
    expect(await answer(tid, { sms_code: await lastCode(tel) })).toEqual({
      ...ok,
      action: 'processing',
      data: { ...asksNothing, need_new_pwd: 1 },
    });
    expect(await answer(tid, { new_pwd: '407316' })).toEqual({ ...ok, action: 'done', data: asksNothing });
    expect(await rowOf(tid)).toMatchObject({ state: 'done', ...destroyed });
    expect(await answer(tid, { new_pwd: '407316' })).toMatchObject({ status: 20017, action: 'reset', data: {} });

    expect(await signIn(tel, old)).toMatchObject({ status: 4012 });
    expect(await signIn(tel, '407316')).toMatchObject({ status: 0, action: 'done' });
  });

  test('a name or ID card that is not on file is 4010, and one may try again', async () => {
    expect(await start(`${plain}12`, { user_name: '某某' })).toMatchObject({
      status: 4010,
      action: 'processing',
      data: {},
    });
    expect(await start(`${plain}12`, { user_id: '990123198506132748' })).toMatchObject({ status: 4010 });
    expect(await start(`${plain}12`)).toMatchObject({ status: 0 });
  });

  test('the number and the check digit may be written as people write them', async () => {
    const { id_card } = await wire.subscriber(`${plain}12`);
    const written = { tel: `+86 ${plain.slice(0, 3)}-${plain.slice(3)}12`, user_id: id_card.toLowerCase() };
    expect(await start(`${plain}12`, written)).toMatchObject({ status: 0, data: { sms_duration: 120 } });
  });

  test('a wrong code is 4008, a late one 20013 with a new one sent; both go on', async () => {
    const tel = `${plain}13`;
    const { tid } = (await start(tel)).data;
    expect(await answer(tid, { sms_code: '000' })).toMatchObject({ status: 4008, action: 'processing', data: {} });
    wire.clock.now += 121;
    const late = await lastCode(tel);
    expect(await answer(tid, { sms_code: late })).toMatchObject({ status: 20013, action: 'processing', data: {} });
    expect((await wire.subscriber(tel)).sms).toHaveLength(2);
    expect(await answer(tid, { sms_code: await lastCode(tel) })).toMatchObject({
      status: 0,
      data: { need_new_pwd: 1 },
    });
  });

  test('a new password that breaks a rule is named and never reaches the carrier; the old one is told by the carrier', async () => {
    const tel = `${plain}14`;
    const { pin, id_card } = await wire.subscriber(tel);
    const tid = await atNewPassword(tel);
    const refused = async (new_pwd: string) => (await answer(tid, { new_pwd })).status;
    expect(await refused('40731a')).toBe(30008);
    expect(await refused('40731')).toBe(30003);
    expect(await refused('40731692')).toBe(30003);
    for (const simple of ['888888', '123456', '654321', tel.slice(3, 9), id_card.slice(6, 12)]) {
      expect(await refused(simple)).toBe(30005);
    }
    expect(await refused(pin)).toBe(30004);
    expect(await answer(tid, { new_pwd: '407316' })).toMatchObject({ status: 0, action: 'done' });
  });

  test('the ID card that was given at the start is compared with, though no carrier is asked', async () => {
    const tel = `${plain}15`;
    const { id_card } = await wire.subscriber(tel);
    const tid = await atNewPassword(tel);
    // Asking it would be 20015 now.
    wire.journey.connectorFor = () => null;
    expect(await answer(tid, { new_pwd: id_card.slice(3, 9) })).toMatchObject({ status: 30005, action: 'processing' });
  });

  test('an answer that was not asked for, several at once and none at all are 4001 and cost nothing', async () => {
    const tel = `${plain}16`;
    const { tid } = (await start(tel)).data;
    const code = await lastCode(tel);
    const wrongly = async (given: Record<string, string>) => {
      const reply = await answer(tid, given);
      expect(reply).toMatchObject({ status: 4001, action: 'processing', data: {} });
      return reply.msg;
    };
    expect(await wrongly({ new_pwd: '407316' })).toContain('new_pwd');
    expect(await wrongly({ login_code: code })).toContain('login_code');
    expect(await wrongly({ tel_list: '13900000001,13800000002,13700000003' })).toContain('tel_list');
    expect(await wrongly({ sms_code: code, new_pwd: '407316' })).toMatch(/sms_code.*new_pwd/);
    expect(await wrongly({})).toContain('缺少 sms_code');
    expect(await wrongly({ tel_list: '', new_pwd: 'null' })).toContain('缺少 sms_code');
    expect(await answer(tid, { sms_code: code, new_pwd: '', tel_list: '[]' })).toMatchObject({ status: 0 });
  });

  test('an unknown tid and another app’s are 4016 alike', async () => {
    const { tid } = (await start(`${plain}17`)).data;
    const none = await answer('TID00000000000000000000', { sms_code: '123456' });
    expect(none).toMatchObject({ status: 4016, action: 'reset', data: {} });
    const other = await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now);
    const token = await wire.newToken(other);
    const query = { token, tid, sms_code: await lastCode(`${plain}17`) };
    expect((await wire.api.inject({ url: '/forget/pwd', query })).json()).toEqual(none);
    expect(await answer(tid, { sms_code: query.sms_code })).toMatchObject({ status: 0 });
  });

  test('a call every ten minutes keeps it alive; after more than that it is 4004 and nothing sealed is left', async () => {
    const { tid } = (await start(`${plain}18`)).data;
    wire.clock.now += 600;
    expect(await answer(tid, { sms_code: '000' })).toMatchObject({ status: 20013 });
    wire.clock.now += 600;
    expect(await answer(tid, {})).toMatchObject({ status: 4001 });
    wire.clock.now += 601;
    for (const _again of [1, 2]) {
      expect(await answer(tid, {})).toMatchObject({ status: 4004, action: 'reset' });
      expect(await rowOf(tid)).toMatchObject({ state: 'expired', ...destroyed });
    }
  });

  test('what nobody comes back to is destroyed by the next start, whosever that is', async () => {
    const { tid } = (await start(`${plain}19`)).data;
    expect((await rowOf(tid)).identity_sealed).not.toBeNull();
    wire.clock.now += 601;
    await start(`${plain}20`);
    expect(await rowOf(tid)).toMatchObject({ state: 'expired', ...destroyed });
  });

  test('a second start takes the place of the first', async () => {
    const tel = `${plain}21`;
    const first = (await start(tel)).data.tid;
    const second = (await start(tel)).data.tid;
    expect(await answer(first, { sms_code: await lastCode(tel) })).toMatchObject({ status: 4016 });
    expect(await answer(second, { sms_code: await lastCode(tel) })).toMatchObject({ status: 0 });
  });

  test('a second call while one is running is 20018, and the first is not disturbed', async () => {
    const tel = `${plain}22`;
    const { tid } = (await start(tel)).data;
    const { now } = wire.clock;
    await wire.journey.recoveries.claim(wire.store.db, tid, now, now + 60);
    expect(await answer(tid, { sms_code: await lastCode(tel) })).toMatchObject({ status: 20018, action: 'processing' });
    await wire.journey.recoveries.release(wire.store.db, tid);
    expect(await answer(tid, { sms_code: await lastCode(tel) })).toMatchObject({ status: 0 });
  });

  test('two calls at once: one is served', async () => {
    const tel = `${plain}23`;
    const { tid } = (await start(tel)).data;
    const sms_code = await lastCode(tel);
    const replies = await Promise.all([answer(tid, { sms_code }), answer(tid, { sms_code })]);
    // The later one finds the recovery held, or already a step further.
    const [served, turnedAway] = replies.toSorted((a, b) => a.status - b.status);
    expect(served).toMatchObject({ status: 0, data: { need_new_pwd: 1 } });
    expect([4001, 20018]).toContain(turnedAway?.status);
  });

  test('an initial password, which cannot sign in, is cured', async () => {
    const tel = `${plain}64`;
    expect(await signIn(tel, (await wire.subscriber(tel)).pin)).toMatchObject({ status: 20014 });
    await answer(await atNewPassword(tel), { new_pwd: '407316' });
    expect(await signIn(tel, '407316')).toMatchObject({ status: 0, action: 'done' });
  });

  test.each([
    ['60', 20020],
    ['62', 30010],
    ['63', 4009],
    ['65', 20008],
  ])('scenario %s is %i at the start, and nothing is stored', async (digits, status) => {
    expect(await start(plain + digits)).toMatchObject({ status, action: 'reset', data: {} });
    expect(await wire.store.db.selectFrom('recoveries').selectAll().execute()).toEqual([]);
  });

  test('when the carrier forgets it, it is 4004 now and later, and nothing sealed is left', async () => {
    const { tid } = (await start(`${plain}24`)).data;
    await fetch(`${wire.sandboxUrl}/inspect/reset`, { method: 'POST' });
    for (const _again of [1, 2]) expect(await answer(tid, { sms_code: '123456' })).toMatchObject({ status: 4004 });
    expect(await rowOf(tid)).toMatchObject({ state: 'expired', ...destroyed });
  });
});
