/** Lets so many requests of one session out to the carrier at a time, and none once the session is lost. */

export interface Gate {
  /** Runs `task` when its turn comes; rejects with the reason of `close` if that comes first. */
  pass<T>(task: () => Promise<T>): Promise<T>;
  /** Turns away all that wait and all that come; what is under way is not interrupted. */
  close(reason: unknown): void;
}

export function openGate(maxInFlight: number): Gate {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  let closed: { reason: unknown } | null = null;

  return {
    async pass(task) {
      if (inFlight >= maxInFlight) await new Promise<void>((resolve) => waiting.push(resolve));
      else inFlight++;
      try {
        if (closed !== null) throw closed.reason;
        return await task();
      } finally {
        // The place is handed over rather than freed, so that a newcomer cannot take it from the one that waits.
        const next = waiting.shift();
        if (next === undefined) inFlight--;
        else next();
      }
    },
    close(reason) {
      closed ??= { reason };
    },
  };
}
