/** Claims of calls, and their end. */

import { expect, test } from 'vitest';
import { whileClaimed } from './while-claimed.ts';

/** Who has it: one call at a time, as the store keeps it. */
function claimsOf(holder: { who: string | null }, who: string) {
  return {
    async claim() {
      if (holder.who !== null) return null;
      holder.who = who;
      return 'the session';
    },
    async release() {
      holder.who = null;
    },
  };
}

const journey = { now: () => 1_795_150_000 };

test('a claim that ended with what the call stored is not ended once more: by then another call may have it', async () => {
  const holder: { who: string | null } = { who: null };
  await whileClaimed(journey, claimsOf(holder, 'first'), async (_, claim) => {
    holder.who = null;
    claim.isHeld = false;
    await claimsOf(holder, 'second').claim();
  });
  expect(holder.who).toBe('second');
});

test('a claim ends with its call, and with one that throws', async () => {
  const holder: { who: string | null } = { who: null };
  await whileClaimed(journey, claimsOf(holder, 'first'), async () => undefined);
  expect(holder.who).toBeNull();
  const failed = whileClaimed(journey, claimsOf(holder, 'second'), async () => {
    throw new Error('the portal is gone');
  });
  await expect(failed).rejects.toThrow('the portal is gone');
  expect(holder.who).toBeNull();
});

test('a second call meanwhile is told 20018 and ends nothing', async () => {
  const holder = { who: 'first' };
  await expect(whileClaimed(journey, claimsOf(holder, 'second'), async () => undefined)).rejects.toMatchObject({
    code: 20018,
  });
  expect(holder.who).toBe('first');
});
