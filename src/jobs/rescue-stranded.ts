/**
 * Finds sessions whose job is gone and gives them a new one.
 *
 * A process that dies costs its jobs an attempt; one that loses its last attempt that way is failed by pg-boss without a word to its
 * session, which would be polled for ever. A queue holds one job per session, so giving one to a session that has one does nothing.
 */

import type { Journey } from '../journey/journey.ts';

const everyMs = 60_000;
/** A job is there within milliseconds of the state that causes it; two minutes leave room for a busy queue. */
const usualPatienceSeconds = 120;

/** What it needs of a journey. */
type Jobless = Pick<Journey, 'db' | 'now' | 'sessions' | 'enqueueFetch' | 'enqueueReport'>;

export async function rescueStranded(journey: Jobless, patienceSeconds = usualPatienceSeconds): Promise<void> {
  for (const { sid, state } of await journey.sessions.findInWork(journey.db, journey.now() - patienceSeconds)) {
    await (state === 'fetched' ? journey.enqueueReport(journey.db, sid) : journey.enqueueFetch(journey.db, sid));
  }
}

/** Looks at once and every minute; the function that it gives stops it. */
export function keepRescuing(journey: Journey): () => void {
  const look = () => {
    rescueStranded(journey).catch((error: unknown) => {
      journey.log.error({ err: error }, 'stranded sessions could not be looked for; the next look is in a minute');
    });
  };
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
