/** Clients that send JSON: under any label, with numbers for digits, with nulls, in chunks, or for some of their calls only. */

import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about, aboutFlat, told } from './about.ts';
import { answerNames, type Encoding, form, json, nestedPairs, query } from './encodings.ts';
import { finishJourney } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { newSims } from './new-sims.ts';
import { send } from './send.ts';

let service: LiveService;
beforeAll(async () => {
  service = await openLiveService();
});
afterAll(() => service.close());

const labelled = json('application/json');

/** Every text of digits as a JSON number: the ID card has more of them than a double can hold. */
const numbers: Encoding = (call) => {
  const raw = labelled(call);
  return { ...raw, body: String(raw.body).replaceAll(/"([1-9]\d*)"/g, '$1') };
};

/** Gson with `serializeNulls`. */
const nulls: Encoding = (call) => {
  const nothing = Object.fromEntries(answerNames.map((name) => [name, null]));
  return { ...labelled(call), body: JSON.stringify({ ...nothing, ...call.params }) };
};

const pretty: Encoding = (call) => ({ ...labelled(call), body: `\n${JSON.stringify(call.params, null, 2)}\n` });

const objectsAsText: Encoding = (call) =>
  labelled({
    ...call,
    params: Object.fromEntries(
      Object.entries(call.params).map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : value,
      ]),
    ),
  });

const goHeaders = { 'User-Agent': 'Go-http-client/1.1', 'Content-Type': 'application/json', 'Accept-Encoding': 'gzip' };

const nextTel = newSims();

describe('a client is understood that sends', () => {
  test.each([
    { what: 'application/json', post: labelled },
    { what: 'app/json', post: json('app/json') },
    { what: 'a charset in its label', post: json('application/json;charset=UTF-8') },
    { what: 'JSON labelled as a form', post: json('application/x-www-form-urlencoded') },
    { what: 'objects as text within JSON', post: objectsAsText },
    { what: 'JSON over many lines', post: pretty },
    { what: 'null for what it does not know', post: nulls },
    { what: 'a body in chunks', post: (call) => ({ ...labelled(call), chunked: true }) },
    {
      what: 'JSON to login and forms to the others',
      post: (call) => (call.path === '/calls/login' ? labelled : form(nestedPairs))(call),
    },
    {
      what: 'forms to login and JSON to the others',
      post: (call) => (call.path === '/calls/login' ? form(nestedPairs) : labelled)(call),
    },
    { what: 'what Go sends', post: (call) => ({ ...labelled(call), headers: goHeaders }), get: query(goHeaders) },
  ] satisfies { what: string; post: Encoding; get?: Encoding }[])('$what', async (client) => {
    const { record, report, truth } = await finishJourney(service, { ...client, about }, nextTel());
    expect(record).toMatchObject({ uid: 'order-1', call_log: truth.calls });
    expect(report).toMatchObject(told);
  });

  test('objects flat beside the number', async () => {
    const { report } = await finishJourney(service, { post: labelled, about: aboutFlat }, nextTel());
    expect(report.user_info).toMatchObject(told.user_info);
    expect(report.mergency_contact).toMatchObject([told.mergency_contact[0]]);
  });

  test('numbers, of which none loses a digit', async () => {
    const tel = '13061300046';
    const { pin } = await service.wire.subscriber(tel);
    expect(pin).toMatch(/^[1-9]\d{5}$/);
    const { record, report } = await finishJourney(service, { post: numbers, about }, tel);
    expect(record.tel).toBe(tel);
    expect(report).toMatchObject(told);
  });
});

test('a client that keeps its connection is served on one from the first call to the last', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const token = await service.wire.newToken();
  const call = (path: string, params: Record<string, string>) =>
    send(service.origin, labelled({ path, token, params }), agent).then((reply) => JSON.parse(reply.text));
  const tel = '13061300047';
  const { data } = await call('/calls/flow', { tel });
  const { pin } = await service.wire.subscriber(tel);
  expect(await call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ status: 0, action: 'done' });
  await service.wire.runJobs();
  const path = `/calls/record?token=${token}&sid=${data.sid}`;
  const record = await send(service.origin, { method: 'GET', target: path, headers: {} }, agent);
  expect(JSON.parse(record.text)).toMatchObject({ status: 0, action: 'done', data: { tel } });
  expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  agent.destroy();
});
