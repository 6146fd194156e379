/** Every endpoint that the reference lists, with every caller who may not use it: each gets the contract's answer and no hint of what exists. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setAppAccess } from '../../src/store/apps/app-access.ts';
import { insertToken } from '../../src/store/apps/tokens.ts';
import { type App, createApp, disableApp } from '../../src/store/apps.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

/** Those that want no token: they give one, are signed themselves, or tell nothing of anybody. */
const open = new Set(['/token', '/busi/genCuiShou', '/batch', '/batchResult', '/receipts/key']);
/** Everything that some endpoint asks for, so that none answers 4001 before it looks who calls. */
const given = {
  tel: '13001000012',
  sms_code: '123456',
  pin_pwd: '123456',
  uid: 'u1',
  text_version: '1',
  text_hash: 'a',
};

interface Route {
  path: string;
  method: 'GET' | 'POST' | 'DELETE';
}

let wire: TestWire;
let routes: Route[];
let sid: string;
let erased: string;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  wire = await openTestWire('pglite');
  const reference = await wire.api.inject({ url: '/openapi.json' });
  const paths: Record<string, object> = reference.json().paths;
  const methods = ['get', 'post', 'delete'] as const;
  routes = Object.entries(paths).flatMap(([path, verbs]) =>
    methods
      .filter((method) => Object.hasOwn(verbs, method) && !open.has(path.replace(/\/$/, '')))
      .map((method) => ({ path, method: method.toUpperCase() as Route['method'] })),
  );
  sid = (await wire.call('/calls/flow', { tel: '13001000012', uid: 'u1' })).data.sid;
  erased = (await wire.call('/calls/flow', { tel: '13001000013', uid: 'u1' })).data.sid;
  const token = await wire.newToken();
  await wire.api.inject({ method: 'DELETE', url: `/sessions/${erased}`, query: { token } });

  const { db } = wire.store;
  const { now } = wire.clock;
  const newApp = () => createApp(db, wire.journey.vault, 'one', now);
  const tokenOf = async ({ appid }: App, until = now + 7200) => {
    const made = String(Object.keys(tokens).length).padStart(32, '0');
    await insertToken(db, { token: made, appid, issuedAt: now - 7200, expiresAt: until, mostPerHour: 600 });
    return made;
  };
  tokens.expired = await tokenOf(wire.app, now - 1);
  tokens.other = await tokenOf(await newApp());
  const [disabled, ended, scoped, elsewhere] = [await newApp(), await newApp(), await newApp(), await newApp()];
  await disableApp(db, disabled.appid, now);
  tokens.disabled = await tokenOf(disabled);
  await setAppAccess(db, ended.appid, { contractUntil: now - 1 });
  tokens.ended = await tokenOf(ended);
  await setAppAccess(db, scoped.appid, { scopes: [] });
  tokens.scoped = await tokenOf(scoped);
  await setAppAccess(db, elsewhere.appid, { ipAllow: '203.0.113.1' });
  tokens.elsewhere = await tokenOf(elsewhere);
});
afterAll(() => wire.close());

async function ask({ path, method }: Route, token: string | undefined, of = sid): Promise<WireReply> {
  const query = { ...given, sid: of, ...(token === undefined ? {} : { token }) };
  const url = path.replace('{sid}', of).replace('{id}', of);
  return (await wire.api.inject({ method, url, query })).json();
}
async function allAnswer(token: string | undefined, status: number): Promise<void> {
  expect(routes.length).toBeGreaterThan(12);
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    const replies = [await ask(route, token), await ask(route, token, `SID${'0'.repeat(32)}`)];
    for (const reply of replies)
      expect({ name, status: reply.status, data: reply.data }).toEqual({ name, status, data: {} });
    expect(replies[0]).toEqual(replies[1]);
  }
}

describe('whatever the endpoint and whether the session exists', () => {
  test('no token is 4000', () => allAnswer(undefined, 4000));
  test.each([
    ['unknown', 4000],
    ['expired', 4000],
    ['disabled', 4000],
    ['elsewhere', 4000],
    ['ended', 3997],
    ['scoped', 3997],
  ])('the token of an app that is %s: %i', (who, status) => allAnswer(tokens[who] ?? 'f'.repeat(32), status));
});

describe('whatever the endpoint', () => {
  const ofSession = () => routes.filter(({ path }) => !/^\/(calls\/flow|forget\/pwd|links|sessions)$/.test(path));

  test("another app's session, an erased one and one that never was answer alike, to the byte", async () => {
    const own = await wire.newToken();
    for (const route of ofSession()) {
      const name = `${route.method} ${route.path}`;
      const unknown = await ask(route, tokens.other, `SID${'0'.repeat(32)}`);
      expect({ name, status: unknown.status }).toEqual({ name, status: 4016 });
      expect({ name, reply: await ask(route, tokens.other) }).toEqual({ name, reply: unknown });
      // Who erased a session may hear of its receipt again.
      if (route.method !== 'DELETE')
        expect({ name, reply: await ask(route, own, erased) }).toEqual({ name, reply: unknown });
    }
  });
});
