/** Starts what ROLE asks for, in order, and stops it in the reverse one. */

import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addHealth, buildHealthOnly } from '../console/health.ts';
import { loadDirectory } from '../directory-files.ts';
import { buildReport } from '../jobs/build-report.ts';
import { fetchRecord } from '../jobs/fetch-record.ts';
import { keepDelivering } from '../jobs/keep-delivering.ts';
import { keepRescuing } from '../jobs/rescue-stranded.ts';
import { createQueues, enqueue, startWorker } from '../jobs/worker.ts';
import type { Journey } from '../journey/journey.ts';
import type { Log } from '../log.ts';
import { createSender } from '../push/send.ts';
import { type Settings, wantsSandbox } from '../settings.ts';
import { releaseAllPushes } from '../store/pushes.ts';
import { createVault } from '../store/vault.ts';
import { buildApi } from '../wire/build-api.ts';
import { ensureDemoApp, loadMasterKey, makeDataDirectory } from './data-directory.ts';
import { newJourney, portalsOf } from './new-journey.ts';
import { openStore } from './open-store.ts';
import { ensureSandboxLists } from './sandbox-lists.ts';
import { startSandbox } from './sandbox-process.ts';

export interface Service {
  url: string;
  sandboxUrl: string | null;
  /** Lets calls finish, leaves jobs to their next attempt, closes the store; ends within 10 s. */
  stop(): Promise<void>;
}

/** Calls that are under way have so long to finish; jobs stop at once, their next attempt takes them up. */
const drainMs = 5_000;

/** Throws an Error whose message is one sentence for the operator; what was started is stopped again. */
export async function startService(settings: Settings, log: Log): Promise<Service> {
  const undo: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    return await startParts(settings, log, undo, stopAll);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startParts(
  settings: Settings,
  log: Log,
  undo: (() => Promise<void>)[],
  stopAll: () => Promise<void>,
): Promise<Service> {
  const dataDir = makeDataDirectory(settings.dataDir);
  const store = await openStore(settings, dataDir);
  undo.push(() => store.close());
  const vault = createVault(settings.masterKey ?? loadMasterKey(dataDir));

  const sandbox = wantsSandbox(settings)
    ? await startSandbox(settings.sandboxPort, join(dataDir, 'sandbox-state.jsonl'), log)
    : null;
  if (sandbox) undo.push(() => sandbox.stop());

  const boss = store.newBoss((error) => log.error({ err: error }, 'the job queue had trouble; it goes on by itself'));
  await boss.start();
  undo.push(() => boss.stop({ graceful: true, timeout: 3_000, close: true }));
  await createQueues(boss);

  const stopping = new AbortController();
  const cutOff = new AbortController();
  const journey = newJourney({
    db: store.db,
    vault,
    directory: loadDirectory({}, dataDir),
    carrierBaseUrls: { ...(sandbox ? portalsOf(sandbox.url) : {}), ...settings.carrierBaseUrls },
    enqueueFetch: (transaction, sid) => enqueue(boss, transaction, 'fetchRecord', sid),
    enqueueReport: (transaction, sid) => enqueue(boss, transaction, 'buildReport', sid),
    log,
    flowLimits: settings.flowLimits,
    stopping: stopping.signal,
    cutOff: cutOff.signal,
  });

  if (sandbox) await ensureSandboxLists(dataDir, store.db, sandbox.url, journey.now());
  if (settings.role === 'all' && !settings.production) await ensureDemoApp(dataDir, store.db, vault, journey.now());
  const http = settings.role === 'worker' ? buildHealthOnly(log, store.db) : buildApi(journey);
  if (settings.role !== 'worker') addHealth(http, store.db);
  const url = await listen(http, settings);
  undo.push(() => drain(http, cutOff));
  if (settings.role !== 'api') {
    const jobs = {
      fetchRecord: (sid: string, isLast: boolean) => fetchRecord(journey, sid, isLast),
      buildReport: (sid: string, isLast: boolean) => buildReport(journey, sid, isLast),
    };
    await startWorker(boss, store.db, jobs, log, store.kind === 'pglite');
    const stopRescuing = keepRescuing(journey);
    undo.push(async () => {
      stopRescuing();
      stopping.abort();
    });
    undo.push(await startDelivering(settings, journey, store.kind === 'pglite'));
  }
  return { url, sandboxUrl: sandbox?.url ?? null, stop: stopAll };
}

/** With `soleOwner` (embedded store), what is in hand was in the hand of a process that died: it goes out again at once. */
async function startDelivering(settings: Settings, journey: Journey, soleOwner: boolean): Promise<() => Promise<void>> {
  if (soleOwner) await releaseAllPushes(journey.db);
  const allowPrivate = settings.pushAllowPrivate ?? wantsSandbox(settings);
  return keepDelivering({
    journey,
    sender: createSender({ allowPrivate }),
    retrySeconds: settings.pushRetrySeconds,
  });
}

async function listen(http: FastifyInstance, settings: Settings): Promise<string> {
  try {
    await http.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new Error(`Port ${settings.port} is taken: choose another one with PORT.`);
    if (code === 'EACCES')
      throw new Error(`Port ${settings.port} may not be used by this account: choose another one with PORT.`);
    throw error;
  }
  const address = http.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  return `http://127.0.0.1:${port}`;
}

async function drain(http: FastifyInstance, cutOff: AbortController): Promise<void> {
  const timer = setTimeout(() => cutOff.abort(), drainMs);
  await http.close();
  clearTimeout(timer);
}
