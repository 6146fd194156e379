/** Clients that look at little: only at `action`, or at `data` before `status`. What they see must be enough. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Call, form, json, nestedPairs, query } from './encodings.ts';
import { askToken, pollUntilSettled, signIn } from './journey.ts';
import { type LiveService, openLiveService } from './live-service.ts';
import { send } from './send.ts';
import { readData, readEnvelope, type TypedEnvelope } from './shapes/read-reply.ts';
import { captchaShape } from './shapes/sign-in-shapes.ts';

const client = { post: form(nestedPairs) };
let service: LiveService;
let token: string;
beforeAll(async () => {
  service = await openLiveService();
  token = await askToken(service, client);
});
afterAll(() => service.close());

const post = async (path: string, params: Call['params']): Promise<TypedEnvelope> =>
  readEnvelope(await send(service.origin, client.post({ path, token, params })));

describe('the client that looks at nothing but the action of flow begins again', () => {
  test.each([
    { why: 'no number', params: {} },
    { why: 'a number that is none', params: { tel: '12345' } },
    { why: 'a virtual operator', params: { tel: '17012345612' } },
    { why: 'a carrier in maintenance', params: { tel: '13061300060' } },
    { why: 'a carrier that answers with errors', params: { tel: '13911000081' } },
    { why: 'a text that is too long', params: { tel: '1'.repeat(300) } },
    { why: 'a body that begins like JSON and is none', params: null },
  ])('after $why', async ({ params }) => {
    const raw =
      params === null
        ? { ...json('application/json')({ path: '/calls/flow', token, params: {} }), body: '{"tel":' }
        : client.post({ path: '/calls/flow', token, params });
    const { status, action, data } = readEnvelope(await send(service.origin, raw));
    expect({ action, data }).toEqual({ action: 'reset', data: {} });
    expect(status).toBeGreaterThan(0);
  });

  test('after a token that has ended', async () => {
    const reply = await send(service.origin, client.post({ path: '/calls/flow', token: 'f'.repeat(32), params: {} }));
    expect(readEnvelope(reply)).toMatchObject({ status: 4000, action: 'reset' });
  });
});

describe('the client that polls until the action changes', () => {
  test('hears of a fetch that failed for good, for record and report', async () => {
    const { sid } = await signIn(service, client, token, '13010200067');
    const settled = (path: string) => pollUntilSettled(service, client, { path, token, params: { sid } });
    const [record, report] = await Promise.all([
      settled('/calls/record'),
      settled('/calls/report'),
      service.wire.runJobs(),
    ]);
    expect(readEnvelope(record)).toMatchObject({ status: 3100, action: 'reset', data: {} });
    expect(readEnvelope(report)).toMatchObject({ status: 3102, action: 'reset', data: {} });
  });

  test('hears of a session that nobody went on with', async () => {
    const flow = await post('/calls/flow', { tel: '13061300044' });
    expect(flow).toMatchObject({ status: 0, action: 'processing' });
    const call = { path: '/calls/record', token, params: { sid: String(Object(flow.data).sid) } };
    expect(readEnvelope(await send(service.origin, query()(call)))).toMatchObject({ status: 3001 });
    service.wire.clock.now += 601;
    expect(readEnvelope(await pollUntilSettled(service, client, call))).toMatchObject({
      status: 4004,
      action: 'reset',
    });
  });

  test('hears of a session that does not exist', async () => {
    const call = { path: '/calls/report', token, params: { sid: `SID${'0'.repeat(32)}` } };
    expect(readEnvelope(await pollUntilSettled(service, client, call))).toMatchObject({
      status: 4016,
      action: 'reset',
    });
  });
});

describe('the client that reads data before status', () => {
  test('gets through wrong passwords and captchas to the end', async () => {
    const tel = '13061300045';
    const { pin } = await service.wire.subscriber(tel);
    const wrong = pin === '730519' ? '730518' : '730519';
    const { data } = await post('/calls/flow', { tel });
    const sid = String(Object(data).sid);
    const login = (answers: Record<string, string>) => post('/calls/login', { sid, tel, ...answers });
    const seen = async () => (await service.wire.subscriber(tel)).captcha?.text ?? '';
    const freshCaptcha = async () => {
      const reply = await send(service.origin, query()({ path: '/calls/verify/captcha', token, params: { sid } }));
      expect(readData(captchaShape, reply).data.captcha_image).not.toBe('');
    };

    expect(await login({})).toMatchObject({ status: 4001, action: 'processing', data: {} });
    expect(await login({ pin_pwd: wrong })).toMatchObject({ status: 4012, action: 'processing', data: {} });
    expect(await login({ pin_pwd: pin })).toMatchObject({ status: 4008, action: 'processing', data: {} });
    await freshCaptcha();
    expect(await login({ pin_pwd: pin, captcha_code: '?' })).toMatchObject({ status: 4008, data: {} });
    await freshCaptcha();
    expect(await login({ pin_pwd: pin, captcha_code: await seen() })).toMatchObject({
      status: 0,
      action: 'done',
      data: { sms_duration: '', captcha_image: '', verify_notes: '' },
    });
  });

  test('finds an object there whatever it asks wrongly', async () => {
    const paths = ['login', 'verify', 'verify/captcha', 'verify/sms', 'record', 'report'];
    for (const path of [...paths.map((each) => `/calls/${each}`), '/forget/pwd', '/token']) {
      for (const params of [{}, { sid: 'SID1', tel: '13061300046' }, { tid: 'TID1', sms_code: '1' }]) {
        const reply = await post(path, params);
        expect(reply.status, `${path} ${JSON.stringify(params)}`).toBeGreaterThan(0);
        expect(reply.data).toEqual({});
      }
    }
  });
});
