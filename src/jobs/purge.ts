/** Purges as long as the process runs, on whatever worker comes first. */

import type { Journey } from '../journey/journey.ts';
import { purge } from '../journey/purge.ts';

/** A password that waits for its second verification outlives the session's ten minutes by so long at most. */
const everyMs = 60_000;

/** Looks at once and every minute; the function that it gives stops it, and resolves when nothing is under way any more. */
export function keepPurging(journey: Journey): () => Promise<void> {
  const stop = new AbortController();
  let underWay: Promise<void> | null = null;
  const look = () => {
    underWay ??= purge(journey, stop.signal)
      .then((counts) => {
        const gone = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
        if (gone.length > 0) journey.log.info(Object.fromEntries(gone), 'purged');
      })
      .catch((error: unknown) => {
        journey.log.error({ err: error }, 'the purge stopped; it goes on in a minute');
      })
      .finally(() => {
        underWay = null;
      });
  };
  look();
  const timer = setInterval(look, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stop.abort();
    await underWay;
  };
}
