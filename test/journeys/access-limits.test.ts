/** How often an app may call and ask for tokens, and how often somebody may guess at its secret. */

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccessChange, setAppAccess } from '../../src/store/apps/app-access.ts';
import { type App, createApp } from '../../src/store/apps.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let sid: string;
  beforeAll(async () => {
    wire = await openTestWire(kind);
    sid = (await wire.call('/calls/flow', { tel: '13001000012', uid: 'u1' })).data.sid;
  });
  afterAll(() => wire.close());

  async function newApp(change: AccessChange = {}): Promise<App> {
    const app = await createApp(wire.store.db, wire.journey.vault, 'one', wire.clock.now);
    if (Object.keys(change).length > 0) await setAppAccess(wire.store.db, app.appid, change);
    return app;
  }
  async function statusOf(url: string, query: Record<string, string>, remoteAddress = '127.0.0.1'): Promise<number> {
    return (await wire.api.inject({ url, query, remoteAddress })).json<WireReply>().status;
  }
  function tokenRequest({ appid, appsecret }: App, secret = appsecret): Record<string, string> {
    const time = String(wire.clock.now);
    return { appid, time, sign: createHash('md5').update(`${appid}${secret}${time}`).digest('hex') };
  }

  test('above its calls a minute an app gets 4007, which ends no session, and later goes on; other apps do not notice', async () => {
    const app = await newApp({ callsPerMinute: 30 });
    const token = await wire.newToken(app);
    const ask = (of = token) => statusOf(`/sessions/${sid}`, { token: of });
    for (let n = 0; n < 30; n += 1) expect(await ask()).toBe(4016);
    expect(await ask()).toBe(4007);
    expect(await ask(await wire.newToken())).toBe(0);
    wire.clock.now += 2;
    expect(await ask()).toBe(4016);
    expect(await ask()).toBe(4007);
  });

  test('who guesses at a secret is stopped, right guesses included, and only he: other addresses and apps go on', async () => {
    const app = await newApp();
    const guess = (address: string) => statusOf('/token', tokenRequest(app, 'wrong'), address);
    for (let n = 0; n < 20; n += 1) expect(await guess('192.0.2.1')).toBe(4005);
    expect(await guess('192.0.2.1')).toBe(3999);
    expect(await statusOf('/token', tokenRequest(app), '192.0.2.1')).toBe(3999);
    expect(await statusOf('/token', tokenRequest(app), '192.0.2.2')).toBe(0);
    expect(await statusOf('/token', tokenRequest(wire.app), '192.0.2.1')).toBe(0);
    wire.clock.now += 60;
    expect(await statusOf('/token', tokenRequest(app), '192.0.2.1')).toBe(0);
  });

  test('made-up apps do not help to guess on: an address has so many failures in all', async () => {
    const made = (n: number) => statusOf('/token', { ...tokenRequest(wire.app), appid: `a${n}` }, '192.0.2.3');
    for (let n = 0; n < 300; n += 1) expect(await made(n)).toBe(3998);
    expect(await made(300)).toBe(3999);
  });

  test('an app is given as many tokens an hour as it has of its own', async () => {
    const app = await newApp({ tokensPerHour: 2 });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push(await statusOf('/token', tokenRequest(app)));
    expect(statuses).toEqual([0, 0, 3999]);
  });
});
