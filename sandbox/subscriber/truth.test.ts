/** Tests of what a perfect fetch would bring. */

import { expect, test } from 'vitest';
import { mobileCallType } from '../mobile/call-type.ts';
import { callsOfMonth, coveredMonths } from './calls.ts';
import { shanghai, subscribersEnding } from './some-subscribers.ts';
import { billRecords, callRecords } from './truth.ts';

const now = shanghai('2026-11-25T12:00:00');
const callKeys = [
  'call_cost',
  'call_duration',
  'call_from',
  'call_method',
  'call_tel',
  'call_time',
  'call_to',
  'call_type',
];
const billKeys = [
  'bill_amount',
  'bill_daishoufei',
  'bill_ext_calls',
  'bill_ext_data',
  'bill_ext_sms',
  'bill_month',
  'bill_package',
  'bill_qita',
  'bill_zengzhifei',
];

test('call rows have the eight keys of §13, all strings in its forms', () => {
  for (const subscriber of subscribersEnding('03', now)) {
    for (const row of callRecords(subscriber, now)) {
      expect(Object.keys(row).toSorted()).toEqual(callKeys);
      expect(row).toEqual({
        ...row,
        call_time: expect.stringMatching(/^\d{10}$/),
        call_duration: expect.stringMatching(/^\d+$/),
        call_cost: expect.stringMatching(/^\d+\.\d{2}$/),
        call_method: expect.stringMatching(/^(主叫|被叫)$/),
      });
      expect(row.call_from).not.toBe('');
    }
  }
});

test('中国移动 prints no place of the other party and a type of its own, 中国联通 the place and the land', () => {
  for (const subscriber of subscribersEnding('03', now)) {
    const { carrier, province } = subscriber;
    if (carrier === 'telecom') continue;
    const calls = coveredMonths(subscriber, now).flatMap((month) => callsOfMonth(subscriber, month, now));
    const told = callRecords(subscriber, now).map(({ call_to, call_type }) => ({ call_to, call_type }));
    const printed = calls.map((call) =>
      carrier === 'mobile'
        ? { call_to: '', call_type: mobileCallType(call, province) }
        : { call_to: call.numberPlace, call_type: call.landType },
    );
    expect(told).toEqual(printed);
  }
});

test('call rows are all calls of all covered months, newest first', () => {
  for (const subscriber of ['03', '75', '76', '79'].flatMap((digits) => subscribersEnding(digits, now))) {
    const rows = callRecords(subscriber, now);
    const counts = coveredMonths(subscriber, now).map((month) => callsOfMonth(subscriber, month, now).length);
    expect(rows).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
    const times = rows.map((row) => Number(row.call_time));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  }
});

test('dirty rows stand with the raw text that the portal shows', () => {
  const [subscriber] = subscribersEnding('74', now);
  if (!subscriber) throw new Error('no such subscriber');
  const calls = coveredMonths(subscriber, now).flatMap((month) => callsOfMonth(subscriber, month, now));
  const rows = callRecords(subscriber, now);
  const raw = calls.flatMap(({ dirty }, i) => (dirty ? [{ dirty, row: rows[i] ?? {} }] : []));
  expect(raw.length).toBeGreaterThan(20);
  for (const { dirty, row } of raw) {
    expect(Object.values(row)).toContain(dirty.time ?? dirty.number ?? dirty.duration);
  }
});

test('a forwarded call counts as an incoming one', () => {
  const forwarded = subscribersEnding('75', now).flatMap((subscriber) =>
    callsOfMonth(subscriber, '202610', now).flatMap(({ mode, at }) =>
      mode === '呼转' ? [callRecords(subscriber, now).find((row) => row.call_time === String(at))] : [],
    ),
  );
  expect(forwarded.length).toBeGreaterThan(0);
  expect(new Set(forwarded.map((row) => row?.call_method))).toEqual(new Set(['被叫']));
});

test('bill rows have the nine keys of §13, newest first, never the current month, and add up to the amount and the discount', () => {
  for (const subscriber of subscribersEnding('03', now)) {
    const rows = billRecords(subscriber, now);
    expect(rows.map((row) => row.bill_month)).toEqual(['202610', '202609', '202608', '202607', '202606']);
    for (const { bill_month: _month, bill_amount, ...parts } of rows) {
      expect(Object.keys({ ...parts, bill_amount, bill_month: '' }).toSorted()).toEqual(billKeys);
      expect([bill_amount, ...Object.values(parts)].every((text) => /^\d+\.\d{2}$/.test(text ?? ''))).toBe(true);
      const fen = Object.values(parts).reduce((sum, text) => sum + Math.round(Number(text) * 100), 0);
      expect([0, 2000]).toContain(fen - Math.round(Number(bill_amount) * 100));
    }
  }
});

test('a new SIM (76) has no bill before its first month has ended', () => {
  for (const subscriber of subscribersEnding('76', now)) expect(billRecords(subscriber, now)).toEqual([]);
  const later = shanghai('2026-12-05T12:00:00');
  for (const subscriber of subscribersEnding('76', later)) {
    expect(billRecords(subscriber, later).map((row) => row.bill_month)).toEqual(['202611']);
  }
});
