/** calls_sa_by_times: ten rows at most. */

import { expect, test } from 'vitest';
import { call, contact, small } from '../../../test/golden/small-record.ts';
import { calls_sa_by_times } from './calls_sa_by_times.ts';

test('a row is counted by hand, calls as text and the parts as numbers', () => {
  const calls = [
    call({ tel: '95187', seconds: 40 }),
    call({ tel: '95187', seconds: 41, method: '主叫' }),
    call({ tel: '95187', seconds: 42 }),
  ];
  const rows = calls_sa_by_times(small({ calls, contacts: [contact(1, '95187')] }));
  expect(rows).toStrictEqual([
    {
      format_tel: '95187',
      call_tel_label: ['紧急联系人1', '长时间联系人1'],
      call_times: '3',
      call_out_times: 1,
      call_in_times: 2,
      call_length: '123',
      tags_label: '',
      tags_label_times: 0,
      tags_yellow_page: '阿里云客户服务中心',
      tags_financial: [],
      fancha_telloc: '全国',
    },
  ]);
});

test('the eleventh number is left out, and it is the one with fewest calls and seconds', () => {
  const calls = Array.from({ length: 11 }, (_, index) => call({ tel: String(13916000000 + index), seconds: index }));
  const rows = calls_sa_by_times(small({ calls }));
  expect(rows).toHaveLength(10);
  expect(rows.map((row) => row.format_tel)).not.toContain('13916000000');
});

test('is [] without calls', () => {
  expect(calls_sa_by_times(small())).toEqual([]);
});
