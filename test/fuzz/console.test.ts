/** Requests to the console that may be anything: none is our own fault, and without a session none gets anywhere. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestConsole, type TestBrowser, type TestConsole } from '../../src/console/test-console.ts';
import { type ConsoleCall, randomConsoleCall } from './random-console-call.ts';

const runs = { numRuns: 300, seed: 7 };

let console: TestConsole;
let operator: TestBrowser;
beforeAll(async () => {
  console = await openTestConsole('pglite');
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
