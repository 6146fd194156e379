/**
 * As many of pg-boss's workers as a queue has work for, up to a limit, and one that waits for more.
 *
 * With a fixed number, each of them asks the store at every new job (17 statements a session, with 20 workers), and one that comes free
 * waits out its interval though jobs are waiting: 40 reports left by a worker that was away took 100 s on two workers.
 */

import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import type { SessionJob } from './queues.ts';

export interface Crew {
  boss: PgBoss;
  queue: string;
  /** How many jobs run at once. */
  most: number;
  log: Log;
  /** Aborted when the process is asked to stop: nobody is hired any more. */
  stopping: AbortSignal;
}

/** What is tried again comes without a notice: it is seen up to two seconds late, as is everything where notices do not get through. */
const options = { includeMetadata: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 } as const;

/** A job whose `act` throws has failed, and is tried again as its queue says. Resolves when the first worker waits. */
export async function keepCrew(
  { boss, queue, most, log, stopping }: Crew,
  act: (job: JobWithMetadata<SessionJob>) => Promise<void>,
): Promise<void> {
  let waiting = 0;
  let busy = 0;

  async function hire(): Promise<void> {
    waiting += 1;
    const id = await boss.work<SessionJob, void, typeof options>(queue, options, async ([job]) => {
      if (!job) return;
      waiting -= 1;
      busy += 1;
      if (waiting === 0 && busy < most) hireAnother();
      try {
        await act(job);
      } finally {
        busy -= 1;
        await restOrLeave(id);
      }
    });
  }

  function hireAnother(): void {
    if (stopping.aborted) return;
    hire().catch((error: unknown) => {
      waiting -= 1;
      log.error({ queue, err: error }, 'a worker could not be hired; those that come free go on');
    });
  }

  /** Once its job is settled, the worker is gone, or looks for the next one at once. */
  async function restOrLeave(id: string): Promise<void> {
    if (waiting > 0) return boss.offWork(queue, { id, wait: false });
    waiting += 1;
    boss.notifyWorker(id);
  }

  await hire();
}
