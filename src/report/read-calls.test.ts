/** Which rows count, and which are kept as invalid (report semantics §9). */

import { describe, expect, test } from 'vitest';
import { at, call, now, small } from '../../test/golden/small-record.ts';

/** How many of the rows count, and how many are invalid; the rest is ignored. */
function fate(calls: ReturnType<typeof call>[], opened: string | null = '2016-01-01') {
  const { calls: valid, invalid } = small({ calls, opened });
  return { valid: valid.count, invalid: invalid.length };
}

const counted = { valid: 1, invalid: 0 };
const refused = { valid: 0, invalid: 1 };
const ignored = { valid: 0, invalid: 0 };

describe('a row is invalid', () => {
  test.each(['', '151444 测试 3841', '1510000000.5', '2017-11-10 10:00:00', '1.51044e+9'])(
    'with the time "%s"',
    (text) => {
      expect(fate([{ ...call(), call_time: text }])).toEqual(refused);
    },
  );

  test.each(['', '--', '138****1234', '隐藏号码'])('with the number "%s"', (tel) => {
    expect(fate([call({ tel })])).toEqual(refused);
  });

  test.each(['', '--', '短信'])('with the method "%s"', (method) => {
    expect(fate([call({ method })])).toEqual(refused);
  });

  test.each(['', '--', '1分20秒', '-5', '1.5'])('with the duration "%s"', (text) => {
    expect(fate([{ ...call(), call_duration: text }])).toEqual(refused);
  });

  test('in the future, but not at the very instant of the report', () => {
    expect(fate([{ ...call(), call_time: String(now + 1) }])).toEqual(refused);
    expect(fate([{ ...call(), call_time: String(now) }])).toEqual(counted);
  });

  test('more than a day before open_date, but not up to a day before', () => {
    const dayBefore = at('2017-10-09');
    expect(fate([{ ...call(), call_time: String(dayBefore - 1) }], '2017-10-10')).toEqual(refused);
    expect(fate([{ ...call(), call_time: String(dayBefore) }], '2017-10-10')).toEqual(counted);
  });
});

describe('a row counts', () => {
  test('with a duration of 0', () => {
    expect(fate([call({ seconds: 0 })])).toEqual(counted);
  });

  test.each([
    ['主叫', 0],
    ['VOLTE主叫', 0],
    ['被叫', 1],
    ['呼转', 1],
    ['呼叫转移', 1],
  ])('as %s in its direction', (method, incoming) => {
    expect(small({ calls: [call({ method })] }).calls.incoming[0]).toBe(incoming);
  });
});

describe('a row outside the range', () => {
  test('is ignored without a word, to the second', () => {
    const first = at('2017-06-01');
    expect(fate([{ ...call(), call_time: String(first - 1) }])).toEqual(ignored);
    expect(fate([{ ...call(), call_time: String(first) }])).toEqual(counted);
  });

  test('is invalid when the number was not open yet', () => {
    expect(fate([call({ time: '2017-05-01 10:00:00' })], '2017-10-10')).toEqual(refused);
  });

  test('within a day of a number opened on the first of a month is ignored', () => {
    expect(fate([call({ time: '2017-10-31 20:00:00' })], '2017-11-01')).toEqual(ignored);
  });

  test('is looked for by the calendar alone when the carrier hides open_date', () => {
    expect(fate([call({ time: '2017-06-01 00:00:00' })], null)).toEqual(counted);
  });
});

describe('the same call twice', () => {
  test('counts once, however its number is written', () => {
    expect(fate([call({ tel: '13916000001' }), call({ tel: '+86 139 1600 0001' })])).toEqual(counted);
  });

  test.each([
    ['number', { tel: '13810000001' }],
    ['duration', { seconds: 61 }],
    ['method', { method: '主叫' }],
    ['time', { time: '2017-11-10 10:00:01' }],
  ])('counts twice when another %s tells them apart', (_, other) => {
    expect(fate([call(), call(other)])).toEqual({ valid: 2, invalid: 0 });
  });

  test('is found among several calls of one second', () => {
    const three = [call({ seconds: 1 }), call({ seconds: 2 }), call({ seconds: 3 })];
    expect(fate([...three, ...three])).toEqual({ valid: 3, invalid: 0 });
  });
});

test('a counterpart sums its calls by direction', () => {
  const calls = [
    call({ seconds: 10 }),
    call({ seconds: 20, method: '主叫', time: '2017-11-09 10:00:00' }),
    call({ seconds: 40, time: '2017-11-11 10:00:00' }),
  ];
  const [counterpart] = small({ calls }).counterparts;
  expect(counterpart).toMatchObject({
    formatTel: '13916000001',
    times: 3,
    length: 70,
    inTimes: 2,
    inLength: 50,
    outTimes: 1,
    outLength: 20,
    first: at('2017-11-09 10:00:00'),
    last: at('2017-11-11 10:00:00'),
  });
});
