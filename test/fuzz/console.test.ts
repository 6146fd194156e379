/** Requests to the console and the phone page that may be anything: none is our own fault, and without a session none gets anywhere. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestConsole, type TestBrowser, type TestConsole } from '../../src/console/test-console.ts';
import { addPageApi } from '../../src/hosted/page-api.ts';
import { type ConsoleCall, randomConsoleCall, randomPageCall } from './random-console-call.ts';

const runs = { numRuns: 300, seed: 7 };

let console: TestConsole;
let operator: TestBrowser;
beforeAll(async () => {
  console = await openTestConsole('pglite');
  addPageApi(console.wire.api, { journey: console.wire.journey, sandboxUrl: null });
  await console.addAccount('lin', 'operator');
  operator = console.newBrowser();
  await operator.signIn('lin');
});
afterAll(() => console.close());

describe('the console', () => {
  async function statusOf(cookie: string, { method, url, headers, payload }: ConsoleCall): Promise<number> {
    const request = { method, url, headers: { ...headers, cookie }, ...(payload ? { payload } : {}) };
    return (await console.wire.api.inject(request)).statusCode;
  }

  test('answers an operator with anything but a fault of its own', async () => {
    const { sid } = (await console.wire.call('/calls/flow', { tel: '13061300033' })).data;
    await fc.assert(
      fc.asyncProperty(randomConsoleCall([sid]), async (each) => {
        const cookie = ['/logout', '/me/password'].includes(each.path) ? '' : operator.cookie;
        expect(await statusOf(cookie, each)).toBeLessThan(500);
      }),
      runs,
    );
    expect((await operator.call('GET', '/me')).status).toBe(200);
  });

  test('answers whoever is not signed in with a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(randomConsoleCall(), async (each) => {
        fc.pre(!['/start', '/logout'].includes(each.path));
        expect([400, 401, 403, 404, 429]).toContain(await statusOf('', each));
      }),
      runs,
    );
  });
});

test('the phone page answers a browser that has its link with anything but a fault of its own', async () => {
  const { api } = console.wire;
  const headers = { 'x-xiangdan-page': '1' };
  const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec((await console.wire.call('/links')).data.url) ?? [];
  const opened = await api.inject({
    method: 'POST',
    url: '/authorise/api/open',
    headers,
    payload: JSON.stringify({ link, secret }),
  });
  const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
  await fc.assert(
    fc.asyncProperty(randomPageCall(link), async (each) => {
      const reply = await api.inject({ ...each, headers: { ...each.headers, cookie } });
      expect(reply.statusCode).toBeLessThan(500);
      expect(reply.body).not.toMatch(/"(code|status)":9999/);
    }),
    runs,
  );
});
