/** Takes the pictures in docs/screens: every step of the phone page, on a server of its own with the sandbox's carriers. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildWebIfStale } from '../build-web.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'docs/screens');

const looks = {
  phone: { viewport: { width: 360, height: 740 }, locale: 'zh-CN' },
  dark: { viewport: { width: 360, height: 740 }, locale: 'zh-CN', colorScheme: 'dark' },
  desktop: { viewport: { width: 1100, height: 760 }, locale: 'zh-CN' },
  english: { viewport: { width: 360, height: 740 }, locale: 'en-GB' },
} satisfies Record<string, BrowserContextOptions>;

interface Server {
  url: string;
  sandboxUrl: string;
  newLink(params: Record<string, string>): Promise<string>;
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
    return ((await reply.json()) as { data: Record<string, string> }).data;
  };
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const { token = '' } = await post('/token', { appid, time, sign });
  return {
    url,
    sandboxUrl,
    newLink: async (params) => (await post('/links', { token, ...params })).url ?? '',
    stop() {
      child.removeAllListeners('exit');
      child.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
      child.kill('SIGTERM');
    },
  };
}

async function takeAll(browser: Browser, server: Server, look: keyof typeof looks, digits: string): Promise<void> {
  const context = await browser.newContext({ ...looks[look], reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const shot = (name: string) =>
    page.screenshot({ path: join(folder, `authorise-${name}-${look}.png`), fullPage: look !== 'desktop' });
  const seen = (name: RegExp) => page.getByRole('heading', { name }).waitFor();
  const submit = () => page.locator('button[type=submit]').click();
  const agree = async () => {
    await page.getByRole('checkbox').first().waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await submit();
  };

  const tel = `139100${digits}72`;
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
  await submit();
  await page.locator('progress').waitFor();
  await page.getByText(/通话记录 [1-9]|[1-9]\d* calls/).waitFor({ timeout: 60_000 });
  await shot('6-fetching');
  await page.getByRole('heading', { name: /授权完成|All done/ }).waitFor({ timeout: 60_000 });
  await shot('7-done');

  await page.goto(await server.newLink({ tel: `130010${digits}62` }));
  await agree();
  await seen(/号码|number/);
  await submit();
  await seen(/登录|Sign in/);
  await page.getByRole('button', { name: /忘记密码|Forgot/ }).click();
  await seen(/重设|Reset/);
  await shot('8-recovery');
  await page.getByRole('button', { name: /返回登录|Back to/ }).click();
  await fill(server, page, `130010${digits}62`, {});
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
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const look of ['phone', 'dark', 'desktop', 'english'] as const) {
    await takeAll(browser, server, look, String(100 + Object.keys(looks).indexOf(look)));
  }
} finally {
  await browser.close();
  server.stop();
}
