/** Which troubles get another try, how many, and after what wait. */

import { expect, test } from 'vitest';
import { PortalTrouble, portalTroubles, type TroubleKind } from './portal-trouble.ts';
import { withRetries } from './retry.ts';

function recordingPace(waits: number[]) {
  return { random: () => 0.5, sleep: async (waitMs: number) => void waits.push(Math.round(waitMs)) };
}

const kinds = Object.keys(portalTroubles).filter((kind): kind is TroubleKind => kind in portalTroubles);

test.each(kinds.flatMap((kind) => [[kind, 'fetchTries'] as const, [kind, 'signInTries'] as const]))(
  'a page that stays %s is given up after as many %s as the table says',
  async (kind, tries) => {
    let made = 0;
    const waits: number[] = [];
    const attempt = async () => {
      made++;
      throw new PortalTrouble(kind, '/page');
    };
    await expect(withRetries(recordingPace(waits), tries, attempt)).rejects.toMatchObject({ kind });
    expect(made).toBe(portalTroubles[kind][tries]);
    expect(waits).toHaveLength(made - 1);
  },
);

test('each wait is 1.7 times the one before, from 300 ms', async () => {
  const waits: number[] = [];
  const busy = async () => {
    throw new PortalTrouble('busy', '/page');
  };
  await expect(withRetries(recordingPace(waits), 'fetchTries', busy)).rejects.toThrow();
  expect(waits).toEqual([300, 510, 867, 1474]);
});

test('a page that recovers is given back', async () => {
  let made = 0;
  const attempt = async () => {
    if (++made < 5) throw new PortalTrouble('serverError', '/page');
    return 'rows';
  };
  expect(await withRetries(recordingPace([]), 'fetchTries', attempt)).toBe('rows');
});

test('an error that is no trouble of a page is not tried again', async () => {
  let made = 0;
  const defect = async () => {
    made++;
    throw new TypeError('defect');
  };
  await expect(withRetries(recordingPace([]), 'fetchTries', defect)).rejects.toThrow(TypeError);
  expect(made).toBe(1);
});
