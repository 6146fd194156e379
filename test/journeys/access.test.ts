/** What an app may do and see: scopes, addresses, contract, masked numbers; and a foreign sid is an unknown one. */

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tagEntry } from '../../src/directory/itag.ts';
import { createNumberCollector } from '../../src/directory/number-collector.ts';
import { keyOf } from '../../src/directory/number-key.ts';
import { packTagList } from '../../src/directory/tag-list.ts';
import { type AccessChange, giveStaticToken, setAppAccess } from '../../src/store/apps/app-access.ts';
import { type App, createApp } from '../../src/store/apps.ts';
import { listAudit } from '../../src/store/audit.ts';
import { replaceTagList } from '../../src/store/tags/tag-lists.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

const tel = '13001000012';
const sessionPaths: [path: string, params: Record<string, string>][] = [
  ['/calls/login', { tel, pin_pwd: '123456', sms_code: '1', captcha_code: '1', full_name: '张三', id_card: '1' }],
  ['/calls/verify', { sms_code: '123456' }],
  ['/calls/verify/captcha', {}],
  ['/calls/verify/sms', {}],
  ['/calls/record', {}],
  ['/calls/report', {}],
  ['/cuishou', {}],
  ['/itag', {}],
];

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let sid: string;
  let other: App;
  beforeAll(async () => {
    wire = await openTestWire(kind);
    other = await newApp();
    sid = (await wire.call('/calls/flow', { tel, uid: 'u1' })).data.sid;
    const { pin } = await wire.subscriber(tel);
    let reply = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    while (reply.action === 'processing') {
      const code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
      reply = await wire.call('/calls/verify', { sid, sms_code: code });
    }
    await wire.runJobs();
  });
  afterAll(() => wire.close());

  const newApp = () => createApp(wire.store.db, wire.journey.vault, 'one', wire.clock.now);
  const setAccess = (change: AccessChange) => setAppAccess(wire.store.db, wire.app.appid, change);
  async function get(url: string, query: Record<string, string>, remoteAddress = '127.0.0.1'): Promise<string> {
    const reply = await wire.api.inject({ url, query, remoteAddress });
    const isPacked = reply.headers['content-encoding'] === 'gzip';
    return (isPacked ? gunzipSync(reply.rawPayload) : reply.rawPayload).toString();
  }
  function tokenRequest({ appid, appsecret }: App): Record<string, string> {
    const time = String(wire.clock.now);
    return { appid, time, sign: createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex') };
  }
  const statusOf = (text: string) => (JSON.parse(text) as WireReply).status;

  describe('tenants', () => {
    test.each([...sessionPaths, ['/sessions/SID', {}] as const])(
      '%s answers a foreign sid as an unknown one, to the byte',
      async (path, params) => {
        const token = await wire.newToken(other);
        const unknown = `SID${'0'.repeat(32)}`;
        const ask = (one: string) =>
          get(path === '/sessions/SID' ? `/sessions/${one}` : path, { ...params, token, sid: one });
        const [foreign, missing] = [await ask(sid), await ask(unknown)];
        expect(foreign).toBe(missing);
        expect(statusOf(foreign)).toBe(4016);
      },
    );
  });

  describe('scopes', () => {
    test('an app without the scope gets 3997 whether the sid exists or not, and nothing else is told', async () => {
      const token = await wire.newToken();
      await setAccess({ scopes: ['links'] });
      for (const [path, params] of [...sessionPaths, ['/calls/flow', { tel }] as const, ['/forget/pwd', {}] as const]) {
        const replies = await Promise.all([sid, 'SID0', ''].map((one) => get(path, { ...params, token, sid: one })));
        expect(new Set(replies).size, path).toBe(1);
        expect(JSON.parse(replies[0] ?? ''), path).toMatchObject({ status: 3997, action: 'reset', data: {} });
      }
      await setAccess({ scopes: ['record'] });
      expect(statusOf(await get('/calls/record', { token, sid }))).toBe(0);
      expect(statusOf(await get('/calls/report', { token, sid }))).toBe(3997);
      await setAccess({ scopes: null });
      expect(statusOf(await get('/calls/report', { token, sid }))).toBe(0);
    });
  });

  describe('addresses', () => {
    test('from elsewhere a good token is an unknown token, and the app an unknown app', async () => {
      const token = await wire.newToken();
      await setAccess({ ipAllow: '203.0.113.0/24,2001:db8::/32,198.51.100.7' });
      for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1', '198.51.100.7']) {
        expect(statusOf(await get('/calls/record', { token, sid }, address)), address).toBe(0);
      }
      const stranger = await get('/calls/record', { token: 'f'.repeat(32), sid });
      for (const address of ['127.0.0.1', '198.51.100.8', '::ffff:198.51.100.8', '2001:db9::1']) {
        expect(await get('/calls/record', { token, sid }, address), address).toBe(stranger);
      }
      const unknown = await get('/token', { ...tokenRequest(wire.app), appid: '0'.repeat(16) });
      expect(await get('/token', tokenRequest(wire.app))).toBe(unknown);
      expect(statusOf(await get('/token', tokenRequest(wire.app), '203.0.113.1'))).toBe(0);
      await setAccess({ ipAllow: null });
    });
  });

  describe('contract and tokens', () => {
    test('past its contract date an app gets 3997 for a token and for every call', async () => {
      const token = await wire.newToken();
      await setAccess({ contractUntil: wire.clock.now - 1 });
      expect(statusOf(await get('/token', tokenRequest(wire.app)))).toBe(3997);
      expect(statusOf(await get('/calls/record', { token, sid }))).toBe(3997);
      await setAccess({ contractUntil: null });
    });

    test('a static token is good for ever and does not show in the store', async () => {
      const app = await newApp();
      const token = 'ab'.repeat(16);
      await giveStaticToken(wire.store.db, app.appid, token, wire.clock.now);
      wire.clock.now += 400 * 86_400;
      expect(statusOf(await get('/calls/record', { token, sid }))).toBe(4016);
      wire.clock.now -= 400 * 86_400;
      await giveStaticToken(wire.store.db, app.appid, 'cd'.repeat(16), wire.clock.now);
      expect(statusOf(await get('/calls/record', { token, sid }))).toBe(4000);
    });
  });

  test('an unsigned batch is told what everybody may know, a signed one what was imported too', async () => {
    const number = '13916000001';
    const collector = createNumberCollector((earlier) => earlier);
    collector.add(keyOf(number) ?? 0, 0);
    const list = packTagList(collector.sorted(), [{ name: '秘密公司' }]);
    await replaceTagList(wire.store.db, { name: 'secret', appid: wire.app.appid }, list, 1, wire.clock.now);
    async function lookUp(query: Record<string, string>): Promise<unknown> {
      const begun = await wire.api.inject({ method: 'POST', url: '/batch/', query, payload: JSON.stringify([number]) });
      const { tid } = begun.json<WireReply>().data;
      const reply: WireReply = JSON.parse(await get('/batchResult/', { apikey: wire.app.appid, tid }));
      return reply.data.tags[number];
    }
    const query = { apikey: wire.app.appid };
    const { appsecret } = wire.app;
    const sig = createHash('sha1').update(`${appsecret}apikey${query.apikey}${appsecret}`).digest('hex');
    const [unsigned, signed] = [await lookUp(query), await lookUp({ ...query, sig })];
    expect(unsigned).toEqual(tagEntry(wire.journey.directory, number));
    expect(signed).not.toEqual(unsigned);
    await setAccess({ ipAllow: '127.0.0.1' });
    expect(await lookUp(query)).toEqual(signed);
    await setAccess({ ipAllow: null });
  });

  describe('third parties', () => {
    test('a masked app finds no whole number of a third party in record, report, score or tags, and its own stays', async () => {
      const token = await wire.newToken();
      const record: { data: { call_log: { call_tel: string }[] } } = JSON.parse(
        await get('/calls/record', { token, sid }),
      );
      const numbers = new Set(
        record.data.call_log.map(({ call_tel }) => call_tel).filter((one) => one.length >= 8 && one !== tel),
      );
      expect(numbers.size).toBeGreaterThan(10);
      const paths = ['/calls/record', '/calls/report', '/cuishou', '/itag'];
      const whole = await Promise.all(paths.map((path) => get(path, { token, sid })));
      await setAccess({ thirdParty: 'masked' });
      const masked = await Promise.all(paths.map((path) => get(path, { token, sid })));
      await setAccess({ thirdParty: 'whole' });
      for (const [index, text] of masked.entries()) {
        expect(
          [...numbers].filter((number) => text.includes(number)),
          paths[index],
        ).toEqual([]);
        expect(text.split('"').length, paths[index]).toBe(whole[index]?.split('"').length);
      }
      expect(masked[0]).toMatch(/"call_tel":"1\d\d\*{4}\d{4}"/);
      expect(masked[2]).toContain(`"tel":"${tel}"`);
    });
  });

  describe('audit', () => {
    test('every read has its row, a refused one has none, and no row holds a number', async () => {
      const before = (await listAudit(wire.store.db, { sid, most: 1000 })).length;
      const token = await wire.newToken();
      for (const path of ['/calls/record', '/calls/report', '/cuishou', '/itag', `/sessions/${sid}`])
        await get(path, { token, sid });
      await get('/calls/record', { token: await wire.newToken(other), sid });
      const rows = (await listAudit(wire.store.db, { sid, most: 1000 })).slice(before);
      expect(rows.map(({ action }) => action)).toEqual([
        'record.read',
        'report.read',
        'score.read',
        'tags.read',
        'session.read',
      ]);
      expect(rows[0]).toMatchObject({
        actor: `app:${wire.app.appid}`,
        appid: wire.app.appid,
        at: wire.clock.now,
        detail: {},
      });
      expect(JSON.stringify(await listAudit(wire.store.db, { most: 1000 }))).not.toContain(tel);
    });
  });
});
