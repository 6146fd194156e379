/** `demo [tel]`: the whole journey in the terminal, against a running service or one that it starts for the purpose. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Type } from 'typebox';
import { createLog } from '../log.ts';
import type { Settings } from '../settings.ts';
import { startService } from '../start/service.ts';
import { type Command, settingsOrThrow, UsageError } from './command.ts';
import { type CallWire, connectDemo, type Envelope, pickUpPhone, readAs, type SandboxPhone } from './demo-client.ts';
import { summarised, summaryLines } from './demo-summary.ts';

/** A natural 北京联通 subscriber: asks for the service password, then for an SMS code. */
const defaultTel = '13001000012';
const pollMs = 150;

const sessionSeen = Type.Object({
  progress: Type.Object({ months_done: Type.Number(), months_total: Type.Number(), calls: Type.Number() }),
});

interface Target {
  url: string;
  sandboxUrl: string;
  dataDir: string;
  /** Started for this demo, and ended with it. */
  isOwn: boolean;
  stop(): Promise<void>;
}

export const demo: Command = {
  usage: 'demo [tel]',
  summary: 'a whole journey in the terminal, from consent to report',
  async run([tel = defaultTel, ...rest]) {
    if (!/^1[3-9]\d{9}$/.test(tel)) throw new UsageError(`Found "${tel}", expected a mobile number of 11 digits.`);
    if (rest.length > 0) throw new UsageError(`Found "${rest[0]}" after the number, expected nothing more.`);
    const settings = settingsOrThrow();
    const target = (await findRunning(settings)) ?? (await startOwn(settings));
    try {
      await journey(target, tel);
    } finally {
      await target.stop();
    }
  },
};

async function findRunning(settings: Settings): Promise<Target | null> {
  const url = `http://127.0.0.1:${settings.port}`;
  const sandboxUrl = `http://127.0.0.1:${settings.sandboxPort}`;
  try {
    const ready = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    if (!ready.ok) return null;
  } catch {
    return null; // nothing listens there: the demo starts its own
  }
  say('·', `Using the service at ${url}`);
  return { url, sandboxUrl, dataDir: settings.dataDir, isOwn: false, stop: async () => undefined };
}

