/** The figures that are read from the store and from this process when somebody asks for them. */

import type { Turnstile } from '../carriers/turnstile.ts';
import type { Log } from '../log.ts';
import { addGauge, type GaugeSource } from '../metrics/add-gauge.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Database } from '../store/database.ts';
import { countJobs, countPendingPushes, countSessions } from '../store/sessions/figures.ts';

interface GaugeParts {
  metrics: Metrics;
  db: Database;
  log: Log;
  now: () => number;
}

/** Of the store, hence the same on every node that shares it: take the maximum over the nodes, never the sum. */
export function addStoreGauges({ metrics, db, log, now }: GaugeParts): void {
  const add = (source: Pick<GaugeSource, 'name' | 'help' | 'labels' | 'read'>) =>
    addGauge(metrics, {
      ...source,
      now,
      onTrouble: (error) => log.warn({ err: error, figure: source.name }, 'a figure could not be read from the store'),
    });
  add({
    name: 'xiangdan_sessions',
    help: 'Sessions of the whole store that have not ended, by state',
    labels: ['state'],
    read: async () =>
      Object.entries(await countSessions(db, now())).map(([state, value]) => ({ labels: { state }, value })),
  });
  add({
    name: 'xiangdan_pushes_pending',
    help: 'Pushes of the whole store that wait for an attempt or are in hand',
    labels: [],
    read: async () => [{ labels: {}, value: await countPendingPushes(db) }],
  });
}

/** Of the store too; apart, since the tables of jobs are there only once the job queue has started. */
export function addJobGauge({ metrics, db, log, now }: GaugeParts, queues: readonly string[]): void {
  addGauge(metrics, {
    name: 'xiangdan_jobs',
    help: 'Jobs of the whole store that wait or run, by queue',
    labels: ['queue', 'state'],
    now,
    onTrouble: (error) => log.warn({ err: error }, 'jobs could not be counted'),
    read: async () =>
      (await countJobs(db, queues)).map(({ queue, state, count }) => ({ labels: { queue, state }, value: count })),
  });
}

/** Requests of this process at each carrier: under way, and waiting for one of the places. */
export function addCarrierGauge(
  { metrics, log, now }: Omit<GaugeParts, 'db'>,
  at: [carrier: string, Turnstile][],
): void {
  addGauge(metrics, {
    name: 'xiangdan_carrier_requests',
    help: 'Requests of this process at a carrier',
    labels: ['carrier', 'state'],
    now,
    onTrouble: (error) => log.warn({ err: error }, 'requests under way could not be counted'),
    read: async () =>
      at.flatMap(([carrier, turnstile]) => {
        const { underWay, waiting } = turnstile.load();
        return [
          { labels: { carrier, state: 'under way' }, value: underWay },
          { labels: { carrier, state: 'waiting' }, value: waiting },
        ];
      }),
  });
}
