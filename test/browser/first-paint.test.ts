/** How long a slow phone on a slow line looks at nothing: measured and printed; what is asserted is the bundle's budget. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostedWire, openHostedWire } from './hosted-wire.ts';
import { noChromium, openBrowser, openPhone } from './open-browser.ts';
import { heading } from './walk.ts';

/** As DevTools' "Slow 3G" was: 400 kbit/s, 400 ms. */
const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

describe.skipIf(noChromium)('first paint', () => {
  let wire: HostedWire;
  let browser: Browser;
  beforeAll(async () => {
    [wire, browser] = await Promise.all([openHostedWire(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await wire.close();
  });

  test('on slow 3G and a CPU slowed down four times the page is painted, and then says what it is for', async () => {
    const { page, errors, close } = await openPhone(browser);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', slow3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const link = await wire.newLink();
    const began = performance.now();
    await page.goto(link, { waitUntil: 'commit' });
    await heading(page, '授权查询通话详单');
    const usableMs = Math.round(performance.now() - began);
    const paintMs = Number(
      await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"),
    );
    console.info(`phone page on slow 3G, 4× slower CPU: first paint ${Math.round(paintMs)} ms, usable ${usableMs} ms`);
    expect(paintMs).toBeGreaterThan(0);
    // Refused styles, say: the policy names the hash of what stands in the page.
    expect(errors).toEqual([]);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.sheet')).maxWidth")).toBe('480px');
    await close();
  });
});
