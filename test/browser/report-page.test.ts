/** The report page in Debian's Chromium, besides its figures: who gets to it, in which language, colour and size, and on paper. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';
import { openReportWire, type ReportWire } from './report-wire.ts';

const desktop = { viewport: { width: 1200, height: 800 } };
const tel = '13001000012';
/** With dunning calls and more. */
const telInTrouble = '13001000077';

describe.skipIf(noChromium)('the report page', () => {
  let browser: Browser;
  let wire: ReportWire;
  let sid: string;
  let sidInTrouble: string;
  let tab: Phone;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    wire = await openReportWire();
    sid = await wire.reported(tel);
    sidInTrouble = await wire.reported(telInTrouble);
  });
  afterAll(async () => {
    await browser?.close();
    await wire?.close();
  });
  beforeEach(async () => {
    tab = await openPhone(browser, desktop);
    page = tab.page;
  });
  afterEach(() => tab.close());

  async function open(which = sid): Promise<void> {
    await page.goto(await wire.newLink(which));
    await page.getByRole('heading', { name: /1300100/ }).waitFor();
  }

  test('a link leaves the address once it is opened, and a reload shows the report again', async () => {
    await open();
    expect(page.url()).toBe(`${wire.url}/report/detail?sid=${sid}`);
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await page.getByRole('heading', { name: tel }).waitFor();
  });

  test('an expired link, a wrong one and none each say what to do', async () => {
    const link = await wire.newLink(sid, { expires_in: '60' });
    await page.goto(`${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`);
    await page.getByRole('heading', { name: '链接无效' }).waitFor();
    wire.clock.now += 61;
    await page.goto(link);
    await page.getByRole('heading', { name: '链接已过期' }).waitFor();
    await expectAccessible(page);
    const reply = await page.goto(`${wire.url}/report/detail?sid=${sid}&appid=${wire.app.appid}`);
    expect(reply?.status()).toBe(403);
    await page.getByText('POST /sessions/{sid}/report-link').waitFor();
    expect(await page.content()).not.toContain(tel);
  });

  test('whoever signed in to the console reads it at its old address', async () => {
    const [name = '', value = ''] = (await wire.consoleCookie('operator')).split('=');
    await page.context().addCookies([{ name, value, url: wire.url }]);
    const reply = await page.goto(`${wire.url}/report/detail?sid=${sidInTrouble}&appid=${wire.app.appid}`);
    expect(reply?.status()).toBe(200);
    await page.getByRole('heading', { name: telInTrouble }).waitFor();
  });

  test('an erased report is gone for whoever has it open', async () => {
    const gone = await wire.reported('13001000014');
    await page.goto(await wire.newLink(gone));
    await page.getByRole('heading', { name: '13001000014' }).waitFor();
    await wire.api.inject({ method: 'DELETE', url: `/sessions/${gone}`, query: { token: await wire.newToken() } });
    await page.reload();
    await page.getByRole('heading', { name: '报告已删除' }).waitFor();
    expect(await page.content()).not.toContain('13001000014');
  });
  test('has no serious fault of accessibility, light, dark and on a phone', { timeout: 90_000 }, async () => {
    await open();
    await expectAccessible(page);
    await page.getByRole('button', { name: '深色' }).click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(tab.errors).toEqual([]);
  });

  test('is complete in English, definitions included', { timeout: 90_000 }, async () => {
    await open();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Contacts over time' }).waitFor();
    for (const button of await page.getByRole('button', { name: /^Evidence: / }).all()) {
      await button.click();
      const definitions = page.getByRole('dialog').locator('.explained dd');
      await definitions.first().waitFor();
      for (const text of await definitions.allTextContents()) expect(text.trim()).toMatch(/^[^\u4e00-\u9fff]{20,}/);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(await page.getByText(/口径|查看依据|异常|完整/).count()).toBe(0);
    expect(tab.errors).toEqual([]);
  });

  test('prints on A4, with every section and without controls', async () => {
    await open(sidInTrouble);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    console.info(`print: ${pages} pages, ${pdf.length} bytes`);
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(pages).toBeLessThanOrEqual(8);
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, x, y]) => [
      Math.round(Number(x)),
      Math.round(Number(y)),
    ]);
    expect(new Set(boxes.map(String))).toEqual(new Set(['595,842']));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '查看依据' }).first().isVisible()).toBe(false);
    expect(await page.locator('table.print-only tbody tr').count()).toBeLessThanOrEqual(100);
    for (const id of ['heat', 'hours', 'regions', 'months', 'contacts'])
      expect(await page.locator(`#${id}`).isVisible(), id).toBe(true);
  });

  test('twenty thousand calls stay usable', async () => {
    const long = await wire.reported('13001000075');
    const report = await wire.report(long);
    const link = await wire.newLink(long);
    const began = performance.now();
    await page.goto(link);
    await page.getByRole('heading', { name: '13001000075' }).waitFor();
    const opened = performance.now();
    await page.locator('.windowed thead').getByRole('button', { name: '时长' }).click();
    await page.locator('th[aria-sort="descending"]', { hasText: '时长' }).waitFor();
    const sorted = performance.now();
    await page.getByRole('button', { name: '口径：全部联系人' }).click();
    await page.getByRole('dialog').getByText('依据的通话').first().waitFor();
    const asked = performance.now();
    console.info(
      `75: opened in ${Math.round(opened - began)} ms, sorted in ${Math.round(sorted - opened)} ms, evidence in ${Math.round(asked - sorted)} ms`,
    );
    await page.keyboard.press('Escape');
    expect(await page.locator('tr.contact').count()).toBeLessThan(60);
    const seen = page.locator('table[aria-rowcount]');
    expect(await seen.getAttribute('aria-rowcount')).toBe(String(report.call_log_group_by_tel.length + 1));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.windowed').focus();
    await page.keyboard.press('End');
    await page.locator(`tr.contact[aria-rowindex="${report.call_log_group_by_tel.length + 1}"]`).waitFor();
  });
});
