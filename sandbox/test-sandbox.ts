/** For tests: a sandbox that listens on a free port of 127.0.0.1, with its inspection endpoints at hand. */

import { buildSandbox } from './build-sandbox.ts';
import type { subscriberTruth } from './inspect/subscriber-truth.ts';
import type { WorldOptions } from './world.ts';

/** 2026-11-25 16:43:05 in Shanghai: the instant at which a test's sandbox stands unless it says otherwise. */
export const testNow = 1_795_596_185;

export interface TestSandbox {
  origin: string;
  inspect(tel: string): Promise<NonNullable<ReturnType<typeof subscriberTruth>>>;
  /** Turns a dial: `turn('clock', { now })`. */
  turn(dial: 'clock' | 'latency' | 'reset', body: object): Promise<Response>;
  close(): Promise<void>;
}

export async function openTestSandbox(options: WorldOptions = {}): Promise<TestSandbox> {
  const app = buildSandbox({ now: () => testNow, ...options });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    origin,
    async inspect(tel) {
      const response = await fetch(`${origin}/inspect/subscribers/${tel}`);
      if (response.status !== 200) throw new Error(`no subscriber ${tel}`);
      return JSON.parse(await response.text());
    },
    turn: (dial, body) =>
      fetch(`${origin}/inspect/${dial}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: () => app.close(),
  };
}
