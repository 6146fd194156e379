/** Imported lists: packed and opened again, several as one, and what the directory makes of them. */

import { describe, expect, test } from 'vitest';
import { builtInDirectory } from '../../test/golden/built-in-directory.ts';
import { joinLists } from './join-lists.ts';
import { createNumberCollector } from './number-collector.ts';
import { keyOf } from './number-key.ts';
import { type ListedFacts, openTagList, packTagList } from './tag-list.ts';

function listOf(entries: Record<string, ListedFacts>) {
  const collector = createNumberCollector((earlier) => earlier);
  for (const [at, formatTel] of Object.keys(entries).entries()) collector.add(keyOf(formatTel) ?? 0, at);
  return packTagList(collector.sorted(), Object.values(entries));
}

const flag = { fid: 1, type: '骚扰电话', num: 12 };

describe('a packed list', () => {
  const entries: Record<string, ListedFacts> = {
    '95588': { name: '测试银行' },
    '13800000002': { list: 'dunning', itag_ids: [13, 4], flag },
    '010-53912857': { list: 'suspected_dunning' },
    '13000000000': { flag },
    '19999999999': { itag_ids: [7] },
  };

  test('says of each number what went in, and nothing of others', () => {
    const list = openTagList(listOf(entries));
    expect(list.count).toBe(5);
    expect(Object.fromEntries(Object.keys(entries).map((formatTel) => [formatTel, list.find(formatTel)]))).toEqual(
      entries,
    );
    expect(['13800000003', '95599', '隐藏号码', '', '20000000000'].map(list.find)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('keeps one thing said of all numbers apart from two', () => {
    const plain = listOf({ '13800000002': { list: 'dunning' } });
    expect(openTagList(plain).find('13800000002')).toEqual({ list: 'dunning' });
    const two = listOf({ '13800000002': { list: 'dunning' }, '13800000003': { list: 'suspected_dunning' } });
    expect(openTagList(two).find('13800000003')).toEqual({ list: 'suspected_dunning' });
  });

  test('is read from any place in a larger buffer', () => {
    const packed = listOf(entries);
    const larger = new Uint8Array(packed.length + 3);
    larger.set(packed, 3);
    expect(openTagList(larger.subarray(3)).find('13800000002')).toEqual(entries['13800000002']);
  });

  test('of another form is refused', () => {
    expect(() => openTagList(new Uint8Array(64))).toThrow('no tag list');
  });
});

describe('several lists', () => {
  const general = openTagList(
    listOf({ '13800000002': { list: 'dunning', name: '甲', flag }, '13800000003': { name: '丙' } }),
  );
  const own = openTagList(listOf({ '13800000002': { list: 'suspected_dunning', name: '乙', itag_ids: [4] } }));
  const find = joinLists([general, own]);

  test('a later one stands in place of an earlier one, field by field, but dunning stays dunning', () => {
    expect(find('13800000002')).toEqual({ list: 'dunning', name: '乙', flag, itag_ids: [4] });
    expect(find('13800000003')).toEqual({ name: '丙' });
    expect(find('13800000004')).toBeNull();
    expect(joinLists([])('13800000002')).toBeNull();
  });

  test('the directory says what they say, over what is built in and under an override', () => {
    const lists = joinLists([openTagList(listOf({ '95588': { itag_ids: [13], list: 'dunning', name: '别名' } }))]);
    const directory = builtInDirectory({ '95588': { name: '再一名' } });
    expect(directory.lookUp('95588').list).toBeNull();
    expect(directory.withLists(lists).lookUp('95588')).toMatchObject({
      region: '全国',
      name: '再一名',
      catnames: ['银行'],
      itagIds: [13],
      financialTags: ['催款'],
      list: 'dunning',
    });
    expect(directory.withLists(find).lookUp('95588').list).toBeNull();
  });
});
