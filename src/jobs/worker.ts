/** Runs the jobs of this process: registers the queues, hands each worker its function, takes back what a dead process left. */

import { fromKysely, type PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { orphanedJobs } from '../store/database/orphaned-jobs.ts';
import type { Database } from '../store/database.ts';
import { keepCrew } from './crew.ts';
import { queues } from './queues.ts';

/** What a worker is handed: a job per queue, told whether this is its last attempt. */
export type Jobs = Record<keyof typeof queues, (sid: string, isLastAttempt: boolean) => Promise<void>>;

/** Fetches wait for the portal most of the time, so many run at once; reports are pure CPU. */
const concurrency: Record<keyof typeof queues, number> = { fetchRecord: 20, buildReport: 2 };

export async function createQueues(boss: PgBoss): Promise<void> {
  for (const queue of Object.values(queues)) await boss.createQueue(queue.name, queue);
}

/** Sends inside the caller's transaction, so that a job exists exactly when the state that causes it does. */
export async function enqueue(
  boss: PgBoss,
  transaction: Database,
  queue: keyof typeof queues,
  sid: string,
): Promise<void> {
  await boss.send(queues[queue].name, { sid }, { singletonKey: sid, db: fromKysely(transaction) });
}

/** With `soleOwner` (embedded store), a job that is still `active` belongs to a process that died: it runs again at once. */
export async function startWorker(
  boss: PgBoss,
  { db, log, metrics, stopping }: { db: Database; log: Log; metrics: Metrics; stopping: AbortSignal },
  jobs: Jobs,
  soleOwner: boolean,
): Promise<void> {
  if (soleOwner) {
    for (const orphan of await orphanedJobs(db))
      await boss.fail(orphan.name, orphan.id, { reason: 'the process died' });
  }
  for (const key of ['fetchRecord', 'buildReport'] as const) {
    const { name, retryLimit } = queues[key];
    await keepCrew({ boss, queue: name, most: concurrency[key], log, stopping }, async (job) => {
      const about = { sid: job.data.sid, queue: name, job: job.id, attempt: job.retryCount + 1 };
      const began = performance.now();
      const elapsedMs = () => Math.round(performance.now() - began);
      try {
        await jobs[key](job.data.sid, job.retryCount >= retryLimit);
        log.info({ ...about, ms: elapsedMs() }, 'job done');
        metrics.jobEnded(name, 'done', elapsedMs() / 1000);
      } catch (error) {
        log.warn({ ...about, ms: elapsedMs(), err: error }, 'job failed and will be tried again');
        metrics.jobEnded(name, 'failed', elapsedMs() / 1000);
        throw new Error(error instanceof Error ? error.name : 'failed'); // pg-boss stores what it is thrown
      }
    });
  }
}
