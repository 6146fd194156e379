/** What the fuzzing found once, in its shortest form. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestConsole, type TestBrowser, type TestConsole } from '../../src/console/test-console.ts';
import { addPageApi } from '../../src/hosted/page-api.ts';
import type { TestWire } from '../test-wire.ts';
import { requireEnvelope } from './require-envelope.ts';

let console: TestConsole;
let wire: TestWire;
beforeAll(async () => {
  console = await openTestConsole('pglite');
  ({ wire } = console);
  addPageApi(wire.api, { journey: wire.journey, sandboxUrl: null });
});
afterAll(() => console.close());

async function signedIn(role: 'auditor' | 'operator'): Promise<TestBrowser> {
  await console.addAccount(role, role);
  const browser = console.newBrowser();
  await browser.signIn(role);
  return browser;
}

test.each([
  { path: '/calls/record?sid=%00', msg: 'API 参数错误：sid 格式不正确' },
  { path: '/calls/flow?tel=13061300011&uid=%00', msg: 'API 参数错误：uid 格式不正确' },
  { path: '/forget/pwd?tid=%00&sms_code=1', msg: 'API 参数错误：tid 格式不正确' },
  { path: '/sessions/%00?', msg: 'API 参数错误：sid 格式不正确' },
])('a NUL, which the store cannot hold, is 4001 ($path)', async ({ path, msg }) => {
  const url = `${path}&token=${await wire.newToken()}`;
  expect(await requireEnvelope(wire, { method: 'GET', url, headers: {} })).toMatchObject({ status: 4001, msg });
});

test.each(['/%ff', `/sessions/${'x'.repeat(200)}`])('a path that cannot be read (%s) has an envelope', async (url) => {
  const reply = await wire.api.inject({ url });
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(reply.json()).toEqual({
    status: 4001,
    action: 'processing',
    msg: 'API 参数错误：接口地址格式不正确',
    data: {},
  });
});

test.each(['{', '[1', 'tel=%', '\xff'])(
  'a body of the phone page that cannot be read (%j) has given nothing',
  async (payload) => {
    const headers = { 'x-xiangdan-page': '1' };
    for (const act of ['open', 'view', 'login', 'nothing']) {
      const reply = await wire.api.inject({ method: 'POST', url: `/authorise/api/${act}`, headers, payload });
      expect(reply.statusCode).toBe(200);
      expect(reply.json()).toMatchObject({ view: null, fault: { kind: 'link' } });
    }
  },
);

test('a place in the audit that no row can have is refused, not asked for', async () => {
  const browser = await signedIn('auditor');
  for (const before of ['9007199254740992', '9'.repeat(200), '1e308'])
    expect((await browser.call('GET', `/audit?before=${before}`)).status, before).toBe(400);
  expect((await browser.call('GET', `/audit?before=${Number.MAX_SAFE_INTEGER}`)).status).toBe(200);
});

test('a name of an app that holds a NUL, at its only letter too, is refused', async () => {
  const browser = await signedIn('operator');
  for (const name of ['\u0000', 'a\u0000', ' \u0000 ', ' '])
    expect((await browser.call('POST', '/apps', { name })).status, JSON.stringify(name)).toBe(400);
  expect((await browser.call('POST', '/apps', { name: ' a ' })).status).toBe(200);
});
