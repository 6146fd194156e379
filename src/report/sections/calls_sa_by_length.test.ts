/** calls_sa_by_length: ten rows at most. */

import { expect, test } from 'vitest';
import { call, contact, small } from '../../../test/golden/small-record.ts';
import { calls_sa_by_length } from './calls_sa_by_length.ts';

test('a row is counted by hand, the length as text and its parts as numbers', () => {
  const calls = [call({ seconds: 40 }), call({ seconds: 41, method: '主叫' }), call({ seconds: 42 })];
  const rows = calls_sa_by_length(small({ calls, contacts: [contact(1, '13916000001')] }));
  expect(rows).toStrictEqual([
    {
      format_tel: '13916000001',
      call_tel_label: ['紧急联系人1', '高频联系人1'],
      call_length: '123',
      call_out_length: 41,
      call_in_length: 82,
      call_times: '3',
      tags_label: '',
      tags_label_times: 0,
      tags_yellow_page: '',
      tags_financial: [],
      fancha_telloc: '上海',
    },
  ]);
});

test('one long call goes before many short ones', () => {
  const calls = [call({ tel: '13810000001', seconds: 100 }), call({ seconds: 49 }), call({ seconds: 50 })];
  expect(calls_sa_by_length(small({ calls })).map((row) => row.call_length)).toEqual(['100', '99']);
});

test('the eleventh number is left out', () => {
  const calls = Array.from({ length: 11 }, (_, index) => call({ tel: String(13916000000 + index), seconds: index }));
  expect(calls_sa_by_length(small({ calls })).map((row) => row.call_length)).not.toContain('0');
  expect(calls_sa_by_length(small({ calls }))).toHaveLength(10);
});

test('is [] without calls', () => {
  expect(calls_sa_by_length(small())).toEqual([]);
});
