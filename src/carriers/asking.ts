/** Asks a portal's pages while calls and bills are fetched: with retries, many at a time, and none once the session is lost. */

import { openGate } from './gate.ts';
import type { Portal } from './portal.ts';
import { isSessionWide } from './portal-trouble.ts';
import { withRetries } from './retry.ts';

/**
 * Enough that a natural session's pages all go out at once: with 4 a fetch took three rounds of latency where one would do
 * (bench/fetch-latency.ts). A retry's wait holds no place.
 */
const maxInFlight = 32;

/** `question` is one request, asked again as its trouble allows; rejects with the last trouble. */
export type Asking = <T>(question: () => Promise<T>) => Promise<T>;

/** `regain` is tried once when the session seems lost, where a portal can be reminded of it; it rejects when the session is gone. */
export function openAsking({ pace }: Pick<Portal, 'pace'>, regain?: () => Promise<unknown>): Asking {
  const gate = openGate(maxInFlight);
  let regained: Promise<unknown> | null = null;

  async function askOrRegain<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (!regain || !isSessionWide(error)) throw error;
    }
    regained ??= withRetries(pace, 'fetchTries', regain);
    await regained;
    return question();
  }

  async function heedLoss<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await askOrRegain(question);
    } catch (error) {
      // Here and not further out: the gate hands this request's place on as soon as it fails.
      if (isSessionWide(error)) gate.close(error);
      throw error;
    }
  }

  return (question) => withRetries(pace, 'fetchTries', () => gate.pass(() => heedLoss(question)));
}
