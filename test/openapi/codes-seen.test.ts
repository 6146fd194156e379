/** Every code that the reference gives an endpoint is seen there, and none is seen that it does not give. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/store/apps.ts';
import { buildApi } from '../../src/wire/build-api.ts';
import type { JsonObject } from '../../src/wire/openapi/plain-schema.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';
import { documentedCodes } from './documented-codes.ts';

type Given = Record<string, string>;

let wire: TestWire;
let documented: Record<string, number[]>;
const seen: Record<string, Set<number>> = {};

beforeAll(async () => {
  // Two flows of a number in ten minutes, three a day: few enough to run into.
  wire = await openTestWire('pglite', [
    { seconds: 600, count: 2 },
    { seconds: 86_400, count: 3 },
  ]);
  const document: JsonObject = (await wire.api.inject('/openapi.json')).json();
  documented = documentedCodes(document);
});
afterAll(() => wire.close());

/** `key`: the path as documented, `delete ` before it where it is one. */
async function ask(key: string, given: Given = {}, api = wire.api): Promise<WireReply> {
  const [path = '', isDelete] = [key.replace('delete ', ''), key.startsWith('delete ')];
  const { token = await wire.newToken(), sid = 'SID0', ...rest } = given;
  const reply = await api.inject({
    method: isDelete ? 'DELETE' : 'POST',
    url: path.replace(/\{\w+\}/g, sid),
    query: { token, ...(isDelete ? {} : { ...(path.includes('{') ? {} : { sid }), ...rest }) },
  });
  const read = reply.json<WireReply>();
  note(key, read);
  return read;
}

function note(key: string, { status }: WireReply): void {
  const codes = seen[key] ?? new Set();
  seen[key] = codes.add(status);
}

async function answers(tel: string, asked: WireReply['data']): Promise<Given> {
  const { pin, name, id_card, sms, captcha } = await wire.subscriber(tel);
  return {
    tel,
    pin_pwd: pin,
    full_name: name,
    id_card,
    ...(asked.sms_duration === '' ? {} : { sms_code: sms.at(-1)?.code ?? '' }),
    ...(asked.captcha_image === '' ? {} : { captcha_code: captcha?.text ?? '' }),
  };
}

async function flow(tel: string): Promise<WireReply['data']> {
  const { data } = await ask('/calls/flow', { tel });
  return { ...data, tel };
}

/** The first answers, right but for `wrong`; a session that is at its second verification where the carrier has one. */
async function login(tel: string, wrong: Given = {}): Promise<WireReply & { sid: string }> {
  const asked = await flow(tel);
  const { sid } = asked;
  return { ...(await ask('/calls/login', { sid, ...(await answers(tel, asked)), ...wrong })), sid };
}

async function signIn(tel: string): Promise<string> {
  const { sid, ...first } = await login(tel);
  for (let { action, data } = first; action === 'processing'; ) {
    ({ action, data } = await ask('/calls/verify', { sid, ...(await answers(tel, data)) }));
  }
  return sid;
}

/** The last of them ends the wait. */
const waiting = ['/calls/verify/captcha', '/calls/verify/sms', '/calls/login', '/calls/verify'];
const documents = ['/calls/record', '/calls/report', '/cuishou', '/itag'];

/** Codes that no scenario of the sandbox brings about here: races, and what test/carriers and test/journeys see on scripted portals and in 广东. */
const elsewhere: Record<string, number[]> = {
  '/calls/flow': [4006, 4016],
  '/calls/login': [4006, 4017, 20013, 20020],
  '/calls/verify': [4006, 4009, 4010, 4012, 4017, 20006, 20020],
  '/calls/verify/captcha': [4017, 20020],
  '/calls/verify/sms': [4006, 4009, 4017, 20020],
  '/forget/pwd': [20018, 30002, 30007, 30009],
};

test('tokens: unknown app, wrong signature, too many', async () => {
  const { appid } = wire.app;
  const time = String(wire.clock.now);
  await ask('/token', { appid: 'x', sign: 'x', time });
  for (let tries = 0; tries < 21; tries++) await ask('/token', { appid, sign: 'x', time });
  wire.clock.now += 60;
});

