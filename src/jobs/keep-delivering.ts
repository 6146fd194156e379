/**
 * Sends the pushes that are due, many at a time, as long as the process runs.
 *
 * The rows are the queue, and not jobs of pg-boss: a job that is deferred on a queue with `notify` is seen up to 30 s late, every
 * worker of a queue asks the store on every wake-up, and a worker that comes free waits out its interval. Nor can a row be stranded.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { type ClaimedPush, claimDuePushes } from '../store/pushes.ts';
import { type Courier, deliverPush } from './deliver-push.ts';

/** What a new push waits for at most; one indexed query, on every worker. */
const everyMs = 500;
/** Nine dead receivers at once still leave room for the others. */
const limits = { perApp: 10, inAll: 100 };
/** Longer than an attempt (30 s): a push that is in hand past it belonged to a worker that died. */
const claimSeconds = 45;
/**
 * A claim of another worker that ran out is taken over only once the store has answered for so long: a worker whose receiver said ok
 * while the store was away says so within a quarter of a second of its return, and must not be overtaken by a second sending.
 */
const calmSeconds = 2;
/** At a stop, receivers that are about to answer may finish. */
const graceMs = 1_000;

export interface Delivering {
  /** Takes what is due. Every push that comes back makes it look again: the next of its session may go. */
  look(): Promise<void>;
  /** The same for a caller that does not wait: trouble goes to the log. */
  wake(): void;
  /** Resolves when nothing is due any more and nothing is under way. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Looks only when it is told to; `keepDelivering` tells it. */
export function createDelivering(courier: Omit<Courier, 'cutOff'>): Delivering {
  const { db, now, log } = courier.journey;
  const [firstWaitSeconds = 0] = courier.retrySeconds;
  const cutOff = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;
  let calmSince = now();
  let looking: Promise<void> | null = null;
  let wanted = false;

  async function claim(): Promise<void> {
    const most = limits.inAll - underWay.size;
    if (stopped || most <= 0) return;
    const at = now();
    const due = { now: at, until: at + claimSeconds, takesOver: at - calmSince >= calmSeconds, firstWaitSeconds };
    try {
      for (const push of await claimDuePushes(db, { perApp: limits.perApp, most }, due)) {
        // One of its own comes back when its ok has waited for the store longer than the claim: renewed, and not sent again.
        if (!underWay.has(push.id)) start(push);
      }
    } catch (error) {
      calmSince = now();
      throw error;
    }
  }

  function start(push: ClaimedPush): void {
    const delivery = deliverPush({ ...courier, cutOff: cutOff.signal }, push)
      .catch((error: unknown) => {
        log.error({ push: push.id, sid: push.sid, err: error }, 'a push could not be settled; its claim will run out');
      })
      .then(() => {
        underWay.delete(push.id);
        wake();
      });
    underWay.set(push.id, delivery);
  }

  function wake(): void {
    look().catch((error: unknown) => {
      log.error({ err: error }, 'pushes could not be looked for; the next look is in half a second');
    });
  }

  async function lookWhileWanted(): Promise<void> {
    try {
      while (wanted) {
        wanted = false;
        await claim();
      }
    } finally {
      looking = null;
    }
  }

  function look(): Promise<void> {
    wanted = true;
    looking ??= lookWhileWanted();
    return looking;
  }

  return {
    look,
    wake,
    async settle() {
      for (await look(); underWay.size > 0; await look()) await Promise.all(underWay.values());
    },
    async stop() {
      stopped = true;
      await Promise.allSettled([looking]); // whoever asked for it hears of its trouble
      await Promise.race([Promise.all(underWay.values()), pause(graceMs)]);
      cutOff.abort();
      await Promise.all(underWay.values());
      await courier.sender.close();
    },
  };
}

/** The function that it gives stops it: what is under way may finish within a second, the rest is given back. */
export function keepDelivering(courier: Omit<Courier, 'cutOff'>): () => Promise<void> {
  const delivering = createDelivering(courier);
  delivering.wake();
  const timer = setInterval(delivering.wake, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await delivering.stop();
  };
}
