/** Screenshots of every page of the console into docs/screens/, on a fresh service with made-up sessions. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type ServerProcess, startServer } from '../../test/server-process.ts';
import { buildWebIfStale } from '../build-web.mjs';

const screens = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const tels = ['13001000001', '13001000011', '13001000021', '13001000031'];

/** What the sandbox knows of a subscriber. */
interface Truth {
  pin: string;
  sms: { code: string }[];
}

async function signIn(server: ServerProcess, tel: string): Promise<string> {
  const { data } = await server.call('/calls/flow', { tel, uid: `order-${tel.slice(-2)}` });
  const truth = await subscriber(server, tel);
  let reply = await server.call('/calls/login', { sid: data.sid, tel, pin_pwd: truth.pin });
  while (reply.status === 0 && reply.action === 'processing') {
    const sms_code = (await subscriber(server, tel)).sms.at(-1)?.code ?? '';
    reply = await server.call('/calls/verify', { sid: data.sid, sms_code });
  }
  return data.sid;
}

async function subscriber(server: ServerProcess, tel: string): Promise<Truth> {
  const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
  return (await reply.json()) as Truth;
}

/** Answers no to reports and ok to the rest. */
function openReceiver(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, reply) => {
    request.resume();
    reply.writeHead(request.url === '/report' ? 500 : 200).end('ok');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}

async function openConsole(url: string, account: { user: string; password: string }, options: BrowserContextOptions) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  const page = await context.newPage();
  await page.goto(`${url}/console/`);
  await page.getByLabel('用户名').fill(account.user);
  await page.getByLabel('密码').fill(account.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '概览' }).waitFor();
  return page;
}

async function shoot(page: Page, url: string, path: string, name: string): Promise<void> {
  await page.goto(`${url}/console/#${path}`);
  await page.locator(`main[data-page="${path}"]`).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(screens, `console-${name}.png`), fullPage: true });
}

await buildWebIfStale();
const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-screens-'));
const receiver = await openReceiver();
const server = await startServer(
  { dataDir, databaseUrl: null, remove: async () => undefined },
  { PUSH_RETRY_SECONDS: '0' },
);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const { appid, console: account } = JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
  const first = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  await first.goto(`${server.url}/console/`);
  await first.getByRole('heading').waitFor();
  await first.screenshot({ path: join(screens, 'console-login.png') });

  const page = await openConsole(server.url, account, { viewport: { width: 1280, height: 800 } });
  const pushUrls = Object.fromEntries(
    ['auth', 'result', 'report', 'tags'].map((kind) => [kind, `${receiver.url}/${kind}`]),
  );
  await page.request.put(`${server.url}/console/api/apps/${appid}`, {
    headers: { 'x-xiangdan-console': '1' },
    data: { pushUrls },
  });
  const sids: string[] = [];
  for (const tel of tels) sids.push(await signIn(server, tel));
  await server.call('/calls/flow', { tel: '13001000041', uid: 'order-41' });
  const [sid = ''] = sids;
  for (let state = ''; state !== 'reported'; )
    state = String((await server.call(`/sessions/${sids.at(-1)}`)).data.state);
  await page.waitForTimeout(12_000);
  await page.reload();

  const pages: [string, string][] = [
    ['/', 'overview'],
    ['/sessions', 'sessions'],
    [`/sessions/${sid}`, 'session'],
    ['/pushes', 'pushes'],
    ['/apps', 'apps'],
    ['/carriers', 'carriers'],
    ['/tag-lists', 'tag-lists'],
    ['/accounts', 'accounts'],
    ['/audit', 'audit'],
  ];
  for (const [path, name] of pages) await shoot(page, server.url, path, name);
  await page.goto(`${server.url}/console/#/apps`);
  await page.getByRole('button', { name: '设置' }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.screenshot({ path: join(screens, 'console-app-settings.png') });

  const dark = await openConsole(server.url, account, { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  for (const [path, name] of pages.slice(0, 4)) await shoot(dark, server.url, path, `${name}-dark`);
  const phone = await openConsole(server.url, account, { viewport: { width: 360, height: 740 } });
  for (const [path, name] of pages.slice(0, 5)) await shoot(phone, server.url, path, `${name}-phone`);
  await page.goto(`${server.url}/console/#/`);
  await page.getByRole('button', { name: 'English' }).click();
  await shoot(page, server.url, '/', 'overview-en');
} finally {
  await browser.close();
  await server.end('SIGTERM');
  receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
}
