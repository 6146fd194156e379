/** A report's version stands for the thresholds that it was made with. */

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { thresholds, version, versionOf } from './thresholds.ts';

test('whoever changes a threshold gives the version a new suffix, and this line both', () => {
  const digest = createHash('sha256').update(JSON.stringify(thresholds)).digest('hex').slice(0, 12);
  expect(`${version} ${digest}`).toBe('V2.8.0 3336adc30ed5');
});

test('another table has another version, and the same table the same', () => {
  const stricter = { ...thresholds, badTags: [13] };
  expect(versionOf(thresholds)).toBe(version);
  expect(versionOf(structuredClone(thresholds))).toBe(version);
  expect(versionOf(stricter)).toMatch(/^V2\.8\.0-[0-9a-f]{8}$/);
  expect(versionOf({ ...thresholds, badTags: [7] })).not.toBe(versionOf(stricter));
});
