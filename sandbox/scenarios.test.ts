/** Which last two digits choose which scenario. */

import { expect, test } from 'vitest';
import { scenarioOf } from './scenarios.ts';

const tel = (digits: number) => `138100011${String(digits).padStart(2, '0')}`;

test('00–59 and 83–99 are natural: nothing but a name', () => {
  const natural = [...Array.from({ length: 60 }, (_, i) => i), ...Array.from({ length: 17 }, (_, i) => 83 + i)];
  for (const digits of natural) {
    expect(scenarioOf(tel(digits))).toEqual({ digits: tel(digits).slice(-2), name: 'natural' });
  }
});

test('60–82 each have their own name and exactly one switch', () => {
  const scenarios = Array.from({ length: 23 }, (_, i) => scenarioOf(tel(60 + i)));
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(23);
  for (const { digits: _digits, name: _name, ...switches } of scenarios) expect(Object.keys(switches)).toHaveLength(1);
});

test.each([
  [68, { refusedMonthBack: 3 }],
  [72, { pageDelayMs: 2000 }],
  [75, { heavy: true }],
  [76, { newSim: true }],
  [82, { wrongIdentity: true }],
])('%i does what the table of sandbox.md says', (digits, switches) => {
  expect(scenarioOf(tel(digits))).toMatchObject(switches);
});
