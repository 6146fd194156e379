/** A report's version stands for the thresholds that it was made with. */

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { thresholds, version } from './thresholds.ts';

test('whoever changes a threshold gives the version a new suffix, and this line both', () => {
  const digest = createHash('sha256').update(JSON.stringify(thresholds)).digest('hex').slice(0, 12);
  expect(`${version} ${digest}`).toBe('V2.8.0 3336adc30ed5');
});
