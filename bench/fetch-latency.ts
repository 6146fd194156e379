/**
 * How near one session's fetch comes to the latency floor: every page takes 100 ms, and the floor is the longest chain of pages
 * that must be asked one after the other.
 *
 * The chain is read off the run itself: with all that can be asked at once asked at once, a page that starts after N × 100 ms has N
 * pages before it in its chain.
 */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, type Dispatcher } from 'undici';
import type { Answers, Challenge, StepContext } from '../src/carriers/connector.ts';
import { openPortal } from '../src/carriers/portal.ts';
import { connectorFor } from '../src/carriers/registry.ts';
import { loadDirectory } from '../src/directory-files.ts';
import { isCarrier } from '../src/domain/carrier.ts';
import { createLog } from '../src/log.ts';
import { startSandbox } from '../src/start/sandbox-process.ts';

const latencyMs = 100;
const runs = 7;
const subscribers: Record<string, string> = {
  '13800100012': '移动 JSONP, row offsets',
  '13001000012': '联通 JSON, bill shape A',
  '13010200023': '联通 JSON, bill shape B',
  '13305710012': '电信 GBK HTML',
  '13311000012': '电信 HTML, 50 rows a page',
  '13306200012': '电信 JSON, no paging',
};

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

/** Keeps when each request started. */
function watched(agent: Agent, starts: number[]): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    starts.push(performance.now());
    return dispatch(options, handler);
  });
}

async function measure(tel: string): Promise<{ requests: number; chain: number; calls: number; medianMs: number }> {
  const { owner, province, city } = directory.locateMobile(tel);
  const connector = isCarrier(owner) ? connectorFor(owner) : null;
  if (!connector) throw new Error(`no connector for ${tel}`);
  const starts: number[] = [];
  const agent = new Agent();
  const portal = openPortal({ baseUrl: `${sandbox.url}/${owner}`, cookies: '', dispatcher: watched(agent, starts) });
  const context: StepContext = { tel, province, city, portal, now: () => Math.floor(Date.now() / 1000) };
  await setLatency(0);
  let outcome = await connector.open(context);
  for (const step of ['login', 'verify'] as const) {
    if (outcome.kind === 'ask')
      outcome = await connector[step](context, outcome.notes, await answersTo(tel, outcome.challenge));
  }
  if (outcome.kind !== 'signedIn') throw new Error(`${tel} did not sign in: ${JSON.stringify(outcome)}`);

  await setLatency(latencyMs);
  const times: number[] = [];
  let chain = 0;
  let calls = 0;
  for (let run = 0; run < runs; run++) {
    starts.length = 0;
    const began = performance.now();
    const fetched = await connector.fetch(context, outcome.notes, () => undefined);
    times.push(performance.now() - began);
    if (fetched.kind !== 'fetched') throw new Error(`${tel} was not fetched`);
    calls = fetched.calls.reduce((sum, month) => sum + month.calls.length, 0);
    chain = Math.floor((Math.max(...starts) - began) / latencyMs) + 1;
  }
  await agent.close();
  return { requests: starts.length, chain, calls, medianMs: times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0 };
}

process.stdout.write(`Fetch of one session, ${latencyMs} ms a page, median of ${runs} runs\n`);
for (const [tel, what] of Object.entries(subscribers)) {
  const { requests, chain, calls, medianMs } = await measure(tel);
  const floorMs = chain * latencyMs;
  process.stdout.write(
    `  ${what.padEnd(26)} ${calls} calls, ${requests} pages, chain ${chain}: ${medianMs.toFixed(0)} ms, ${(medianMs / floorMs).toFixed(2)} × the floor of ${floorMs} ms\n`,
  );
}
await sandbox.stop();