async function startOwn(settings: Settings): Promise<Target> {
  say('·', 'No service is running here: starting one for this demo');
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-demo-'));
  const own: Settings = {
    ...settings,
    port: 0,
    sandboxPort: 0,
    dataDir,
    databaseUrl: null,
    role: 'all',
    sandbox: true,
  };
  const service = await startService(own, createLog('error'));
  if (!service.sandboxUrl)
    throw new Error('The demo needs the sandbox carriers, which do not start with NODE_ENV=production.');
  return {
    url: service.url,
    sandboxUrl: service.sandboxUrl,
    dataDir,
    isOwn: true,
    async stop() {
      await service.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function journey(target: Target, tel: string): Promise<void> {
  const phone = await pickUpPhone(target.sandboxUrl, tel);
  if (!phone)
    throw new Error(`The sandbox has no subscriber ${tel}: its carrier or province is not served. Try ${defaultTel}.`);
  const { appid, appsecret } = demoAppOf(target);
  const call = await connectDemo(target.url, appid, appsecret);
  say('✓', 'Token received');

  const user = { 'user_info[user_name]': phone.name, 'user_info[user_idcard]': phone.idCard };
  const flow = done(await call('/calls/flow', { tel, ...user }), 'Session opened');
  const sid = String(flow.data.sid);
  say(' ', `${sid} · asks for ${asked(flow)}`);
  await signIn(call, phone, sid, tel, flow);
  await watchFetch(call, sid);
  const report = done(await call('/calls/report', { sid }), 'Report received');
  const data = readAs(summarised, report.data, '/calls/report');
  process.stdout.write(`\n${summaryLines(data).join('\n')}\n`);
  await sayPage(call, target, sid);
}

/** Where a page is served: of a service that ends with the demo nobody could open it. */
async function sayPage(call: CallWire, { isOwn }: Target, sid: string): Promise<void> {
  if (isOwn) {
    process.stdout.write('\nThe report as a page: run npm start, then the demo again, and it prints a link.\n');
    return;
  }
  const { data } = done(await call(`/sessions/${sid}/report-link`), 'Link to the report page');
  process.stdout.write(`\nThe report as a page (until ${data.expires}, Beijing time):\n${data.url}\n`);
}

function demoAppOf({ url, dataDir }: Target): { appid: string; appsecret: string } {
  const file = join(dataDir, 'demo-app.json');
  if (!existsSync(file))
    throw new Error(
      `The service at ${url} keeps its demo app elsewhere than in ${file}: give the demo the same DATA_DIR.`,
    );
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Tries again what may be tried again: a busy portal, a code that came too late. */
const mostTries = 3;

async function signIn(call: CallWire, phone: SandboxPhone, sid: string, tel: string, flow: Envelope): Promise<void> {
  const answers = { pin_pwd: phone.pin, full_name: phone.name, id_card: phone.idCard };
  let asking = flow;
  let reply = await attempt(async () =>
    call('/calls/login', { sid, tel, ...answers, ...(await codes(phone, asking)) }),
  );
  done(reply, 'Service password accepted');
  while (reply.action !== 'done') {
    say(' ', `the carrier asks for ${asked(reply)}`);
    asking = reply;
    reply = await attempt(async () => call('/calls/verify', { sid, ...(await codes(phone, asking)) }));
    done(reply, 'Second verification passed');
  }
}

async function attempt(step: () => Promise<Envelope>): Promise<Envelope> {
  for (let tries = 1; ; tries++) {
    const reply = await step();
    if (reply.status === 0 || reply.action !== 'processing' || tries === mostTries) return reply;
    say('!', `${reply.msg} (${reply.status}): trying again`);
  }
}

/** What the subscriber reads off the phone and the page. */
async function codes(phone: SandboxPhone, reply: Envelope): Promise<Record<string, string>> {
  return {
    ...(reply.data.sms_duration === '' ? {} : { sms_code: await phone.lastCode() }),
    ...(reply.data.captcha_image === '' ? {} : { captcha_code: await phone.captcha() }),
  };
}

async function watchFetch(call: CallWire, sid: string): Promise<void> {
  for (;;) {
    const { data } = await call(`/sessions/${sid}`);
    const { progress } = readAs(sessionSeen, data, '/sessions');
    drawProgress(progress.months_done, progress.months_total, progress.calls);
    const reply = await call('/calls/report', { sid });
    if (reply.action !== 'processing') {
      if (process.stdout.isTTY) process.stdout.write('\n');
      if (reply.status !== 0) throw new Error(`The carrier's data could not be had: ${reply.msg} (${reply.status}).`);
      return;
    }
    await pause(pollMs);
  }
}

let lastDrawn = '';

/** One line that is drawn over in a terminal, one line per change elsewhere. */
function drawProgress(done: number, total: number, calls: number): void {
  const line = `  Fetching ${'█'.repeat(done)}${'░'.repeat(Math.max(0, total - done))} ${done}/${total || '?'} months, ${calls} calls`;
  if (line === lastDrawn) return;
  lastDrawn = line;
  process.stdout.write(process.stdout.isTTY ? `\r${line}` : `${line}\n`);
}

function asked({ data }: Envelope): string {
  const wants = [
    data.need_pin_pwd === 1 && 'service password',
    data.need_full_name === 1 && 'name',
    data.need_id_card === 1 && 'ID card',
    data.sms_duration !== '' && data.sms_duration !== undefined && `SMS code (${data.sms_duration} s)`,
    data.captcha_image !== '' && data.captcha_image !== undefined && 'captcha',
  ].filter((want) => want !== false);
  return wants.join(', ');
}

/** Throws when the service refused, with the words that a subscriber would read. */
function done(reply: Envelope, step: string): Envelope {
  if (reply.status !== 0) throw new Error(`✗ ${step}: no. ${reply.msg} (${reply.status})`);
  say('✓', step);
  return reply;
}

function say(sign: string, words: string): void {
  process.stdout.write(`${sign} ${words}\n`);
}
