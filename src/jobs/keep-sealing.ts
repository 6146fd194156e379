/** Chains the audit every second: the shorter a row stays unchained, the less can be done to it unseen. */

import type { Journey } from '../journey/journey.ts';
import { sealAudit } from '../store/audit/audit-chain.ts';

const everyMs = 1_000;

/** The function that it gives stops it, once the sealing under way has ended. Nodes may seal side by side: one at a time acts. */
export function keepSealing({ db, vault, log }: Journey): () => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve();
  let isSealing = false;
  const timer = setInterval(() => {
    if (isSealing) return;
    isSealing = true;
    underWay = sealAudit(db, vault)
      .catch((error: unknown) =>
        log.error({ err: error }, 'the audit could not be chained; the next try is in a second'),
      )
      .finally(() => {
        isSealing = false;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
