/** `node test/fuzz/soak.ts COUNT [SEED]`: so many requests of any kind to a real process over sockets, then slow and oversized ones. Ends with 1 at the first fault. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ServerProcess, startServer } from '../server-process.ts';
import { envelopeFault } from './envelope-fault.ts';
import { randomConsoleCall } from './random-console-call.ts';
import { randomMyCall, randomPhonePageCall, randomReportCall } from './random-page-call.ts';
import { type Known, type RandomRequest, randomRequest } from './random-request.ts';
import { freshToken, openTargets, signInOperator, type Targets, unixNow } from './soak-targets.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const batchSize = 500;
const atOnce = 16;
const slowSockets = 1_000;
/** Random requests erase what they may name: after so many of them there is something new to name. */
const roundSize = 1_000;

type Surface = 'wire' | 'console' | 'phone' | 'my' | 'report';

interface Aimed {
  surface: Surface;
  call: RandomRequest;
}

interface Reply {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** What the process logged as an error: the cause of a fault stands there. */
const errors: string[] = [];

/** Another address than that of the sign-ins between: what the random ones use up of its limits is theirs. */
const agent = new Agent({ keepAlive: true, maxSockets: atOnce, localAddress: '127.0.0.2' });

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

/** A 500 of any kind, a 9999 on the wire or a page, or on the wire anything but an envelope. */
function faultOf({ surface, call }: Aimed, { status, headers, body }: Reply): string | null {
  if (status >= 500) return `HTTP ${status}: ${body.slice(0, 200)}`;
  if (/"(status|code)":9999|"why":"own"/.test(body)) return body.slice(0, 200);
  // The root is the phone page's old address.
  if (surface !== 'wire' || call.url.startsWith('/?')) return null;
  const unread = status === 431;
  return envelopeFault(unread ? 400 : status, headers['content-type'], body);
}

function anyCall(known: Known, { phone, visit, report }: Targets, operator: string): fc.Arbitrary<Aimed> {
  const sids = [...known.sessions.map(({ sid }) => sid), visit.sid];
  const at =
    (surface: Surface, cookie = '') =>
    (call: RandomRequest): Aimed => ({
      surface,
      call: cookie === '' ? call : { ...call, headers: { ...call.headers, cookie } },
    });
  const byOperator = randomConsoleCall(sids).map((each) =>
    at('console', ['/logout', '/me/password'].includes(each.path) ? '' : operator)(each),
  );
  const onReport = randomReportCall({ sids: [report.sid, visit.sid], links: [report.link] });
  return fc.oneof(
    { arbitrary: randomRequest(known).map(at('wire')), weight: 10 },
    { arbitrary: byOperator, weight: 3 },
    { arbitrary: randomConsoleCall(sids).map(at('console')), weight: 1 },
    { arbitrary: randomPhonePageCall(phone.link).map(at('phone', phone.cookie)), weight: 2 },
    { arbitrary: randomMyCall({ tels: known.tels, sids }).map(at('my', visit.cookie)), weight: 2 },
    { arbitrary: randomMyCall({ tels: known.tels, sids }).map(at('my')), weight: 1 },
    { arbitrary: onReport.map(at('report', report.cookie)), weight: 1 },
    { arbitrary: onReport.map(at('report')), weight: 1 },
  );
}

async function fuzz(server: ServerProcess, dataDir: string): Promise<void> {
  const operator = await signInOperator(server, dataDir);
  const begun = performance.now();
  const statuses: Record<string, number> = {};
  let targets = await openTargets(server, dataDir, 0);
  for (let done = 0; done < count; done += batchSize) {
    if (done > 0 && done % roundSize === 0) targets = await openTargets(server, dataDir, done / roundSize);
    // Names like the server's: by its own clock, and a token that has not run out.
    const known = { token: await freshToken(server, dataDir), time: unixNow(), ...targets };
    const numRuns = Math.min(batchSize, count - done);
    const waiting = fc.sample(anyCall(known, targets, operator), { numRuns, seed: seed + done }).values();
    const work = async () => {
      for (const aimed of waiting) {
        const { surface, call } = aimed;
        const reply = await send(server, call);
        const fault = faultOf(aimed, reply);
        if (fault !== null)
          throw new Error(`${call.method} ${call.url} ${call.payload?.toString()} → ${fault}\n${errors.join('')}`);
        const kind = `${surface} ${reply.status}`;
        statuses[kind] = (statuses[kind] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (done % 10_000 === 0) say({ requests: done + numRuns, rssMb: rssMb(server.child.pid) });
  }
  say({ requests: count, seconds: secondsSince(begun), rssMb: rssMb(server.child.pid), ...statuses });
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
