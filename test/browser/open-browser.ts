/** Debian's Chromium for tests: a fresh profile, no network but this machine's, and axe-core to look at what it shows. */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildWebIfStale } from '../../scripts/build-web.mjs';

const executablePath = '/usr/bin/chromium';

/** For `describe.skipIf`: .ci/run installs it, a developer's machine may lack it. */
export const noChromium = !existsSync(executablePath);
if (noChromium) console.warn(`Found no ${executablePath}, expected Debian's chromium: the browser tests are left out.`);

/** Playwright gives each launch a profile of its own and destroys it when the browser is closed. */
export async function openBrowser(): Promise<Browser> {
  await buildWebIfStale();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Phone {
  page: Page;
  /** What the page wrote to the console as an error, and what it threw. */
  errors: string[];
  close(): Promise<void>;
}

/** 360 px wide and Chinese, unless said otherwise. */
export async function openPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors, close: () => context.close() };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with the rule and the element when axe-core finds anything serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  // By evaluate, which the page's content security policy does not reach.
  await page.evaluate(axeSource);
  const found: string[] =
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`);
  expect(found).toEqual([]);
}
