/** Look-ups that draw on every source at once. */

import { describe, expect, test } from 'vitest';
import { builtInDirectory } from '../../test/golden/built-in-directory.ts';

describe('a number known from the yellow pages', () => {
  test('has name, category and tags', () => {
    expect(builtInDirectory().lookUp('95588')).toEqual({
      region: '全国',
      province: '',
      city: '',
      owner: null,
      telloc: '',
      name: '中国工商银行',
      teldesc: '',
      flag: null,
      catnames: ['银行'],
      itagIds: [1],
      financialTags: ['银行'],
      list: null,
    });
  });
});

describe('a number nobody knows', () => {
  test('has its place and nothing else', () => {
    expect(builtInDirectory().lookUp('15547821633')).toEqual({
      region: '内蒙古',
      province: '内蒙古',
      city: '巴彦淖尔',
      owner: 'unicom',
      telloc: '内蒙古巴彦淖尔联通',
      name: '',
      teldesc: '',
      flag: null,
      catnames: [],
      itagIds: [],
      financialTags: [],
      list: null,
    });
  });
});

test('an extension of a carrier service number counts as one though no page lists it', () => {
  expect(builtInDirectory().lookUp('1008611').catnames).toEqual(['运营商']);
});

describe('an override', () => {
  const directory = builtInDirectory({
    '19900000006': { region: '北京', flag: { fid: 4, type: '快递送餐', num: 1 } },
    '95588': { itag_ids: [13, 4], list: 'dunning' },
  });

  test('stands in place of what is built in, field by field', () => {
    expect(directory.lookUp('95588')).toMatchObject({
      name: '中国工商银行',
      itagIds: [13, 4],
      financialTags: ['催款', '互联网金融'],
      list: 'dunning',
    });
  });

  test('locates a number that the tables do not know', () => {
    const facts = directory.lookUp('19900000006');
    expect(facts).toMatchObject({ region: '北京', owner: 'telecom', flag: { fid: 4, type: '快递送餐', num: 1 } });
  });

  test('leaves other numbers alone', () => {
    expect(directory.lookUp('95599')).toEqual(builtInDirectory().lookUp('95599'));
  });
});
