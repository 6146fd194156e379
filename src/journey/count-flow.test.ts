/** Limits of flows hold against calls that come at the same moment. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { countFlow } from './count-flow.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeAll(async () => {
    wire = await openTestWire(kind, [{ count: 3, seconds: 60 }]);
  });
  afterAll(() => wire.close());

  // Forty numbers: whether two calls miss each other is chance, one number in four when a call counted what it had not stored yet.
  test('a number that many calls ask for at once is asked for no more often than the limit', async () => {
    for (let n = 10; n < 50; n += 1) {
      const asked = Array.from({ length: 20 }, () => countFlow(wire.journey, `130010000${n}`));
      const settled = await Promise.allSettled(asked);
      expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(3);
    }
  });
});
