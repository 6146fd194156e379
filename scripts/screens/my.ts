/** Screenshots of the subscriber's own page into docs/screens/, on a fresh service with one number that was asked for twice. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { type ServerProcess, startServer } from '../../test/server-process.ts';
import { buildWebIfStale } from '../build-web.mjs';

const screens = fileURLToPath(new URL('../../docs/screens/', import.meta.url));

const looks = {
  phone: { viewport: { width: 360, height: 740 }, locale: 'zh-CN' },
  dark: { viewport: { width: 360, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' },
  desktop: { viewport: { width: 1100, height: 900 }, locale: 'zh-CN' },
  english: { viewport: { width: 360, height: 740 }, locale: 'en-GB' },
} satisfies Record<string, BrowserContextOptions>;

/** What the sandbox knows of a subscriber. */
interface Truth {
  pin: string;
  sms: { code: string }[];
}

async function subscriber(server: ServerProcess, tel: string): Promise<Truth> {
  const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
  return (await reply.json()) as Truth;
}

const lastCode = async (server: ServerProcess, tel: string) => (await subscriber(server, tel)).sms.at(-1)?.code ?? '';

async function fetchReport(server: ServerProcess, tel: string): Promise<void> {
  const { data } = await server.call('/calls/flow', { tel });
  const { pin } = await subscriber(server, tel);
  let reply = await server.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
  while (reply.status === 0 && reply.action === 'processing')
    reply = await server.call('/calls/verify', { sid: data.sid, sms_code: await lastCode(server, tel) });
  do reply = await server.call('/calls/report', { sid: data.sid });
  while (reply.status === 3101);
  await server.call('/calls/record', { sid: data.sid });
}

async function takeAll(browser: Browser, server: ServerProcess, look: keyof typeof looks, tel: string): Promise<void> {
  const context = await browser.newContext({ ...looks[look], reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const shot = (name: string) => page.screenshot({ path: join(screens, `my-${name}-${look}.png`), fullPage: true });
  await fetchReport(server, tel);
  await server.call('/calls/flow', { tel });
  await page.goto(`${server.url}/my/`);
  await page.locator('#tel').fill(tel);
  await shot('1-number');
  await page.locator('button[type=submit]').click();
  await page.locator('#sms_code').waitFor();
  await shot('2-code');
  await page.locator('#sms_code').fill(await lastCode(server, tel));
  await page.locator('button[type=submit]').click();
  await page.locator('.card').nth(1).waitFor();
  await page.locator('.card').nth(1).locator('summary').click();
  await page
    .locator('.card')
    .nth(0)
    .getByRole('button', { name: /立即删除|Erase now/ })
    .click();
  await shot('3-sessions');
  await page.getByRole('button', { name: /确认删除|Yes, erase/ }).click();
  await page.locator('.receipts').waitFor();
  await shot('4-receipt');
  await context.close();
}

await buildWebIfStale();
const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-screens-'));
const server = await startServer({ dataDir, databaseUrl: null, remove: async () => undefined });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [index, look] of (['phone', 'dark', 'desktop', 'english'] as const).entries())
    await takeAll(browser, server, look, `130010000${index}1`);
} finally {
  await browser.close();
  await server.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
