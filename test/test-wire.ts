/** The wire API for tests: in process, on a real store and the real sandbox, with a clock that the test moves. */

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildSandbox } from '../sandbox/build-sandbox.ts';
import { loadDirectory } from '../src/directory-files.ts';
import { buildReport } from '../src/jobs/build-report.ts';
import { fetchRecord } from '../src/jobs/fetch-record.ts';
import type { Journey } from '../src/journey/journey.ts';
import { createLog, type Log } from '../src/log.ts';
import { newJourney, portalsOf } from '../src/start/new-journey.ts';
import { keepCollectors, packCollectors } from '../src/start/sandbox-lists.ts';
import { type App, createApp } from '../src/store/apps.ts';
import type { Store } from '../src/store/database.ts';
import { createVault } from '../src/store/vault.ts';
import { buildApi } from '../src/wire/build-api.ts';
import { lendStore, type StoreKind } from './store-kinds.ts';

export interface WireReply {
  status: number;
  action: string;
  msg: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the wire gives and says itself what it expects
  data: Record<string, any>;
}

export interface Subscriber {
  tel: string;
  pin: string;
  name: string;
  id_card: string;
  address: string;
  sms: { at: number; text: string; code: string }[];
  captcha: { image_id: string; text: string } | null;
  calls: Record<string, string>[];
  bills: Record<string, string>[];
}

export interface TestWire {
  api: FastifyInstance;
  journey: Journey;
  store: Store;
  app: App;
  sandboxUrl: string;
  /** Unix seconds; the sandbox follows. */
  clock: { now: number };
  newToken(app?: App): Promise<string>;
  /** POST as a form with a token of the test's app. */
  call(path: string, params?: Record<string, string>): Promise<WireReply>;
  subscriber(tel: string): Promise<Subscriber>;
  /** Runs the jobs that were enqueued since, and those that they enqueue. */
  runJobs(): Promise<void>;
  /** Forgets what was enqueued, as when a job's last attempt dies with its process. */
  loseJobs(): void;
  close(): Promise<void>;
}

/** Read once: nobody can change it. */
const directory = loadDirectory();

let collectors: ReturnType<typeof packCollectors> | null = null;

/** The same of every sandbox, so packed once: 0.06 s of CPU (2-core VM, 2026-11-29). */
function packedCollectors(sandboxUrl: string): ReturnType<typeof packCollectors> {
  collectors ??= inFolder((folder) => packCollectors(folder, sandboxUrl));
  return collectors;
}

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xiangdan-collectors-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 2026-11-20 12:00:00 in Shanghai. */
export const testNow = 1_795_147_200;

export async function openTestWire(
  kind: StoreKind,
  flowLimits: Journey['flowLimits'] = [],
  log: Log = createLog('silent'),
): Promise<TestWire> {
  const store = await lendStore(kind);
  const clock = { now: testNow };
  const sandbox = buildSandbox({ now: () => Math.floor(clock.now) });
  const sandboxUrl = await sandbox.listen({ port: 0, host: '127.0.0.1' });
  const vault = createVault(Buffer.alloc(32, 7));
  const waiting: { queue: 'fetchRecord' | 'buildReport'; sid: string }[] = [];
  const journey = newJourney({
    db: store.db,
    vault,
    directory,
    carrierBaseUrls: portalsOf(sandboxUrl),
    enqueueFetch: async (_transaction, sid) => void waiting.push({ queue: 'fetchRecord', sid }),
    enqueueReport: async (_transaction, sid) => void waiting.push({ queue: 'buildReport', sid }),
    log,
    flowLimits,
    retentionDays: 30,
    stopping: new AbortController().signal,
    cutOff: new AbortController().signal,
    now: () => clock.now,
    // Retries wait no time in tests: nothing here depends on how long a pause is.
    portal: { requestTimeoutMs: 2_000, pace: { random: () => 0, sleep: async () => undefined } },
  });
  const api = buildApi(journey);
  await keepCollectors(store.db, await packedCollectors(sandboxUrl), clock.now);
  const app = await createApp(store.db, vault, 'test', clock.now);

  async function newToken(of: App = app): Promise<string> {
    const time = String(Math.floor(clock.now));
    const sign = createHash('md5').update(`${of.appid}${of.appsecret}${time}`).digest('hex');
    const reply = await api.inject({ url: '/token', query: { appid: of.appid, sign, time } });
    return reply.json<WireReply>().data.token;
  }
  let token: string | null = null;

  return {
    api,
    journey,
    store,
    app,
    sandboxUrl,
    clock,
    newToken,
    async call(path, params = {}) {
      token ??= await newToken();
      const reply = await api.inject({
        method: 'POST',
        url: path,
        query: { token },
        payload: new URLSearchParams(params).toString(),
      });
      return reply.json<WireReply>();
    },
    async subscriber(tel) {
      const reply = await fetch(`${sandboxUrl}/inspect/subscribers/${tel}`);
      return (await reply.json()) as Subscriber;
    },
    async runJobs() {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        if (job.queue === 'fetchRecord') await fetchRecord(journey, job.sid, true);
        else await buildReport(journey, job.sid, true);
      }
    },
    loseJobs() {
      waiting.length = 0;
    },
    async close() {
      await api.close();
      await sandbox.close();
      await store.close();
    },
  };
}
