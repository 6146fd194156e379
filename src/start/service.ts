/** Starts what ROLE asks for, in order, and stops it in the reverse one. */

import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addConsole } from '../console/console.ts';
import { addHealth, addMetrics, buildBare } from '../console/health.ts';
import { signedIn } from '../console/sign-in-cookie.ts';
import { loadDirectory } from '../directory-files.ts';
import { addHosted } from '../hosted/hosted.ts';
import { addTestNumbers } from '../hosted/numbers-to-try.ts';
import { addReportPage } from '../hosted/report-page.ts';
import { buildReport } from '../jobs/build-report.ts';
import { fetchRecord } from '../jobs/fetch-record.ts';
import { keepDelivering } from '../jobs/keep-delivering.ts';
import { keepSealing } from '../jobs/keep-sealing.ts';
import { keepPurging } from '../jobs/purge.ts';
import { queueNames } from '../jobs/queues.ts';
import { keepRescuing } from '../jobs/rescue-stranded.ts';
import { createQueues, enqueue, startWorker } from '../jobs/worker.ts';
import type { Journey } from '../journey/journey.ts';
import type { Log } from '../log.ts';
import { createSender } from '../push/send.ts';
import { type Settings, wantsSandbox } from '../settings.ts';
import { releaseAll } from '../store/database/release-all.ts';
import { addSubject } from '../subject/subject.ts';
import { buildApi } from '../wire/build-api.ts';
import { refuseUnderPressure } from '../wire/pressure.ts';
import { ensureDemoApp, makeDataDirectory } from './data-directory.ts';
import { prepareDrain } from './drain.ts';
import { addJobGauge } from './gauges.ts';
import { loadVault } from './load-vault.ts';
import { newJourney, portalsOf } from './new-journey.ts';
import { openStore } from './open-store.ts';
import { ensureSandboxLists } from './sandbox-lists.ts';
import { startSandbox } from './sandbox-process.ts';
import { smsGatewayOf } from './sms-gateway.ts';

export interface Service {
  url: string;
  sandboxUrl: string | null;
  /** Lets calls finish, leaves jobs to their next attempt, closes the store; ends within 10 s. */
  stop(): Promise<void>;
}

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
  const isSoleOwner = store.kind === 'pglite';
  if (isSoleOwner) await releaseAll(store.db);
  const vault = loadVault(settings, dataDir);

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
    publicUrl: settings.publicUrl,
    retentionDays: settings.retentionDays,
    stopping: stopping.signal,
    cutOff: cutOff.signal,
    limits: {
      carrierConcurrency: settings.carrierConcurrency,
      signInSteps: settings.maxSignInSteps,
      waitingFetches: settings.maxWaitingFetches,
    },
  });
  journey.metrics.watchProcess();
  addJobGauge(journey, queueNames);

  if (sandbox) await ensureSandboxLists(dataDir, store.db, sandbox.url, journey.now());
  const demo =
    settings.role === 'all' && !settings.production
      ? await ensureDemoApp(dataDir, store.db, vault, journey.now())
      : null;
  const http = settings.role === 'worker' ? buildBare(log) : buildApi(journey, settings.trustProxy, settings);
  if (settings.role !== 'worker') refuseUnderPressure(http, journey.metrics, settings);
  const drain = prepareDrain(http, settings.role === 'api');
  addHealth(http, store.db, drain);
  if (settings.role !== 'worker') {
    addHosted(http, { journey, sandboxUrl: sandbox?.url ?? null });
    if (sandbox && demo) addTestNumbers(http, { journey, appid: demo.appid });
    addSubject(http, { journey, sms: smsGatewayOf(settings, sandbox?.url), sandboxUrl: sandbox?.url ?? null });
    addReportPage(http, { journey, signedIn: (request) => signedIn({ journey }, request) });
    addConsole(http, { journey, allowPrivate: mayPushPrivately(settings) });
  }
  addMetrics(http, journey.metrics, settings.metricsToken);
  const url = await listen(http, settings);
  undo.push(() => drain.run(cutOff));
  if (settings.role !== 'api') {
    const jobs = {
      fetchRecord: (sid: string, isLast: boolean) => fetchRecord(journey, sid, isLast),
      buildReport: (sid: string, isLast: boolean) => buildReport(journey, sid, isLast),
    };
    await startWorker(boss, journey, jobs, isSoleOwner);
    const stopRescuing = keepRescuing(journey);
    undo.push(async () => {
      stopRescuing();
      stopping.abort();
    });
    undo.push(keepPurging(journey));
    undo.push(keepSealing(journey));
    undo.push(startDelivering(settings, journey));
  }
  return { url, sandboxUrl: sandbox?.url ?? null, stop: stopAll };
}

function startDelivering(settings: Settings, journey: Journey): () => Promise<void> {
  return keepDelivering({
    journey,
    sender: createSender({ allowPrivate: mayPushPrivately(settings) }),
    retrySeconds: settings.pushRetrySeconds,
  });
}

function mayPushPrivately(settings: Settings): boolean {
  return settings.pushAllowPrivate ?? wantsSandbox(settings);
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
