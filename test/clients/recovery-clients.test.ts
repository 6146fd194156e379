/** Clients that recover a service password: the forms in which they name three contacts, and where they go wrong. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { daySeconds } from '../../src/domain/shanghai-time.ts';
import type { Call, Encoding } from './encodings.ts';
import { flatPairs, form, json, nestedPairs, query } from './encodings.ts';
import { askToken, signIn } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { send } from './send.ts';
import { readData, readEnvelope } from './shapes/read-reply.ts';
import { recoveryShape } from './shapes/sign-in-shapes.ts';

const plain = form(flatPairs);
let service: LiveService;
let token: string;
beforeAll(async () => {
  service = await openLiveService();
  token = await askToken(service, { post: plain });
});
afterAll(() => service.close());

let used = 0;
/** 移动 in 北京 asks for two codes, the contacts and a new password. */
const nextTel = () => `139110000${10 + used++}`;

const ask = (params: Call['params'], encode: Encoding = plain) =>
  send(service.origin, encode({ path: '/forget/pwd', token, params }));
const lastCode = async (tel: string) => (await service.wire.subscriber(tel)).sms.at(-1)?.code ?? '';

/** A client that goes by what each reply asks for, until contacts are wanted. */
async function untilContacts(tel: string, encode: Encoding = plain): Promise<string> {
  const { name, id_card } = await service.wire.subscriber(tel);
  let { data } = readData(recoveryShape, await ask({ tel, user_name: name, user_id: id_card }, encode));
  while (data.need_contacts === 0) {
    const code = await lastCode(tel);
    const answer = data.sms_duration === '' ? { login_code: code } : { sms_code: code };
    ({ data } = readData(recoveryShape, await ask({ tid: data.tid, ...answer }, encode)));
  }
  return data.tid;
}

async function threeContacts(tel: string): Promise<string[]> {
  const { calls } = await service.wire.subscriber(tel);
  const lately = calls.filter(({ call_time }) => {
    const days = (service.wire.clock.now - Number(call_time)) / daySeconds;
    return days > 6 && days < 89;
  });
  const mobiles = lately.map(({ call_tel = '' }) => call_tel).filter((number) => /^1[3-9]\d{9}$/.test(number));
  return [...new Set(mobiles)].slice(0, 3);
}

const inBrackets = (tels: string[]) => `[${tels.join(', ')}]`;

describe('three contacts are understood', () => {
  const ways: { what: string; params: (tels: string[]) => Call['params']; encode: Encoding }[] = [
    { what: 'under a key with a blank', params: (tels) => ({ 'tel_list ': tels.join(',') }), encode: plain },
    {
      what: "as Java's Arrays.toString prints them",
      params: (tels) => ({ tel_list: inBrackets(tels) }),
      encode: plain,
    },
    {
      what: "as Java's Arrays.toString, under a key with a blank, by GET",
      params: (tels) => ({ 'tel_list ': inBrackets(tels) }),
      encode: query(),
    },
    { what: 'as JSON text in a form', params: (tels) => ({ tel_list: tels }), encode: plain },
    { what: "as PHP's list", params: (tels) => ({ tel_list: tels }), encode: form(nestedPairs) },
    { what: 'as JSON, labelled app/json', params: (tels) => ({ tel_list: tels }), encode: json('app/json') },
    { what: 'separated by commas in JSON', params: (tels) => ({ tel_list: tels.join() }), encode: json('text/json') },
  ];

  test.each(ways)('$what', async ({ params, encode }) => {
    const tel = nextTel();
    const tid = await untilContacts(tel, encode);
    const contacts = await threeContacts(tel);
    expect(contacts).toHaveLength(3);
    const { data } = readData(recoveryShape, await ask({ tid, ...params(contacts) }, encode));
    expect(data).toMatchObject({ tid, need_new_pwd: 1, need_contacts: 0 });
    const end = readData(recoveryShape, await ask({ tid, new_pwd: '407316' }, encode));
    expect(end).toMatchObject({ action: 'done', data: { need_new_pwd: 0, sms_duration: '', login_sms_duration: '' } });
    expect(await service.wire.subscriber(tel)).toMatchObject({ pin: '407316' });
    await signIn(service, { post: encode }, token, tel);
  });
});

test('a Java array that was printed by mistake is 30006 and says what is expected; the next try may be right', async () => {
  const tel = nextTel();
  const tid = await untilContacts(tel);
  const mistake = readEnvelope(await ask({ tid, 'tel_list ': '[Ljava.lang.String;@1b2c3d' }));
  expect(mistake).toMatchObject({ status: 30006, action: 'processing', data: {} });
  expect(mistake.msg).toMatch(/：.*3 个.*逗号/);
  const { data } = readData(recoveryShape, await ask({ tid, tel_list: (await threeContacts(tel)).join(',') }));
  expect(data.need_new_pwd).toBe(1);
});

test('a recovery that begins at /calls/verify is 4001', async () => {
  const { name, id_card } = await service.wire.subscriber('13911000059');
  const params = { tel: '13911000059', user_name: name, user_id: id_card };
  const reply = await send(service.origin, plain({ path: '/calls/verify', token, params }));
  expect(readEnvelope(reply)).toMatchObject({ status: 4001, action: 'processing', data: {} });
});

test.each([
  { where: '移动 in 四川', tel: '13880000012', end: { status: 30001, action: 'reset' } },
  { where: '移动 in 山东', tel: '13853100012', end: { status: 30001, action: 'reset' } },
])('$where the client is told to call the hotline', async ({ tel, end }) => {
  const reply = await ask({ tel, user_name: '张三', user_id: '990123199003071239' });
  expect(readEnvelope(reply)).toMatchObject(end);
});

test('上海电信 prints the new password, which the client shows and signs in with', async () => {
  const tel = '18916000013';
  const { name, id_card } = await service.wire.subscriber(tel);
  let step = readData(recoveryShape, await ask({ tel, user_name: name, user_id: id_card }));
  while (step.action === 'processing') {
    step = readData(recoveryShape, await ask({ tid: step.data.tid, sms_code: await lastCode(tel) }));
  }
  const { pin } = await service.wire.subscriber(tel);
  expect(step).toMatchObject({ action: 'done', data: { content: expect.stringContaining(pin) } });
  await signIn(service, { post: plain }, token, tel);
});
