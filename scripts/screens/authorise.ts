/** Takes the pictures in docs/screens: the steps of the phone page, on a server of its own with the sandbox's carriers. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildWebIfStale } from '../build-web.mjs';
import { shrinkPng } from './shrink-png.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'docs/screens');

const looks = {
  phone: { viewport: { width: 360, height: 740 }, locale: 'zh-CN' },
  dark: { viewport: { width: 360, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' },
  desktop: { viewport: { width: 1040, height: 720 }, locale: 'zh-CN' },
  english: { viewport: { width: 360, height: 740 }, locale: 'en-GB' },
} satisfies Record<string, BrowserContextOptions>;

const everyStep = [
  ...['1-consent', '2-number', '3-login', '4-wrong-password', '5-verify', '6-fetching', '7-done', '8-recovery'],
  ...['9-failed', '10-link-refused'],
];

/** Every step once as a phone shows it; in the other looks, those where a fault would show first. */
const taken: Record<keyof typeof looks, string[]> = {
  phone: everyStep,
  dark: ['1-consent', '4-wrong-password', '7-done'],
  desktop: ['1-consent', '5-verify', '7-done'],
  english: ['1-consent', '5-verify', '6-fetching', '8-recovery'],
};

/** Noon in Shanghai, today: the sandbox has calls up to now only. Codes and pictures of codes stay random. */
const noonMs = Math.floor((Date.now() + 8 * 3_600_000) / 86_400_000) * 86_400_000 + 4 * 3_600_000;

/** The same in every look. */
const [tel, lockedTel] = ['13910010072', '13001010062'];

interface Server {
  url: string;
  sandboxUrl: string;
  newLink(params: Record<string, string>): Promise<string>;
  /** A sandbox in which nothing has happened yet, at noon. */
  beginAfresh(): Promise<void>;
  setLatency(latencyMs: number): Promise<void>;
  stop(): void;
}

interface Subscriber {
  pin: string;
  name: string;
  id_card: string;
  captcha: { text: string } | null;
  sms: { code: string }[];
}

async function startServer(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-screens-'));
  const env = { ...process.env, PORT: '0', SANDBOX_PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [, url = '', sandboxUrl = ''] = await new Promise<string[]>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const ready = /^ready (\S+) sandbox (\S+)/.exec(chunk.toString());
      if (ready) resolve(ready);
    });
  });
  const { appid, appsecret } = JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
  const post = async (path: string, params: Record<string, string>): Promise<Record<string, string>> => {
    const reply = await fetch(url + path, { method: 'POST', body: new URLSearchParams(params) });
    const { status, msg, data } = (await reply.json()) as { status: number; msg: string; data: Record<string, string> };
    if (status !== 0) throw new Error(`${path} answered ${status}: ${msg}`);
    return data;
  };
  const turn = async (what: string, to: object) => {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${sandboxUrl}/inspect/${what}`, { method: 'POST', headers, body: JSON.stringify(to) });
    if (!reply.ok) throw new Error(`/inspect/${what} answered ${reply.status}: ${await reply.text()}`);
  };
  // On a busy machine the server refuses calls for a while after its start.
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 500));
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const { token = '' } = await post('/token', { appid, time, sign });
  return {
    url,
    sandboxUrl,
    newLink: async (params) => (await post('/links', { token, ...params })).url ?? '',
    async beginAfresh() {
      await turn('reset', {});
      await turn('clock', { now: noonMs / 1000 });
    },
    setLatency: (ms) => turn('latency', { ms }),
    stop() {
      child.removeAllListeners('exit');
      child.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
      child.kill('SIGTERM');
    },
  };
}

async function takeAll(browser: Browser, server: Server, look: keyof typeof looks): Promise<void> {
  await server.beginAfresh();
  const context = await browser.newContext({ ...looks[look], reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  await page.clock.setFixedTime(noonMs);
  const shot = async (name: string) => {
    if (!taken[look].includes(name)) return;
    // Only a desktop shows shadows, which few colours would break into bands.
    const colours = look === 'desktop' ? 256 : 64;
    const picture = shrinkPng(await page.screenshot({ fullPage: look !== 'desktop' }), colours);
    writeFileSync(join(folder, `authorise-${name}-${look}.png`), picture);
  };
  const seen = (name: RegExp) => page.getByRole('heading', { name }).waitFor();
  const submit = () => page.locator('button[type=submit]').click();
  const agree = async () => {
    await page.getByRole('checkbox').first().waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await submit();
  };

  await page.goto(await server.newLink({ tel, redirect_url: `${server.url}/console/`, state: 'demo' }));
  await seen(/授权查询|Share/);
  await shot('1-consent');
  await agree();
  await seen(/号码|number/);
  await shot('2-number');
  await submit();
  await seen(/登录|Sign in/);
  if (look === 'desktop') {
    await page.getByRole('button', { name: '看沙盒手机' }).click();
    await page.frameLocator('iframe').getByText('已连接').waitFor();
  }
  await shot('3-login');
  await fill(server, page, tel, { pin_pwd: '135791' });
  await submit();
  await page.getByRole('alert').waitFor();
  await shot('4-wrong-password');
  await fill(server, page, tel, {});
  await submit();
  await seen(/再验证|Verify/);
  await shot('5-verify');
  await fill(server, page, tel, {});
  await server.setLatency(300);
  await submit();
  await page.getByText(/通话记录 [1-9]|[1-9]\d* calls/).waitFor({ timeout: 60_000 });
  await shot('6-fetching');
  await server.setLatency(0);
  await page.getByRole('heading', { name: /授权完成|All done/ }).waitFor({ timeout: 60_000 });
  await shot('7-done');

  await page.goto(await server.newLink({ tel: lockedTel }));
  await agree();
  await seen(/号码|number/);
  await submit();
  await seen(/登录|Sign in/);
  await page.getByRole('button', { name: /忘记密码|Forgot/ }).click();
  await seen(/重设|Reset/);
  await shot('8-recovery');
  await page.getByRole('button', { name: /返回登录|Back to/ }).click();
  await fill(server, page, lockedTel, {});
  await submit();
  await seen(/没有完成|Not completed/);
  await shot('9-failed');

  await page.goto(`${server.url}/authorise/`);
  await page.getByRole('alert').waitFor();
  await shot('10-link-refused');
  await context.close();
}

/** Truthfully, but for what `instead` says. */
async function fill(server: Server, page: Page, tel: string, instead: Record<string, string>): Promise<void> {
  const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
  const { pin, name, id_card, captcha, sms } = (await reply.json()) as Subscriber;
  const code = sms.at(-1)?.code ?? '';
  const truths: Record<string, string> = {
    ...{ pin_pwd: pin, full_name: name, id_card, captcha_code: captcha?.text ?? '', sms_code: code },
    ...instead,
  };
  for (const input of await page.locator('form input').all()) {
    await input.fill(truths[(await input.getAttribute('name')) ?? ''] ?? '');
  }
}

mkdirSync(folder, { recursive: true });
await buildWebIfStale();
const server = await startServer();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-lcd-text'],
});
try {
  for (const look of ['phone', 'dark', 'desktop', 'english'] as const) {
    await takeAll(browser, server, look);
  }
} finally {
  await browser.close();
  server.stop();
}
