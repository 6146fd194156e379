/** A subscriber's number as people write it. */

import { expect, test } from 'vitest';
import { readTel } from './tel.ts';

test.each(['13800000000', '+8613800000000', '86 138-0000-0000', '+86 13800000000'])('%s is 13800000000', (raw) => {
  expect(readTel(raw)).toBe('13800000000');
});

test.each(['12800000000', '1380000000', '138000000000', '01053912857', '86138', '١٣٨٠٠٠٠٠٠٠٠'])(
  '%s is refused with 4001',
  (raw) => {
    expect(() => readTel(raw)).toThrow(expect.objectContaining({ code: 4001 }));
  },
);
