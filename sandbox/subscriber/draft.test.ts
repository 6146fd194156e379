/** Drafts of calls: lengths and kinds as people talk. */

import { expect, test } from 'vitest';
import { type Draft, oneAfterAnother } from './draft.ts';

const draft = (second: number, seconds: number): Draft => ({
  second,
  seconds,
  contact: { number: '10086', place: '全国', land: '国内通话' },
  mode: '主叫',
});
const times = (drafts: Draft[]) => drafts.map(({ second, seconds }) => [second, seconds]);

test('calls come out in order and apart ones stay where they are', () => {
  expect(times(oneAfterAnother([draft(500, 60), draft(100, 60)]))).toEqual([
    [100, 60],
    [500, 60],
  ]);
});

test('a call that would begin during another waits for its end', () => {
  expect(times(oneAfterAnother([draft(100, 60), draft(100, 0), draft(120, 10)]))).toEqual([
    [100, 60],
    [163, 0],
    [166, 10],
  ]);
});

test('a call ends at midnight, and one that finds no room before it is left out', () => {
  expect(times(oneAfterAnother([draft(86_000, 9000), draft(86_100, 10)]))).toEqual([[86_000, 400]]);
});
