/** Ids and names of tags and flags. */

import { expect, test } from 'vitest';
import { flagIdOf, flagTypes, namesOfTags, tagNames } from './tags.ts';

test('names come in the order of the ids, without those that have none', () => {
  expect(namesOfTags([13, 1, 99])).toEqual(['催款', '银行']);
  expect(namesOfTags([])).toEqual([]);
});

test('the 32 tags of §7 are there, 18 and 19 unused', () => {
  expect(tagNames.size).toBe(32);
  expect(tagNames.has(18) || tagNames.has(19)).toBe(false);
});

test('every flag type leads back to its id', () => {
  for (const [fid, type] of flagTypes) expect(flagIdOf(type)).toBe(fid);
  expect(flagIdOf('疑似诈骗')).toBe(5);
  expect(flagIdOf('亲友')).toBe(null);
});