test('sign-in: every refusal of the scenarios', async () => {
  for (const tel of ['17000000000', '13001000060', '13001000081', '13910000063']) await flow(tel);
  for (let flows = 0; flows < 3; flows++) await flow('13001000001');
  wire.clock.now += 601;
  for (let flows = 0; flows < 2; flows++) await flow('13001000001');

  for (const end of ['61', '62', '63', '64', '65']) await login(`130010000${end}`);
  await login('13075000001', { pin_pwd: '000000' });
  await login('13910000001', { sms_code: '000000' });
  await login('13305710101', { full_name: '某某' });
  const guesser = await flow('13075000002');
  for (let tries = 0; tries < 5; tries++) {
    const { captcha_image = '' } = (await ask('/calls/verify/captcha', { sid: guesser.sid })).data;
    const known = await answers('13075000002', { sms_duration: '', captcha_image });
    await ask('/calls/login', { sid: guesser.sid, ...known, pin_pwd: '482957' });
  }
  const wrongCode = await login('13001000002');
  await ask('/calls/verify', { sid: wrongCode.sid, sms_code: '000000' });
  await ask('/calls/verify/sms', { sid: wrongCode.sid });
  const late = await login('13001000066');
  await ask('/calls/verify', { sid: late.sid, ...(await answers('13001000066', late.data)) });
  const broken = await login('13001000003');
  await fetch(`${wire.sandboxUrl}/inspect/latency`, { method: 'POST', body: '{"ms":3000}' });
  for (const path of ['/calls/verify', '/calls/verify/sms', '/calls/verify/captcha'])
    await ask(path, { sid: broken.sid, sms_code: '000000', captcha_code: '0000' });
  await fetch(`${wire.sandboxUrl}/inspect/latency`, { method: 'POST', body: '{"ms":0}' });
}, 60_000);

test('sessions that are unknown, in use, done or over', async () => {
  for (const path of waiting) await ask(path, { tel: '13001000004' });
  const done = await signIn('13020100076');
  const { sid, data } = await login('13910000004');
  const busy = await flow('13305710104');
  const both = { tel: '13305710104', ...(await answers('13305710104', busy)) };
  for (const path of waiting) {
    await ask(path, { sid: done, tel: '13020100076' });
    const [inUse, more] = path === '/calls/login' ? [busy.sid, both] : [sid, await answers('13910000004', data)];
    await Promise.all([1, 2, 3].map(() => ask(path, { ...more, sid: inUse })));
  }
  await flow('13020100076');
  const idle = await flow('13001000005');
  wire.clock.now += 601;
  for (const path of [...waiting, ...documents]) await ask(path, { sid: idle.sid, tel: '13001000005' });
}, 60_000);

test('documents: not yet, never, unknown; sessions and receipts likewise', async () => {
  const lost = await signIn('13020100067');
  for (const path of documents) await ask(path, { sid: lost });
  await wire.runJobs();
  for (const path of [
    ...documents,
    '/sessions/{sid}',
    '/sessions/{sid}/report-link',
    '/sessions/{sid}/withdraw',
    'delete /sessions/{sid}',
    '/receipts/{id}',
  ]) {
    await ask(path, { sid: lost === '' || path.includes('{') ? 'SID0' : lost });
    await ask(path);
  }
}, 60_000);

test('signed calls: unknown app, wrong signature, unknown batch', async () => {
  const time = String(wire.clock.now);
  for (const path of ['/busi/genCuiShou', '/batch', '/batchResult', '/itag']) {
    for (const apikey of ['x', wire.app.appid]) {
      const reply = await wire.api.inject({ url: path, query: { apikey, time, sig: 'x', tid: 'TID0', tel: '1' } });
      note(path, reply.json<WireReply>());
    }
  }
  const query = { apikey: wire.app.appid, tid: 'TID0' };
  note('/batchResult', (await wire.api.inject({ url: '/batchResult', query })).json());
});

