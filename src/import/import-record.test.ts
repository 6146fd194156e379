/** The record that exported files make together: rows that cannot be read, months, repeats, and whose it is. */

import { describe, expect, test } from 'vitest';
import { BadFile } from './bad-file.ts';
import { importRecord } from './import-record.ts';
import { at, csv, file, importBook, importCsv, mobileHeader, mobileRow, tel, timesOf } from './test-workbook.ts';

describe('a row that cannot be read', () => {
  const rows = [
    mobileHeader,
    at('2017-11-05 09:05:06'),
    at('2017-11-04 ?9:05:06'),
    at('2017-11-03 09:05:06', { number: '138****0002' }),
    at('2017-11-02 09:05:06', { method: '短信', duration: '--' }),
    at('--', { number: '--', method: '--', duration: '--' }),
  ];

  test('stays as it is printed, with its row and what is wrong', () => {
    const { record, unreadable } = importBook(rows);
    expect(unreadable.map((one) => [one.place, one.unreadable.join()])).toEqual([
      ['a.xlsx row 3', 'time'],
      ['a.xlsx row 4', 'number'],
      ['a.xlsx row 5', 'method,duration'],
      ['a.xlsx row 6', 'time,number,method,duration'],
    ]);
    expect(
      record.call_log.map((call) => [call.call_time, call.call_tel, call.call_method, call.call_duration]),
    ).toEqual([
      ['1509843906', '13800000002', '主叫', '80'],
      ['2017-11-04 ?9:05:06', '13800000002', '主叫', '80'],
      ['1509671106', '138****0002', '主叫', '80'],
      ['1509584706', '13800000002', '短信', '--'],
      ['--', '--', '--', '--'],
    ]);
  });

  test('without a time is of the month of its neighbours', () => {
    expect(importBook(rows).record.xiangdan).toEqual({
      undated_calls: [
        { index: 1, month: '201711' },
        { index: 4, month: '201711' },
      ],
    });
  });
});

describe('several months and files', () => {
  const october = [mobileHeader, at('2017-10-03 09:05:06').map(String)];

  test('calls are newest first, wherever they stood', () => {
    const rows = [mobileHeader, at('2017-09-03 09:05:06'), at('2017-11-03 09:05:06'), at('2017-10-03 09:05:06')];
    expect(timesOf(importBook(rows))).toEqual(['1509671106', '1506992706', '1504400706']);
  });

  test('rows that stand in two files count once, equal rows of one file twice', () => {
    const first = file('a.csv', csv([...october, ...october.slice(1)]));
    const { record, repeated } = importRecord([first, file('b.csv', csv([...october, mobileRow]))], tel);
    expect([record.call_log.length, repeated]).toEqual([3, 1]);
  });

  test('a month between others without a row is possibly missing, and the bills of all are', () => {
    const { record } = importBook([mobileHeader, at('2017-11-03 09:05:06'), at('2017-08-03 09:05:06')]);
    expect(record).toMatchObject({
      call_log_missing_month_list: [],
      call_log_possibly_missing_month_list: ['201709', '201710'],
      call_log_part_missing_month_list: [],
      phone_bill_missing_month_list: ['201708', '201709', '201710', '201711'],
    });
  });

  test('a file that states its month and has no row leaves that month possibly missing', () => {
    const files = [file('2017年10月.csv', csv(october)), file('2017年11月.csv', csv([mobileHeader]))];
    expect(importRecord(files, tel).record.call_log_possibly_missing_month_list).toEqual(['201711']);
  });

  test('a file that says in words that there are none does not', () => {
    const none = csv([mobileHeader, ['您选择时间段没有详单记录']]);
    const { record } = importRecord([file('2017年10月.csv', csv(october)), file('2017年11月.csv', none)], tel);
    expect(record.call_log_possibly_missing_month_list).toEqual([]);
    expect(record.phone_bill_missing_month_list).toEqual(['201710', '201711']);
  });

  test('a year typed wrong makes no decades of missing months', () => {
    const rows = [mobileHeader, at('2017-11-03 09:05:06'), at('2017-10-03 09:05:06'), at('2077-11-03 09:05:06')];
    expect(importBook(rows).record.phone_bill_missing_month_list).toEqual(['201710', '201711']);
  });

  test('the same files give the same record, others another sid', () => {
    const one = () => importCsv(october).record;
    expect(one()).toEqual(one());
    expect(one().sid).toMatch(/^SID[0-9a-f]{32}$/);
    expect(importCsv([mobileHeader, mobileRow]).record.sid).not.toBe(one().sid);
  });
});

describe("somebody else's file", () => {
  test.each([
    ['above its table', [['手机号码：13900000009'], mobileHeader], 'a.csv'],
    ['above its table', [['手机号码：139****0009'], mobileHeader], 'a.csv'],
    ['in its name', [mobileHeader], '13900000009_通话详单.csv'],
  ])('is told by a number %s, which is not repeated whole', (where, rows, name) => {
    const shown = name.replace('13900000009', '139****0009');
    const message = `${shown}: found the number 139****0009 ${where}, expected 139****0001`;
    expect(() => importCsv([...rows, mobileRow], name)).toThrow(new BadFile(message));
  });

  test.each([
    ['13900000001_通话详单.csv', [['手机号码：139****0001']]],
    ['详单_20171201093015.csv', [['客服热线 10086，业务咨询 13800138000', tel]]],
  ])('is not suspected in %s', (name, above) => {
    expect(importCsv([...above, mobileHeader, mobileRow], name).record.tel).toBe(tel);
  });
});
