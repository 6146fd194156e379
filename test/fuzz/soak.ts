/** `node test/fuzz/soak.ts COUNT [SEED]`: so many requests of any kind to a real process over sockets, then slow and oversized ones. Ends with 1 at the first fault. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ServerProcess, startServer } from '../server-process.ts';
import { randomConsoleCall, randomPageCall } from './random-console-call.ts';
import { type Known, type RandomRequest, randomRequest } from './random-request.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const batchSize = 500;
const atOnce = 16;
const slowSockets = 1_000;

interface Reply {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What the process logged as an error: the cause of a fault stands there. */
const errors: string[] = [];

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

function send(server: ServerProcess, { method, url, headers, payload }: RandomRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const length = payload ? { 'content-length': String(payload.length) } : {};
    const asked = httpRequest(
      { hostname, port, method, path: url, headers: { ...headers, ...length }, agent },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks).toString() });
        });
        reply.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(payload);
  });
}

function rssMb(pid: number | undefined): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}

/** A 500 of any kind, a 9999 on the wire or on the page, or nothing at all. */
function faultOf({ status, body }: Reply): string | null {
  if (status >= 500) return `HTTP ${status}: ${body.slice(0, 200)}`;
  return /"(status|code)":9999/.test(body) ? body.slice(0, 200) : null;
}

async function prepare(server: ServerProcess, dataDir: string) {
  const { appid, console: account } = JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
  const tels = ['13061300011', '13010200012', '13911000013', '18911000014', '18057100015'];
  const sessions = [{ sid: `SID${'0'.repeat(32)}`, tel: '13061300011' }];
  for (const tel of tels) sessions.push({ sid: (await server.call('/calls/flow', { tel })).data.sid, tel });
  const signedIn = await fetch(`${server.url}/console/api/login`, {
    method: 'POST',
    headers: { 'x-xiangdan-console': '1' },
    body: JSON.stringify({ username: account.user, password: account.password }),
  });
  const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec((await server.call('/links')).data.url) ?? [];
  const opened = await fetch(`${server.url}/authorise/api/open`, {
    method: 'POST',
    headers: { 'x-xiangdan-page': '1' },
    body: JSON.stringify({ link, secret }),
  });
  const pairOf = ({ headers }: Response) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { appid, tels, sessions, link, operator: pairOf(signedIn), browser: pairOf(opened) };
}

function anyCall(known: Known, { link, operator, browser }: { link: string; operator: string; browser: string }) {
  const sids = known.sessions.map(({ sid }) => sid);
  const withCookie = (each: RandomRequest, cookie: string): RandomRequest => ({
    ...each,
    headers: { ...each.headers, cookie },
  });
  const byOperator = randomConsoleCall(sids).map((each) =>
    ['/logout', '/me/password'].includes(each.path) ? each : withCookie(each, operator),
  );
  return fc.oneof(
    { arbitrary: randomRequest(known), weight: 6 },
    { arbitrary: byOperator, weight: 2 },
    { arbitrary: randomConsoleCall(sids), weight: 1 },
    { arbitrary: randomPageCall(link).map((each) => withCookie(each, browser)), weight: 1 },
  );
}

async function fuzz(server: ServerProcess, dataDir: string): Promise<void> {
  const { appid, tels, sessions, ...cookies } = await prepare(server, dataDir);
  const begun = performance.now();
  const statuses = new Map<string, number>();
  for (let done = 0; done < count; done += batchSize) {
    // Names like the server's: by its own clock, and a token that has not run out.
    const known = { token: await freshToken(server, dataDir), appid, time: unixNow(), sessions, tels };
    const calls = fc.sample(anyCall(known, cookies), { numRuns: Math.min(batchSize, count - done), seed: seed + done });
    const waiting = calls.values();
    const work = async () => {
      for (const call of waiting) {
        const reply = await send(server, call);
        const fault = faultOf(reply);
        if (fault !== null)
          throw new Error(`${call.method} ${call.url} ${call.payload?.toString()} → ${fault}\n${errors.join('')}`);
        const kind = `${call.url.split('/')[1]?.startsWith('console') ? 'console' : 'wire'} ${reply.status}`;
        statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (done % 10_000 === 0) say({ requests: done + calls.length, rssMb: rssMb(server.child.pid) });
  }
  say({
    requests: count,
    seconds: secondsSince(begun),
    rssMb: rssMb(server.child.pid),
    ...Object.fromEntries(statuses),
  });
}

/** Half a request each, a byte now and then, against the limits as they are; others are served meanwhile. */
async function dripSlowly(server: ServerProcess): Promise<void> {
  const begun = performance.now();
  const { port } = new URL(server.url);
  const ends: string[] = [];
  const sockets = Array.from({ length: slowSockets }, (_, n) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST /calls/flow HTTP/1.1\r\nHost: x\r\n${n % 2 ? 'X-Slow: ' : 'Content-Length: 9\r\n\r\n'}`);
    });
    socket.on('data', (chunk: Buffer) => ends.push(chunk.toString().slice(9, 12)));
    socket.on('error', () => ends.push('reset'));
    return socket;
  });
  const drip = setInterval(() => {
    for (const [n, socket] of sockets.entries()) if (n % 2 && socket.writable) socket.write('a');
  }, 1_000);
  const delays: number[] = [];
  while (ends.length < slowSockets && secondsSince(begun) < 60) {
    const sent = performance.now();
    await server.call('/calls/record', { sid: 'SID0' });
    delays.push(performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
  const [slowest] = delays.toSorted((a, b) => b - a);
  say({
    slowSockets,
    cutOff: ends.filter((end) => end === '408').length,
    seconds: secondsSince(begun),
    answeredMeanwhile: delays.length,
    slowestMs: Math.round(slowest ?? 0),
    rssMb: rssMb(server.child.pid),
  });
}

async function sendLargeHeaders(server: ServerProcess): Promise<void> {
  const answers = new Map<string, number>();
  const { port } = new URL(server.url);
  for (let n = 0; n < 1_000; n += 1) {
    const line = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET /calls/record HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(17_000 + n * 100)}\r\n\r\n`);
      });
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString().slice(9, 12)));
      socket.on('error', () => resolve('reset'));
    });
    answers.set(line, (answers.get(line) ?? 0) + 1);
  }
  say({ oversizedHeaders: Object.fromEntries(answers), rssMb: rssMb(server.child.pid) });
}

async function freshToken(server: ServerProcess, dataDir: string): Promise<string> {
  const { appid, appsecret } = JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
  const time = unixNow();
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const reply = await fetch(`${server.url}/token?${new URLSearchParams({ appid, sign, time })}`);
  const { data } = (await reply.json()) as { data: { token: string } };
  return data.token;
}

function unixNow(): string {
  return String(Math.floor(Date.now() / 1000));
}

function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 1000);
}

function say(facts: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-soak-'));
const limits = { CALLS_PER_MINUTE: '1000000', TOKENS_PER_HOUR: '1000000' };
const server = await startServer({ dataDir, databaseUrl: null, remove: async () => undefined }, limits);
server.child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
try {
  await fuzz(server, dataDir);
  await dripSlowly(server);
  await sendLargeHeaders(server);
  const alive = await fetch(`${server.url}/readyz`);
  if (!alive.ok) throw new Error(`the server is not ready afterwards: HTTP ${alive.status}`);
  say({ ready: true });
} finally {
  await server.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