test('recovery: every refusal of the scenarios', async () => {
  const start = async (tel: string, wrong: Given = {}) => {
    const { name, id_card } = await wire.subscriber(tel);
    return ask('/forget/pwd', { tel, user_name: name, user_id: id_card, ...wrong });
  };
  const code = async (tel: string) => (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
  for (const tel of [
    '17000000000',
    '13908001001',
    '13075000060',
    '13075000081',
    '13075000062',
    '13075000063',
    '13300180065',
  ])
    await start(tel);
  await start('13075000010', { user_name: '某某' });
  await ask('/forget/pwd', { tid: 'TID0', sms_code: '1' });
  for (let starts = 0; starts < 3; starts++) await start('13075000011');
  wire.clock.now += 601;
  for (let starts = 0; starts < 2; starts++) await start('13075000011');

  const tel = '13075000012';
  const { tid } = (await start(tel)).data;
  await ask('/forget/pwd', { tid, sms_code: '000000' });
  wire.clock.now += 121;
  await ask('/forget/pwd', { tid, sms_code: await code(tel) });
  await ask('/forget/pwd', { tid, sms_code: await code(tel) });
  const { pin } = await wire.subscriber(tel);
  for (const new_pwd of ['40731a', '4073', '888888', pin, '407316', '407316'])
    await ask('/forget/pwd', { tid, new_pwd });

  const mobile = '13911000012';
  let asked = (await start(mobile)).data;
  while (asked.need_contacts === 0) {
    const sms_code = await code(mobile);
    const answer: Given = asked.sms_duration === '' ? { login_code: sms_code } : { sms_code };
    asked = (await ask('/forget/pwd', { tid: asked.tid, ...answer })).data;
  }
  await ask('/forget/pwd', { tid: asked.tid, tel_list: '13900000001,13800000002,13700000003' });
  wire.clock.now += 601;
  await ask('/forget/pwd', { tid: asked.tid, tel_list: '13900000001' });
}, 60_000);

test('every endpoint: no token, contract over, called too often, parameters missing, and our own fault', async () => {
  const over = await createApp(wire.store.db, wire.journey.vault, 'over', wire.clock.now);
  const tokenOf = await wire.newToken(over);
  await wire.store.db
    .updateTable('apps')
    .set({ contract_until: new Date(0) })
    .where('appid', '=', over.appid)
    .execute();
  const busyApi = buildApi(wire.journey, [], { callsPerMinute: 1, tokensPerHour: 600 });
  for (const key of Object.keys(documented)) {
    await ask(key, { token: 'no token' });
    await ask(key, { token: tokenOf });
    await ask(key, { sid: '' });
    const url = key.replace('delete ', '').replace(/\{\w+\}/g, 'SID0');
    if (!key.startsWith('delete ')) note(key, (await wire.api.inject({ method: 'POST', url, payload: '{' })).json());
    await ask(key, {}, busyApi);
    await ask(key, {}, busyApi);
  }
  const time = String(Math.floor(wire.clock.now));
  const sign = createHash('md5').update(`${over.appid}${over.appsecret}${time}`).digest('hex');
  await ask('/token', { appid: over.appid, time, sign });
  for (const path of ['/busi/genCuiShou', '/batch', '/batchResult', '/itag']) {
    const query = { apikey: over.appid, time, tid: 'TID0', tel: '10086' };
    const pairs = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = over.appsecret + pairs.flat().join('') + over.appsecret;
    const sig = createHash('sha1').update(text).digest('hex');
    note(path, (await wire.api.inject({ url: path, query: { ...query, sig } })).json());
  }
  // Tables that are not there are the least that can be our fault.
  const faulty = buildApi({ ...wire.journey, db: wire.store.db.withSchema('nowhere') });
  for (const key of Object.keys(documented))
    await ask(key, { appid: 'x', sign: 'x', time, apikey: 'x', sig: 'x', tid: 'x', tel: 'x' }, faulty);
});

test('nothing is documented that was not seen, and nothing was seen that is not documented', () => {
  const unseen = Object.entries(documented).flatMap(([key, codes]) =>
    codes.filter((code) => !seen[key]?.has(code) && !elsewhere[key]?.includes(code)).map((code) => `${key} ${code}`),
  );
  const undocumented = Object.entries(seen).flatMap(([key, codes]) =>
    [...codes].filter((code) => code !== 0 && !documented[key]?.includes(code)).map((code) => `${key} ${code}`),
  );
  expect({ unseen, undocumented }).toEqual({ unseen: [], undocumented: [] });
});
