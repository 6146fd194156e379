/** The workers of one process: none idles while jobs wait, and no more than one asks the store for each new job. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { Store } from '../store/database.ts';
import { queues } from './queues.ts';
import { createQueues, enqueue, startWorker } from './worker.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let place: TestPlace;
  let store: Store;
  let boss: ReturnType<Store['newBoss']>;
  const stopping = new AbortController();

  beforeEach(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
    boss = store.newBoss((error) => {
      throw error;
    });
    await boss.start();
    await createQueues(boss);
  });
  afterEach(async () => {
    await boss.stop({ graceful: false, close: true });
    await store.close();
    await place.remove();
  });

  const sids = (count: number) => Array.from({ length: count }, (_, n) => `SID${String(n).padStart(32, '0')}`);

  async function send(queue: keyof typeof queues, which: string[]): Promise<void> {
    for (const sid of which) await enqueue(boss, store.db, queue, sid);
  }

  /** Runs the jobs of both queues; `act` is what each does. */
  async function start(act: (sid: string) => Promise<void>): Promise<void> {
    const parts = { db: store.db, log: createLog('silent'), metrics: createMetrics(), stopping: stopping.signal };
    await startWorker(boss, parts, { fetchRecord: act, buildReport: act }, kind === 'pglite');
  }

  /** `act` that keeps count, and a promise of the instant at which all have been done. */
  function counted(all: number, act: () => Promise<void> = async () => undefined) {
    const finished = Promise.withResolvers<void>();
    const seen: string[] = [];
    let running = 0;
    let mostAtOnce = 0;
    return {
      seen,
      finished: finished.promise,
      mostAtOnce: () => mostAtOnce,
      async act(sid: string) {
        seen.push(sid);
        running += 1;
        mostAtOnce = Math.max(mostAtOnce, running);
        await act();
        running -= 1;
        if (seen.length === all) finished.resolve();
      },
    };
  }

  // At an interval of polling per job and worker, 30 reports would take over a minute.
  test('jobs that have waited for a worker are done one after the other, without a pause between them', async () => {
    await send('buildReport', sids(30));
    const jobs = counted(30);
    await start(jobs.act);
    await jobs.finished;
    expect(jobs.seen.toSorted()).toEqual(sids(30));
  });

  test('twenty fetches run at once and no more', async () => {
    const open = Promise.withResolvers<void>();
    const begun: string[] = [];
    const twenty = Promise.withResolvers<void>();
    const jobs = counted(25, async () => {
      if (begun.push('') === 20) twenty.resolve();
      await open.promise;
    });
    await start(jobs.act);
    await send('fetchRecord', sids(25).slice(0, 20));
    await twenty.promise;
    // A twenty-first worker would have its job before the last of these is stored.
    await send('fetchRecord', sids(25).slice(20));
    open.resolve();
    await jobs.finished;
    expect(jobs.mostAtOnce()).toBe(20);
  });

  test('a job that comes when all is quiet is seen at once by the one worker that waits', async () => {
    const jobs = counted(1);
    await start(jobs.act);
    await send('fetchRecord', sids(1));
    await jobs.finished;
    const waiting = boss.getWipData().filter((worker) => worker.name === queues.fetchRecord.name && worker.count === 0);
    expect(waiting.length).toBeLessThanOrEqual(2);
  });

  test('a job that fails is tried again, and its worker goes on with the next', async () => {
    const [first = '', second = ''] = sids(2);
    const done = Promise.withResolvers<string>();
    await start(async (sid) => {
      if (sid === first) throw new Error('cannot be fetched');
      done.resolve(sid);
    });
    await send('fetchRecord', [first, second]);
    expect(await done.promise).toBe(second);
  });
});
