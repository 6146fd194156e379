/** calls_sa_by_tags_financial: fifteen kinds, and numbers that cannot be recognised. */

import { describe, expect, test } from 'vitest';
import { call, small } from '../../../test/golden/small-record.ts';
import { calls_sa_by_tags_financial, masked } from './calls_sa_by_tags_financial.ts';

function kindsOf(tel: string, numbers: Parameters<typeof small>[0] = {}) {
  const rows = calls_sa_by_tags_financial(small({ calls: [call({ tel })], ...numbers }));
  return rows.filter((row) => row.call_times !== '').map((row) => row.tags_name);
}

test('a kind is counted by hand', () => {
  const calls = [
    call({ tel: '95588', seconds: 10 }),
    call({ tel: '95599', seconds: 20, time: '2017-11-11 09:08:07' }),
    call({ tel: '95599', seconds: 30, method: '主叫' }),
    call({ tel: '13916000001', seconds: 40 }),
  ];
  const banks = calls_sa_by_tags_financial(small({ calls })).find((row) => row.tags_name === '银行');
  expect(banks).toStrictEqual({
    tags_name: '银行',
    call_times: '3',
    call_length: '60',
    contact_last_time: '2017/11/11 09:08:07',
    contact_detail: [
      {
        format_tel: '9**99',
        tags_yellow_page: '中国农业银行',
        call_out_times: 1,
        call_out_length: 30,
        call_in_times: 1,
        call_in_length: 20,
      },
      {
        format_tel: '9**88',
        tags_yellow_page: '中国工商银行',
        call_out_times: 0,
        call_out_length: 0,
        call_in_times: 1,
        call_in_length: 10,
      },
    ],
  });
});

test('without calls all fifteen are there and empty', () => {
  const rows = calls_sa_by_tags_financial(small());
  expect(rows).toHaveLength(15);
  for (const { tags_name, ...rest } of rows) {
    expect(rest, tags_name).toEqual({ call_times: '', call_length: '', contact_last_time: '', contact_detail: [] });
  }
});

describe('a number belongs to', () => {
  test.each([
    [[1], ['银行']],
    [[2], ['保险']],
    [[3], ['证券']],
    [[4], ['互联网金融']],
    [[5], ['贷款']],
    [[20], ['贷款']],
    [[29], ['贷款']],
    [[30], []],
    [[31], ['贷款']],
    [[33], ['贷款']],
    [[6], ['理财']],
    [[7], ['赌博']],
    [[8], ['典当']],
    [[9], []],
    [[10], ['公检法']],
    [[11], ['公检法']],
    [[12], ['律师']],
    [[13], ['催收']],
    [[16], ['小号']],
    [[17], ['信用卡热线']],
    [[34], ['信用卡热线']],
    [
      [1, 2],
      ['银行', '保险'],
    ],
  ])('tags %j: %j', (itag_ids, kinds) => {
    expect(kindsOf('13916000001', { numbers: { '13916000001': { itag_ids } } })).toEqual(kinds);
  });

  test('催收 by a list of dunning numbers, not by one of suspected ones', () => {
    expect(kindsOf('13916000001', { numbers: { '13916000001': { list: 'dunning' } } })).toEqual(['催收']);
    expect(kindsOf('13916000001', { numbers: { '13916000001': { list: 'suspected_dunning' } } })).toEqual([]);
  });

  test('110 and 120 by number, with an area code too', () => {
    expect(kindsOf('110')).toEqual(['110']);
    expect(kindsOf('0571110')).toEqual(['110']);
    expect(kindsOf('120')).toEqual(['120']);
  });
});

test.each([
  ['13812345678', '138****5678'],
  ['4008123423', '4008****23'],
  ['95187', '9**87'],
  ['010-53912857', '010-53****57'],
  ['12345678', '12****78'],
  ['1234567', '123**67'],
  ['110', '*10'],
])('%s is shown as %s', (formatTel, shown) => {
  expect(masked(formatTel)).toBe(shown);
});
