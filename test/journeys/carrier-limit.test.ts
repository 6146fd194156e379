/** How many requests of one process a portal sees at a time, with many sessions at once. */

import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Purpose } from '../../src/carriers/turnstile.ts';
import type { Carrier } from '../../src/domain/carrier.ts';
import { newJourney } from '../../src/start/new-journey.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

const answerMs = 100;
const requestTimeoutMs = 2_000;
const carrierConcurrency = 3;
const inHand = new Map<string, number>();
const most = new Map<string, number>();
const seen: string[] = [];

/** Each carrier below its own path; every page takes its time. */
const portal = createServer((request, response) => {
  const [, carrier = '', page = ''] = (request.url ?? '').split('/');
  seen.push(page);
  const now = (inHand.get(carrier) ?? 0) + 1;
  inHand.set(carrier, now);
  most.set(carrier, Math.max(now, most.get(carrier) ?? 0));
  setTimeout(() => {
    inHand.set(carrier, (inHand.get(carrier) ?? 0) - 1);
    response.end('a page');
  }, answerMs);
});

let wire: TestWire;
let url: string;
beforeAll(async () => {
  wire = await openTestWire('pglite');
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const address = portal.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  portal.close();
  await wire.close();
});

test('three a carrier, however many ask; the wait is none of a request’s own time; a sign-in does not wait for fetches', async () => {
  const { openPortal, metrics } = newJourney({
    ...wire.journey,
    carrierBaseUrls: { unicom: `${url}/unicom`, mobile: `${url}/mobile` },
    portal: { requestTimeoutMs },
    limits: { carrierConcurrency },
  });
  const { signal } = new AbortController();
  const ask = (carrier: Carrier, purpose: Purpose, pages: string[]) => {
    const opened = openPortal(carrier, '', { province: '北京', purpose, signal });
    if (!opened) throw new Error('no portal');
    return pages.map((page) => opened.get(`/${page}`));
  };
  const pagesOf = (name: string) => Array.from({ length: 20 }, (_, index) => `${name}${index}`);
  const fetches = ['a', 'b', 'c', 'd'].flatMap((name) => ask('unicom', 'fetch', pagesOf(name)));
  fetches.push(...ask('mobile', 'fetch', pagesOf('m')));
  await Promise.all([...ask('unicom', 'signIn', ['login']), ...fetches]);

  expect(Object.fromEntries(most)).toEqual({ unicom: carrierConcurrency, mobile: carrierConcurrency });
  expect(seen).toHaveLength(101);
  // Waiting for their turn took the last ones longer than a request may take.
  expect((80 / carrierConcurrency) * answerMs).toBeGreaterThan(requestTimeoutMs);
  const unicom = seen.filter((page) => !page.startsWith('m'));
  // In the next three that go out; which of three connections brings its page first is the kernel's business.
  expect(unicom.indexOf('login')).toBeLessThan(2 * carrierConcurrency);
  // Sessions take turns: each had its first page before any had its tenth.
  const tenths = ['a', 'b', 'c', 'd'].map((name) => unicom.indexOf(`${name}9`));
  expect(Math.max(...['a', 'b', 'c', 'd'].map((name) => unicom.indexOf(`${name}0`)))).toBeLessThan(Math.min(...tenths));
  const line = (await metrics.registry.getSingleMetricAsString('xiangdan_carrier_requests_total')).split('\n');
  expect(line).toContain('xiangdan_carrier_requests_total{carrier="unicom",province="北京",outcome="answered"} 81');
});
