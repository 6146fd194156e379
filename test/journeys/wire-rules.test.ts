/** What the contract says of tokens, intake, states and limits, seen as a client sees it. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/store/apps.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeAll(async () => {
    wire = await openTestWire(kind);
  });
  afterAll(() => wire.close());

  function sign(appid: string, secret: string, time: string): string {
    return createHash('md5')
      .update(appid + secret + time)
      .digest('hex');
  }

  async function askToken(change: Record<string, string> = {}): Promise<WireReply> {
    const { appid, appsecret } = wire.app;
    const time = change.time ?? String(Math.floor(wire.clock.now));
    const reply = await wire.api.inject({
      url: '/token',
      query: { appid, time, sign: sign(appid, appsecret, time), ...change },
    });
    return reply.json();
  }

  describe('token', () => {
    test('is given for a signed request and expires in Shanghai time after two hours', async () => {
      expect(await askToken()).toEqual({
        status: 0,
        action: 'processing',
        msg: 'OK',
        data: { token: expect.stringMatching(/^[0-9a-f]{32}$/), expires: '2026-11-20 14:00:00' },
      });
      const time = String(wire.clock.now);
      expect(await askToken({ sign: sign(wire.app.appid, wire.app.appsecret, time).toUpperCase() })).toMatchObject({
        status: 0,
      });
    });

    test.each([
      [4005, 'a wrong signature', { sign: 'f'.repeat(32) }],
      [3998, 'an unknown app', { appid: 'nobody' }],
      [4005, 'a clock more than ten minutes off', { time: String(1_795_147_200 - 601) }],
      [4005, 'milliseconds', { time: '1795147200000' }],
      [4001, 'no time', { time: '' }],
    ])('%d for %s', async (status, _what, change) => {
      expect(await askToken(change)).toMatchObject({ status, data: {} });
    });

    test('works for 60 s more than it says, and then no longer', async () => {
      const token = await wire.newToken();
      const poll = async () => (await wire.api.inject({ url: '/calls/record', query: { token, sid: 'x' } })).json();
      const issued = wire.clock.now;
      wire.clock.now = issued + 7_259;
      expect(await poll()).toMatchObject({ status: 4016 });
      wire.clock.now = issued + 7_261;
      expect(await poll()).toMatchObject({ status: 4000, action: 'reset' });
      wire.clock.now = issued;
    });

    test('is found in the query, the body and the header', async () => {
      const token = await wire.newToken();
      const bearer = await wire.api.inject({
        url: '/calls/record?sid=x',
        headers: { authorization: `Bearer ${token}` },
      });
      const body = await wire.api.inject({ method: 'POST', url: '/calls/record', payload: { token, sid: 'x' } });
      expect([bearer, body].map((reply) => reply.json().status)).toEqual([4016, 4016]);
    });

    test('3999 above 600 in an hour', async () => {
      const app = await createApp(wire.store.db, wire.journey.vault, 'busy', wire.clock.now);
      const time = String(wire.clock.now);
      const ask = async () =>
        (
          await wire.api.inject({
            url: '/token',
            query: { appid: app.appid, time, sign: sign(app.appid, app.appsecret, time) },
          })
        ).json();
      const replies: WireReply[] = [];
      for (let count = 0; count < 601; count++) replies.push(await ask());
      expect(replies.slice(0, 600).every((reply) => reply.status === 0)).toBe(true);
      expect(replies.at(-1)).toMatchObject({ status: 3999 });
    });
  });

  describe('refusals', () => {
    test('carry HTTP 200 and all four keys', async () => {
      const reply = await wire.api.inject({ method: 'POST', url: '/calls/flow' });
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(reply.json()).toEqual({ status: 4000, action: 'reset', msg: '无效的 token', data: {} });
    });

    test('4001 names the parameter, and of flow resets', async () => {
      expect(await wire.call('/calls/record')).toEqual({
        status: 4001,
        action: 'processing',
        msg: 'API 参数错误：缺少 sid',
        data: {},
      });
      expect(await wire.call('/calls/flow', { tel: '123' })).toMatchObject({ status: 4001, action: 'reset' });
    });

    test('a path that does not exist and a body over 1 MiB keep their HTTP status', async () => {
      const unknown = await wire.api.inject({ url: '/nothing' });
      const large = await wire.api.inject({ method: 'POST', url: '/calls/flow', payload: 'x'.repeat(1024 * 1024 + 1) });
      expect([unknown.statusCode, large.statusCode]).toEqual([404, 413]);
      expect([unknown.json(), large.json()]).toEqual([
        expect.objectContaining({ status: 4001, data: {} }),
        expect.objectContaining({ status: 4001, data: {} }),
      ]);
    });

    test.each([
      ['a virtual operator', '17012345612'],
      ['中国广电', '19212345612'],
      ['a range whose place is unknown', '16612345612'],
    ])('%s has no channel: 20015', async (_who, tel) => {
      expect(await wire.call('/calls/flow', { tel })).toMatchObject({ status: 20015, action: 'reset' });
    });
  });

  describe('sessions', () => {
    test('of another app do not exist', async () => {
      const { data } = await wire.call('/calls/flow', { tel: '13010200015' });
      const stranger = await createApp(wire.store.db, wire.journey.vault, 'stranger', wire.clock.now);
      const token = await wire.newToken(stranger);
      const [foreign, unknown] = await Promise.all(
        [data.sid, `SID${'0'.repeat(32)}`].map(async (sid) =>
          (await wire.api.inject({ url: '/calls/record', query: { token, sid } })).json(),
        ),
      );
      expect(foreign).toEqual(unknown);
      expect(foreign).toMatchObject({ status: 4016, action: 'reset' });
    });

    test('flow again for the same number and uid is the same session; another uid ends the older one', async () => {
      const tel = '13010200016';
      const first = await wire.call('/calls/flow', { tel, uid: 'a' });
      const again = await wire.call('/calls/flow', { tel, uid: 'a' });
      expect(again.data.sid).toBe(first.data.sid);
      const other = await wire.call('/calls/flow', { tel, uid: 'b' });
      expect(other.data.sid).not.toBe(first.data.sid);
      expect(await wire.call('/calls/record', { sid: first.data.sid })).toMatchObject({ status: 4016 });
      expect(await wire.call('/calls/record', { sid: other.data.sid })).toMatchObject({ status: 3001 });
    });

    test('a storm of flows for one number opens one session and texts once', async () => {
      // 移动 in 北京 texts a code at flow.
      const tel = '13800100021';
      const storm = await Promise.all(Array.from({ length: 12 }, () => wire.call('/calls/flow', { tel, uid: 's' })));
      const opened = storm.filter((reply) => reply.status === 0);
      expect(opened.length).toBeGreaterThan(0);
      expect(new Set(opened.map((reply) => reply.data.sid)).size).toBe(1);
      expect(storm.filter((reply) => ![0, 20018].includes(reply.status))).toEqual([]);
      expect((await wire.subscriber(tel)).sms).toHaveLength(1);
    });

    test('expire after ten minutes without a call', async () => {
      const { data } = await wire.call('/calls/flow', { tel: '13010200017' });
      wire.clock.now += 601;
      expect(await wire.call('/calls/login', { sid: data.sid, tel: '13010200017', pin_pwd: '1' })).toMatchObject({
        status: 4004,
        action: 'reset',
      });
      expect(await wire.call('/calls/record', { sid: data.sid })).toMatchObject({ status: 4004 });
    });

    test('a wrong password may be tried again, wants a captcha from then on, and the fifth ends the session', async () => {
      const tel = '13010200018';
      const { pin } = await wire.subscriber(tel);
      const wrong = pin === '730519' ? '730518' : '730519';
      const { data } = await wire.call('/calls/flow', { tel });
      const login = (answers: Record<string, string>) => wire.call('/calls/login', { sid: data.sid, tel, ...answers });
      expect(await login({})).toMatchObject({ status: 4001, msg: 'API 参数错误：缺少 pin_pwd' });
      expect(await login({ pin_pwd: wrong })).toMatchObject({ status: 4012, action: 'processing' });
      expect(await login({ pin_pwd: pin })).toMatchObject({ status: 4008, action: 'processing' });
      for (let count = 2; count <= 4; count++) {
        expect((await wire.call('/calls/verify/captcha', { sid: data.sid })).data.captcha_image.length).toBeGreaterThan(
          100,
        );
        const captcha = (await wire.subscriber(tel)).captcha?.text ?? '';
        expect(await login({ pin_pwd: wrong, captcha_code: captcha })).toMatchObject({ status: 4012 });
      }
      await wire.call('/calls/verify/captcha', { sid: data.sid });
      const captcha = (await wire.subscriber(tel)).captcha?.text ?? '';
      expect(await login({ pin_pwd: wrong, captcha_code: captcha })).toMatchObject({ status: 20006, action: 'reset' });
      expect(await wire.call('/calls/record', { sid: data.sid })).toMatchObject({ status: 4004 });
    });

    test('login after success is 20017, flow while it is fetched 20018, verify before login 4001', async () => {
      const tel = '13020100019';
      const { pin } = await wire.subscriber(tel);
      const { data } = await wire.call('/calls/flow', { tel });
      expect(await wire.call('/calls/verify', { sid: data.sid })).toMatchObject({ status: 4001 });
      let reply = await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
      if (reply.action === 'processing')
        reply = await wire.call('/calls/verify', {
          sid: data.sid,
          sms_code: (await wire.subscriber(tel)).sms.at(-1)?.code ?? '',
        });
      expect(reply.action).toBe('done');
      expect(await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin })).toMatchObject({ status: 20017 });
      expect(await wire.call('/calls/flow', { tel })).toMatchObject({ status: 20018, action: 'reset' });
    });

    test('of two logins at once one is 20018 and the other goes its way', async () => {
      const tel = '13020100021';
      const { pin } = await wire.subscriber(tel);
      const { data } = await wire.call('/calls/flow', { tel });
      // Slow pages: the second arrives while the first is at the portal.
      const setLatency = (ms: number) =>
        fetch(`${wire.sandboxUrl}/inspect/latency`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ms }),
        });
      await setLatency(300);
      const login = () => wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
      const statuses = (await Promise.all([login(), login()])).map((reply) => reply.status).sort();
      await setLatency(0);
      expect(statuses).toEqual([0, 20018]);
    });
  });
});

describe('flow limits', () => {
  test('the first limit is 20005 and the last 20011, across apps and with repeats', async () => {
    const wire = await openTestWire('pglite', [
      { count: 5, seconds: 600 },
      { count: 8, seconds: 86_400 },
    ]);
    const tel = '13010200022';
    const flow = async () => (await wire.call('/calls/flow', { tel, uid: 'u' })).status;
    const inTenMinutes = [];
    for (let count = 0; count < 6; count++) inTenMinutes.push(await flow());
    expect(inTenMinutes).toEqual([0, 0, 0, 0, 0, 20005]);
    wire.clock.now += 601;
    expect([await flow(), await flow(), await flow()]).toEqual([0, 0, 20011]);
    await wire.close();
  });
});
