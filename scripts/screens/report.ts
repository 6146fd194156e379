/** Screenshots of the report page into docs/screens/, on a fresh service with made-up sessions, and its print as PDF. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type ServerProcess, startServer } from '../../test/server-process.ts';
import { buildWebIfStale } from '../build-web.mjs';
import { shrinkPng } from './shrink-png.ts';

const screens = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const desktop = { viewport: { width: 1200, height: 800 } };
const phone = { viewport: { width: 360, height: 740 } };

/** Each picture has as many colours as fit. */
const mostBytes = 60_000;
const colourSteps = [64, 32, 20, 12];

interface Truth {
  pin: string;
  name: string;
  id_card: string;
  sms: { code: string }[];
}

async function subscriber(server: ServerProcess, tel: string): Promise<Truth> {
  const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
  return (await reply.json()) as Truth;
}

/** The link to the report of a number. */
async function reported(server: ServerProcess, tel: string): Promise<string> {
  const { name, id_card, pin } = await subscriber(server, tel);
  const user = { 'user_info[user_name]': name, 'user_info[user_idcard]': id_card };
  const contact = {
    'user_contact[0][contact_tel]': '13001000099',
    'user_contact[0][contact_name]': '测试甲',
    'user_contact[0][contact_relationship]': '同事',
  };
  const { data } = await server.call('/calls/flow', { tel, ...user, ...contact });
  let reply = await server.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
  while (reply.status === 0 && reply.action === 'processing') {
    const sms_code = (await subscriber(server, tel)).sms.at(-1)?.code ?? '';
    reply = await server.call('/calls/verify', { sid: data.sid, sms_code });
  }
  while ((await server.call('/calls/report', { sid: data.sid })).status === 3101)
    await new Promise((resolve) => setTimeout(resolve, 300));
  return (await server.call(`/sessions/${data.sid}/report-link`)).data.url;
}

async function openPage(browser: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const usual = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...usual, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('main:not([aria-busy="true"]) h1').waitFor();
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  const taken = await page.screenshot({ animations: 'disabled' });
  for (const colours of colourSteps) {
    const picture = shrinkPng(taken, colours);
    writeFileSync(join(screens, `report-${name}.png`), picture);
    if (picture.length <= mostBytes) return;
  }
}

async function scrollTo(page: Page, id: string): Promise<void> {
  await page.evaluate(`document.getElementById('${id}').closest('section').scrollIntoView()`);
}

async function shootSections(page: Page, look: string, ids: string[]): Promise<void> {
  await shoot(page, `conclusions-${look}`);
  for (const id of ids) {
    await scrollTo(page, id);
    await shoot(page, `${id}-${look}`);
  }
}

mkdirSync(screens, { recursive: true });
await buildWebIfStale();
const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-screens-'));
const server = await startServer({ dataDir, databaseUrl: null, remove: async () => undefined });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const pursued = await reported(server, '13001000077');
  const refused = await reported(server, '13001000068');
  const none = await reported(server, '13001000079');

  const page = await openPage(browser, pursued, desktop);
  await shootSections(page, 'desktop', ['overview', 'hours', 'months', 'contacts']);
  await page.evaluate('scrollTo(0, 0)');
  await page.getByRole('button', { name: '查看依据：催收风险' }).click();
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'evidence-desktop');
  await page.keyboard.press('Escape');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  console.info(`print: ${pdf.length} bytes`);
  if (process.argv[2] !== undefined) writeFileSync(process.argv[2], pdf);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.evaluate('scrollTo(0, 0)');
  await shoot(page, 'conclusions-english');

  const dark = await openPage(browser, pursued, { ...desktop, colorScheme: 'dark' });
  await shootSections(dark, 'dark', ['hours', 'contacts']);
  await shootSections(await openPage(browser, pursued, phone), 'phone', ['overview', 'heat', 'contacts']);
  const gap = await openPage(browser, refused, desktop);
  await scrollTo(gap, 'heat');
  await shoot(gap, 'gap-desktop');
  await shoot(await openPage(browser, none, desktop), 'empty-desktop');
  await shoot(await openPage(browser, `${server.url}/report/`, phone), 'refused-phone');
} finally {
  await browser.close();
  await server.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
