/** The form of ids that clients see. */

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newSid, newTid, newToken } from './ids.ts';

test('ids have the form of the document, whatever the bytes', () => {
  for (const bytes of [Buffer.alloc(16, 0), Buffer.alloc(16, 255), randomBytes(16)]) {
    expect(newSid(() => bytes)).toMatch(/^SID[0-9a-f]{32}$/);
    expect(newTid(() => bytes)).toMatch(/^TID\d{20}$/);
    expect(newToken(() => bytes)).toMatch(/^[0-9a-f]{32}$/);
  }
});

test('a number with few digits keeps its noughts', () => {
  const one = Buffer.alloc(16);
  one[15] = 1;
  expect(newTid(() => one)).toBe('TID00000000000000000001');
});
