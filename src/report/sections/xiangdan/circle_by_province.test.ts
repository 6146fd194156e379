/** circle_by_province: numbers with calls both ways, by where they belong. */

import { expect, test } from 'vitest';
import { call, small } from '../../../../test/golden/small-record.ts';
import { circle_by_province } from './circle_by_province.ts';

const bothWays = (tel: string) => [call({ tel }), call({ tel, method: '主叫', seconds: 30 })];

test('one-way numbers and service numbers are outside of it', () => {
  const calls = [
    ...bothWays('13916000001'),
    ...bothWays('13916000002'),
    ...bothWays('13757100001'),
    ...bothWays('95588'),
    call({ tel: '13810000001' }),
  ];
  expect(circle_by_province(small({ calls }))).toStrictEqual([
    { region: '上海', total_format_tel: 2, percent: 66.7, call_times: 4, call_length: 180 },
    { region: '浙江', total_format_tel: 1, percent: 33.3, call_times: 2, call_length: 90 },
  ]);
});

test('it is empty without calls both ways', () => {
  expect(circle_by_province(small({ calls: [call()] }))).toEqual([]);
});
