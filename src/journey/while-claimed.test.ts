/** Claims of calls on a session, and their end. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { whileClaimed } from './while-claimed.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let sid: string;
  let next = 10;
  beforeAll(async () => {
    wire = await openTestWire(kind);
  });
  afterAll(() => wire.close());
  beforeEach(async () => {
    sid = (await wire.call('/calls/flow', { tel: `130010000${next}`, uid: 'u1' })).data.sid;
    next += 1;
  });

  const claims = () => ({
    claim: (now: number, until: number) => wire.journey.sessions.claim(wire.store.db, sid, now, until),
    release: () => wire.journey.sessions.release(wire.store.db, sid),
  });
  /** Whether another call gets it; then that one has it. */
  const isFree = async () => (await claims().claim(wire.clock.now, wire.clock.now + 60)) !== null;

  test('a claim that ended with what the call stored is not ended once more: by then another call may have it', async () => {
    await whileClaimed(wire.journey, claims(), async (session, claim) => {
      await wire.journey.sessions.keepStep(wire.store.db, session, session.step, 0);
      claim.isHeld = false;
      expect(await isFree()).toBe(true);
    });
    expect(await isFree()).toBe(false);
  });

  test('a claim ends with its call, and with one that throws', async () => {
    await whileClaimed(wire.journey, claims(), async () => undefined);
    const failed = whileClaimed(wire.journey, claims(), async () => {
      throw new Error('the portal is gone');
    });
    await expect(failed).rejects.toThrow('the portal is gone');
    expect(await isFree()).toBe(true);
  });

  test('a second call meanwhile is told 20018 and ends nothing', async () => {
    expect(await isFree()).toBe(true);
    const second = whileClaimed(wire.journey, claims(), async () => undefined);
    await expect(second).rejects.toMatchObject({ code: 20018 });
    expect(await isFree()).toBe(false);
  });
});
