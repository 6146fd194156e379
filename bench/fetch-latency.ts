/**
 * How near one session's fetch comes to the latency floor: every page takes 100 ms, and the floor is the longest chain of pages
 * that must be asked one after the other, each as long as the quickest page of the same run took.
 *
 * The chain is read off the run itself: with all that can be asked at once asked at once, a page that starts after N × 100 ms has N
 * pages before it in its chain.
 */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answers, Challenge, StepContext } from '../src/carriers/connector.ts';
import { openPortal, type Portal } from '../src/carriers/portal.ts';
import { connectorFor } from '../src/carriers/registry.ts';
import { openTurnstile } from '../src/carriers/turnstile.ts';
import { loadDirectory } from '../src/directory-files.ts';
import { isCarrier } from '../src/domain/carrier.ts';
import { createLog } from '../src/log.ts';
import { startSandbox } from '../src/start/sandbox-process.ts';

const latencyMs = 100;
const runs = 15;
const subscribers: Record<string, string> = {
  '13800100012': '移动 JSONP, row offsets',
  '13001000012': '联通 JSON, bill shape A',
  '13010200023': '联通 JSON, bill shape B',
  '13305710012': '电信 GBK HTML',
  '13311000012': '电信 HTML, 50 rows a page',
  '13306200012': '电信 JSON, no paging',
};

/** As many at once as CARRIER_CONCURRENCY has it. */
const turnstile = openTurnstile(64);
const directory = loadDirectory();
const sandbox = await startSandbox(0, join(tmpdir(), `xiangdan-bench-${process.pid}.jsonl`), createLog('silent'));

async function setLatency(ms: number): Promise<void> {
  await fetch(`${sandbox.url}/inspect/latency`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ms }),
  });
}

interface Seen {
  pin: string;
  name: string;
  id_card: string;
  sms: { code: string }[];
  captcha: { text: string } | null;
}

async function answersTo(tel: string, challenge: Challenge): Promise<Answers> {
  const seen = (await (await fetch(`${sandbox.url}/inspect/subscribers/${tel}`)).json()) as Seen;
  return {
    pinPwd: seen.pin,
    fullName: seen.name,
    idCard: seen.id_card,
    ...(challenge.sms ? { smsCode: seen.sms.at(-1)?.code ?? '' } : {}),
    ...(challenge.captcha ? { captchaCode: seen.captcha?.text ?? '' } : {}),
  };
}

interface PageTime {
  startMs: number;
  tookMs: number;
}

/** Keeps when each page was asked for and how long it took. */
function watched(portal: Portal, pages: PageTime[]): Portal {
  async function timed<T>(ask: () => Promise<T>): Promise<T> {
    const startMs = performance.now();
    const reply = await ask();
    pages.push({ startMs, tookMs: performance.now() - startMs });
    return reply;
  }
  return {
    ...portal,
    get: (path, options) => timed(() => portal.get(path, options)),
    post: (path, options) => timed(() => portal.post(path, options)),
  };
}

async function measure(tel: string) {
  const { owner, province, city } = directory.locateMobile(tel);
  const connector = isCarrier(owner) ? connectorFor(owner) : null;
  if (!connector) throw new Error(`no connector for ${tel}`);
  const pages: PageTime[] = [];
  const portal = watched(
    openPortal({ baseUrl: `${sandbox.url}/${owner}`, cookies: '', lane: turnstile.lane('fetch') }),
    pages,
  );
  const context: StepContext = { tel, province, city, portal, now: () => Math.floor(Date.now() / 1000) };
  await setLatency(0);
  let outcome = await connector.open(context);
  for (const step of ['login', 'verify'] as const) {
    if (outcome.kind === 'ask')
      outcome = await connector[step](context, outcome.notes, await answersTo(tel, outcome.challenge));
  }
  if (outcome.kind !== 'signedIn') throw new Error(`${tel} did not sign in: ${JSON.stringify(outcome)}`);

  await setLatency(latencyMs);
  const ratios: number[] = [];
  let chain = 0;
  let calls = 0;
  for (let run = 0; run < runs; run++) {
    pages.length = 0;
    const began = performance.now();
    const fetched = await connector.fetch(context, outcome.notes, () => undefined);
    const tookMs = performance.now() - began;
    if (fetched.kind !== 'fetched') throw new Error(`${tel} was not fetched`);
    calls = fetched.calls.reduce((sum, month) => sum + month.calls.length, 0);
    const quickestMs = Math.min(...pages.map((page) => page.tookMs));
    chain = Math.floor((Math.max(...pages.map((page) => page.startMs)) - began) / latencyMs) + 1;
    ratios.push(tookMs / (chain * quickestMs));
  }
  const median = ratios.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
  return { requests: pages.length, chain, calls, median, least: ratios[0] ?? 0, most: ratios.at(-1) ?? 0 };
}

process.stdout.write(
  `Fetch of one session, ${latencyMs} ms a page: ratio to the floor, median (least–most) of ${runs} runs\n`,
);
for (const [tel, what] of Object.entries(subscribers)) {
  const { requests, chain, calls, median, least, most } = await measure(tel);
  const spread = `(${least.toFixed(2)}–${most.toFixed(2)})`;
  process.stdout.write(
    `  ${median.toFixed(2)} ${spread}  ${what}: ${calls} calls, ${requests} pages, chain of ${chain}\n`,
  );
}
await sandbox.stop();
