/** law_dispute: calls with lawyers, courts and the police. */

import { describe, expect, test } from 'vitest';
import { call, small } from '../../../test/golden/small-record.ts';
import { law_dispute } from './law_dispute.ts';

const numbers = { '13916000001': { itag_ids: [12] }, '13810000001': { itag_ids: [10] } };
const times = (tel: string, count: number) => Array.from({ length: count }, (_, seconds) => call({ tel, seconds }));

test('calls are counted by hand, in and out together', () => {
  const calls = [
    ...times('13916000001', 2),
    call({ tel: '13916000001', method: '主叫' }),
    ...times('13810000001', 1),
    ...times('12368', 1),
    ...times('96110', 1),
    ...times('110', 1),
    ...times('0571110', 1),
    ...times('13757100001', 5),
  ];
  expect(law_dispute(small({ calls, numbers }))).toMatchObject({
    times_lawyer: 3,
    times_public_security_law: 3,
    times_110: 1,
  });
});

test('110 behind an area code is 110', () => {
  const calls = [call({ tel: '110' }), call({ tel: '0571110', seconds: 61 })];
  expect(law_dispute(small({ calls })).times_110).toBe(2);
});

test('without calls there is nothing', () => {
  expect(law_dispute(small())).toStrictEqual({
    times_lawyer: 0,
    times_public_security_law: 0,
    times_110: 0,
    unnormal_flag: { times_110_flag: false, times_public_security_law_flag: false, times_lawyer_flag: false },
  });
});

describe('the third call is flagged', () => {
  test.each([
    ['13916000001', 'times_lawyer_flag'],
    ['13810000001', 'times_public_security_law_flag'],
    ['110', 'times_110_flag'],
  ] as const)('with %s', (tel, flag) => {
    expect(law_dispute(small({ calls: times(tel, 2), numbers })).unnormal_flag[flag]).toBe(false);
    expect(law_dispute(small({ calls: times(tel, 3), numbers })).unnormal_flag[flag]).toBe(true);
  });
});
