/** Who is let out to a carrier, how many at a time, and in whose turn. */

import { expect, test } from 'vitest';
import { type Lane, openTurnstile } from './turnstile.ts';

/** Tasks that end when they are told to, and the order in which they began. */
function openStage() {
  const began: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (lane: Lane, name: string, signal?: AbortSignal) =>
    lane(() => {
      began.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    }, signal);
  /** Ends the one that began first among those under way, and lets its successor begin. */
  const endOne = async () => {
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { began, ask, endOne };
}

test('never more than the limit are out at once, whatever becomes of them, and all come through', async () => {
  const turnstile = openTurnstile(4);
  let out = 0;
  let most = 0;
  const lanes = Array.from({ length: 5 }, () => turnstile.lane('fetch'));
  const tasks = lanes.flatMap((lane) =>
    Array.from({ length: 20 }, (_, index) =>
      lane(async () => {
        most = Math.max(most, ++out);
        await new Promise(setImmediate);
        out--;
        if (index % 3 === 0) throw new Error(`task ${index}`);
      }),
    ),
  );
  expect(turnstile.load()).toEqual({ underWay: 4, waiting: 96 });
  const settled = await Promise.allSettled(tasks);
  expect(most).toBe(4);
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(35);
  expect(turnstile.load()).toEqual({ underWay: 0, waiting: 0 });
});

test('sessions take turns: one with many requests does not hold up one with few', async () => {
  const turnstile = openTurnstile(1);
  const { began, ask, endOne } = openStage();
  const [heavy, light] = [turnstile.lane('fetch'), turnstile.lane('fetch')];
  const asked = ['h1', 'h2', 'h3', 'h4'].map((name) => ask(heavy, name));
  asked.push(...['l1', 'l2'].map((name) => ask(light, name)));
  for (let ended = 0; ended < 6; ended++) await endOne();
  await Promise.all(asked);
  expect(began).toEqual(['h1', 'h2', 'l1', 'h3', 'l2', 'h4']);
});

test('a sign-in goes before every fetch that waits, and sign-ins in the order in which they came', async () => {
  const turnstile = openTurnstile(1);
  const { began, ask, endOne } = openStage();
  const fetching = turnstile.lane('fetch');
  const asked = ['f1', 'f2', 'f3'].map((name) => ask(fetching, name));
  asked.push(ask(turnstile.lane('signIn'), 's1'), ask(turnstile.lane('signIn'), 's2'));
  for (let ended = 0; ended < 5; ended++) await endOne();
  await Promise.all(asked);
  expect(began).toEqual(['f1', 's1', 's2', 'f2', 'f3']);
});

test('one that gives up waiting leaves the line, never runs, and costs nobody a place', async () => {
  const turnstile = openTurnstile(1);
  const { began, ask, endOne } = openStage();
  const [first, leaver, last] = [turnstile.lane('fetch'), turnstile.lane('fetch'), turnstile.lane('fetch')];
  const patience = new AbortController();
  const asked = ask(first, 'first');
  const given = ask(leaver, 'leaver', patience.signal);
  const stays = ask(last, 'last');
  patience.abort(new Error('the step has lasted too long'));
  await expect(given).rejects.toThrow('the step has lasted too long');
  expect(turnstile.load()).toEqual({ underWay: 1, waiting: 1 });
  await endOne();
  await endOne();
  await Promise.all([asked, stays]);
  expect(began).toEqual(['first', 'last']);
  await expect(ask(first, 'too late', patience.signal)).rejects.toThrow('the step has lasted too long');
  expect(turnstile.load()).toEqual({ underWay: 0, waiting: 0 });
});
