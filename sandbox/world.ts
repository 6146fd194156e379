/** What every part of the sandbox is handed: what is remembered, the clock, the latency and the subscribers. */

import { EventEmitter } from 'node:events';
import { openState, type Sms, type State } from './state.ts';
import { type Subscriber, subscriberOf } from './subscriber/subscriber.ts';

export interface World {
  state: State;
  /** Unix seconds, whole, of the sandbox clock. */
  now(): number;
  /** What every portal page waits before it does anything. */
  latencyMs: number;
  subscriber(tel: string): Subscriber | null;
  /** Fires `tel` with the message whenever a text arrives. */
  arrivals: EventEmitter<Record<string, [Sms]>>;
}

export interface WorldOptions {
  latencyMs?: number;
  stateFile?: string;
  now?: () => number;
}

const realNow = () => Date.now() / 1000;

/** A set clock stands still until it is set again, so that a test sees one and the same instant on every page. */
export function openWorld({ latencyMs = 0, stateFile, now = realNow }: WorldOptions): World {
  const state = openState(stateFile);
  const clock = () => Math.floor(state.get('clock', 'now') ?? now());
  // One listener per open phone page; any number of them may be open.
  const arrivals = new EventEmitter<Record<string, [Sms]>>().setMaxListeners(0);
  return { state, now: clock, latencyMs, subscriber: (tel) => subscriberOf(tel, clock()), arrivals };
}
