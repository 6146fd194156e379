/** The entries of §17 for numbers that the document prints. */

import { expect, test } from 'vitest';
import { builtInDirectory } from '../../test/golden/built-in-directory.ts';
import { tagEntries, tagEntry } from './itag.ts';

const directory = builtInDirectory({
  '15501154766': { flag: { fid: 1, type: '骚扰电话', num: 3 } },
  '17321021422': { itag_ids: [2, 6, 10], telloc: '上海电信' },
  '13916000001': { name: '测试公司', list: 'dunning' },
});

test.each([
  [
    '10086',
    { status: '0', name: '中国移动', teldesc: '全国统一客服', telnum: '10086', catnames: ['运营商'], itag_ids: [] },
  ],
  [
    '035110000',
    {
      status: '0',
      name: '中国电信',
      teldesc: '客户服务热线',
      telnum: '10000',
      telloc: '山西太原',
      catnames: ['运营商'],
      itag_ids: [],
    },
  ],
  ['18202541892', { status: '0', telnum: '18202541892', telloc: '天津移动', itag_ids: [] }],
  ['15335686893', { status: '0', telnum: '15335686893', telloc: '内蒙古巴彦淖尔电信', itag_ids: [] }],
  ['02167507763', { status: '0', telnum: '021-67507763', telloc: '上海', itag_ids: [] }],
  [
    '15501154766',
    {
      status: '0',
      telnum: '15501154766',
      telloc: '北京联通',
      flag: { type: '骚扰电话', num: 3, fid: 1 },
      itag_ids: [],
    },
  ],
  ['17321021422', { status: '0', telnum: '17321021422', telloc: '上海电信', itag_ids: [2, 6, 10] }],
  ['95217169', { status: '0', telnum: '95217169', itag_ids: [] }],
])('%s has the entry of the document', (raw, entry) => {
  expect(tagEntry(directory, raw)).toStrictEqual(entry);
});

test('a list that the operator imported is not shown: it is a matter between them and their analysis', () => {
  expect(tagEntry(directory, '13916000001')).toStrictEqual({
    status: '0',
    name: '测试公司',
    telnum: '13916000001',
    telloc: '上海移动',
    itag_ids: [],
  });
});

test('entries are keyed by the numbers as they came, and hidden ones have none', () => {
  const raws = ['+8613916000001', '13916000001', '138****1234', '', '__proto__', '13916000001'];
  const entries = tagEntries(directory, raws);
  expect(Object.keys(entries).sort()).toEqual(['+8613916000001', '13916000001']);
  expect(entries['+8613916000001']).toEqual(entries['13916000001']);
});
