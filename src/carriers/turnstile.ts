/** Lets so many requests of one process out to a carrier at a time: sessions take turns, and sign-ins go before fetches. */

/** What a request is for: somebody waits for a sign-in, nobody for a fetch. */
export type Purpose = 'signIn' | 'fetch';

/** One session's way to the carrier: runs `task` at its turn; rejects with the signal's reason when that comes first. */
export type Lane = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

export interface Turnstile {
  /** For the requests of one session; a second lane would give it a second turn. */
  lane(purpose: Purpose): Lane;
  load(): { underWay: number; waiting: number };
}

/** Requests of one session that wait, first come first; calling one lets it out. */
type Queue = (() => void)[];

export function openTurnstile(maxUnderWay: number): Turnstile {
  let underWay = 0;
  /** Only sessions that wait, in the order of their turns: a heavy session's 32 pages do not hold up the next one's first. */
  const waiting: Record<Purpose, Queue[]> = { signIn: [], fetch: [] };

  /** The place is handed over rather than freed, so that a newcomer cannot take it from the one that waits. */
  function handOver(): void {
    const line = waiting.signIn.length > 0 ? waiting.signIn : waiting.fetch;
    const queue = line.shift();
    const letOut = queue?.shift();
    if (queue === undefined || letOut === undefined) {
      underWay--;
      return;
    }
    if (queue.length > 0) line.push(queue);
    letOut();
  }

  function waitIn(line: Queue[], queue: Queue, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const letOut = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        queue.splice(queue.indexOf(letOut), 1);
        if (queue.length === 0) line.splice(line.indexOf(queue), 1);
        reject(signal?.reason);
      };
      if (queue.push(letOut) === 1) line.push(queue);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    lane(purpose) {
      const queue: Queue = [];
      return async (task, signal) => {
        signal?.throwIfAborted();
        if (underWay < maxUnderWay) underWay++;
        else await waitIn(waiting[purpose], queue, signal);
        try {
          return await task();
        } finally {
          handOver();
        }
      };
    },
    load: () => ({
      underWay,
      waiting: [...waiting.signIn, ...waiting.fetch].reduce((sum, queue) => sum + queue.length, 0),
    }),
  };
}
