/** What calls cost. */

import { expect, test } from 'vitest';
import { costOf, type Plan } from './plan.ts';

const plan: Plan = {
  packageFen: 3800,
  fixedFen: 0,
  subscriptionFen: 0,
  fenPerMinute: { 国内通话: 15, 港澳台通话: 39, 国际通话: 99 },
  thrifty: false,
};

test('a call within the country costs only from the day on which the package is used up', () => {
  expect(costOf(plan, '国内通话', true, 60, 23)).toBe(0);
  expect(costOf(plan, '国内通话', true, 60, 24)).toBe(15);
});

test('begun minutes count whole', () => {
  expect(costOf(plan, '国内通话', true, 61, 24)).toBe(30);
  expect(costOf(plan, '国内通话', true, 0, 24)).toBe(0);
});

test('a call abroad costs on any day', () => {
  expect(costOf(plan, '国际通话', true, 90, 1)).toBe(198);
  expect(costOf(plan, '港澳台通话', true, 90, 1)).toBe(78);
});

test('being called is free', () => {
  expect(costOf(plan, '国际通话', false, 90, 28)).toBe(0);
});
