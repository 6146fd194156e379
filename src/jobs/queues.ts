/** The queues and how their jobs are tried: payloads are session ids and nothing else. */

import type { Queue } from 'pg-boss';

export interface SessionJob {
  sid: string;
}

/** Tries again after 2, 4, 8 … s: a portal that is down for minutes does not cost the session. */
const retries = { retryLimit: 5, retryDelay: 2, retryBackoff: true, retryDelayMax: 60 };

/**
 * `heartbeatSeconds`: a worker that died is noticed after so long (store/database.ts). `expireInSeconds`: a fetch of 20,000 calls
 * at 2 s a page takes about 2 minutes; ten is a hang. `exclusive`: one job per session, queued or running.
 */
const perSession = {
  ...retries,
  policy: 'exclusive',
  notify: true,
  heartbeatSeconds: 20,
  expireInSeconds: 600,
  deleteAfterSeconds: 3600,
};

export const queues = {
  fetchRecord: { name: 'fetch-record', ...perSession },
  buildReport: { name: 'build-report', ...perSession },
} satisfies Record<string, Queue>;

export const queueNames = Object.values(queues).map(({ name }) => name);
