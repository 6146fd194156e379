/** call_log_group_by_tel: every number, none left out. */

import { expect, test } from 'vitest';
import { at, call, small } from '../../../test/golden/small-record.ts';
import { call_log_group_by_tel } from './call_log_group_by_tel.ts';

test('a row is counted by hand', () => {
  const calls = [
    call({ seconds: 10, time: '2017-11-10 10:00:00' }),
    call({ seconds: 20, time: '2017-11-12 10:00:00', method: '主叫' }),
    call({ seconds: 30, time: '2017-11-11 10:00:00' }),
  ];
  expect(call_log_group_by_tel(small({ calls }))).toStrictEqual([
    {
      format_tel: '13916000001',
      call_times: '3',
      call_length: '60',
      call_out_times: 1,
      call_in_times: 2,
      recent_call_time: String(at('2017-11-12 10:00:00')),
      first_call_time: String(at('2017-11-10 10:00:00')),
      tags_label: '',
      tags_label_times: 0,
      tags_yellow_page: '',
      tags_financial: [],
      fancha_telloc: '上海',
    },
  ]);
});

test('the first call of a number that called once is not told', () => {
  const [row] = call_log_group_by_tel(small({ calls: [call()] }));
  expect(row).toMatchObject({ first_call_time: '', recent_call_time: String(at('2017-11-10 10:00:00')) });
});

test('a number that called twice in one second has both times', () => {
  const [row] = call_log_group_by_tel(small({ calls: [call({ seconds: 1 }), call({ seconds: 2 })] }));
  expect(row?.first_call_time).toBe(row?.recent_call_time);
});

test('there is no limit', () => {
  const calls = Array.from({ length: 25 }, (_, index) => call({ tel: String(13916000000 + index) }));
  expect(call_log_group_by_tel(small({ calls }))).toHaveLength(25);
});

test('is [] without calls', () => {
  expect(call_log_group_by_tel(small())).toEqual([]);
});
