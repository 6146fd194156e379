/** What exports hold besides tidy rows of calls, and the many ways that they print a time and a number. */

import { describe, expect, test } from 'vitest';
import { importRecord } from './import-record.ts';
import {
  at,
  bookFile,
  type Cell,
  file,
  importBook,
  importCsv,
  mobileHeader,
  mobileRow,
  tel,
  timesOf,
  unicomHeader,
  unicomRows,
} from './test-workbook.ts';

describe('around the calls', () => {
  test('a preamble, totals, page titles and advice are no calls', () => {
    const { record, unreadable } = importBook([
      ['中国移动通信客户通话详单'],
      ['客户姓名：', '测试甲', '手机号码：', tel],
      ['查询月份：2017年11月', '', '打印时间：2018-03-01 10:00:00'],
      [],
      mobileHeader,
      at('2017-11-03 09:05:06'),
      ['第 1 页 共 2 页'],
      ['客户姓名：', '测试甲', '手机号码：', tel],
      mobileHeader,
      at('2017-11-02 09:05:06'),
      ['合计', '', '', '', '2分40秒', '', '', '0.40'],
      ['共2条'],
      ['温馨提示：以上详单仅供参考'],
    ]);
    expect(record.call_log.map((call) => call.call_time)).toEqual(['1509671106', '1509584706']);
    expect(unreadable).toEqual([]);
    expect(record.call_log_possibly_missing_month_list).toEqual([]);
  });

  test('a header below thirty rows is not looked for', () => {
    const lines = Array.from({ length: 30 }, () => ['说明']);
    expect(importBook([...lines.slice(1), mobileHeader, at('2017-11-03 09:05:06')]).record.call_log).toHaveLength(1);
    expect(() => importBook([...lines, mobileHeader, at('2017-11-03 09:05:06')])).toThrow(
      'a.xlsx: found no column names in the first 30 rows',
    );
  });

  test('columns may stand in another order on the next page', () => {
    const turned = mobileHeader.toReversed();
    const { record } = importBook([
      mobileHeader,
      at('2017-11-03 09:05:06'),
      turned,
      at('2017-11-02 09:05:06').toReversed(),
    ]);
    expect(record.call_log.map((call) => [call.call_tel, call.call_cost])).toEqual([
      ['13800000002', '0.20'],
      ['13800000002', '0.20'],
    ]);
  });

  test('the table of customers before that of calls does no harm, and is not needed', () => {
    const html = `<table><tr><td>客户号码</td><td>${tel}</td></tr></table><table>${[mobileHeader, mobileRow]
      .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table>`;
    expect(importRecord([file('a.xls', html)], tel).record.call_log).toHaveLength(1);
  });

  test('a needed column that is not there is named with its row', () => {
    const header = mobileHeader.map((name) => (name === '通信方式' ? '类型' : name));
    expect(() => importBook([['题'], header])).toThrow(/^a\.xlsx: found .* in row 2, expected 通信方式 too$/);
  });

  test('a sheet of calls without a header is refused, not left out', () => {
    const rows = [at('2017-10-03 09:05:06'), at('2017-10-02 09:05:06')];
    const sheets = { '201711': [mobileHeader, at('2017-11-03 09:05:06')], '201710': rows };
    expect(() => importRecord([bookFile('a.xlsx', sheets)], tel)).toThrow('a.xlsx: sheet 201710 found no column names');
  });
});

describe('类型', () => {
  test('呼叫类型 is the method, 通话类型 the type, 业务类型 neither', () => {
    expect(importCsv([unicomHeader, ...unicomRows]).record.call_log[0]).toMatchObject({
      call_method: '主叫',
      call_type: '国内通话',
    });
  });

  test('小计 is what the call cost, not 通话费', () => {
    expect(importCsv([unicomHeader, ...unicomRows]).record.call_log[0]?.call_cost).toBe('0.15');
  });
});

describe('a time', () => {
  test.each<[string, Cell]>([
    ['of digits', '20171103090506'],
    ['with slashes', '2017/11/03 09:05:06'],
    ['as an Excel date', { t: 'n', v: 43042.378541666665, z: 'yyyy-mm-dd hh:mm:ss' }],
    ['as a bare Excel number', 43042.378541666665],
  ])('%s is read', (_, time) => {
    expect(timesOf(importBook([mobileHeader, at(time)]))).toEqual(['1509671106']);
  });

  test('without a year takes it from the period above the table, from the sheet or from the file', () => {
    const rows = [mobileHeader, at('11-03 09:05:06')];
    expect(timesOf(importBook([['查询月份：201711'], ...rows]))).toEqual(['1509671106']);
    expect(timesOf(importBook(rows, '2017年11月语音通信.xlsx'))).toEqual(['1509671106']);
    const sheets = { '201711': rows, '201710': [mobileHeader, at('10-03 09:05:06')] };
    expect(timesOf(importRecord([bookFile('a.xlsx', sheets)], tel))).toEqual(['1509671106', '1506992706']);
    expect(importBook(rows).unreadable.map((call) => call.unreadable)).toEqual([['time']]);
  });

  test.each<[string, Cell, Cell]>([
    ['texts', '2017-11-03', '09:05:06'],
    ['Chinese texts', '2017年11月3日', '9:05:06'],
    ['digits', '20171103', '090506'],
    ['Excel cells', { t: 'n', v: 43042, z: 'yyyy-mm-dd' }, { t: 'n', v: 0.378541666667, z: 'hh:mm:ss' }],
    ['an Excel date at midnight and a text', { t: 'n', v: 43042, z: 'yyyy-mm-dd hh:mm:ss' }, '09:05:06'],
  ])('in two columns is put together from %s', (_, date, time) => {
    const header = ['日期', '时间', ...mobileHeader.slice(1)];
    expect(timesOf(importBook([header, [date, ...at(time)]]))).toEqual(['1509671106']);
  });

  test('under a row that holds only the date is of that date', () => {
    const rows = [mobileHeader, ['2017-11-03'], at('09:05:06'), at('08:05:06'), ['2017-11-02'], at('09:05:06')];
    expect(timesOf(importBook(rows))).toEqual(['1509671106', '1509667506', '1509584706']);
  });
});

describe('a number', () => {
  test.each<[string, Cell]>([
    ['behind an apostrophe', "'13800000002"],
    ['behind a tab', '\t13800000002'],
    ['as a formula', '="13800000002"'],
    ['as a spreadsheet number', 13_800_000_002],
    ['as one printed in E notation that still has its digits', { t: 'n', v: 13_800_000_002, z: '0.00E+00' }],
    ['between invisible marks', '\u202d13800000002\u202c\u00a0'],
  ])('%s is freed', (_, cell) => {
    expect(importBook([mobileHeader, at('2017-11-03 09:05:06', { number: cell })]).record.call_log[0]?.call_tel).toBe(
      '13800000002',
    );
  });

  test('freed in a CSV file too', () => {
    for (const cell of ["'13800000002", '\t13800000002', '="13800000002"', '"=""13800000002"""', '"\t13800000002"']) {
      const row = mobileRow.map((one) => (one === '13800000002' ? cell : one));
      expect(importCsv([mobileHeader, row]).record.call_log[0]?.call_tel).toBe('13800000002');
    }
  });

  test.each<Cell>(['1.38E+10', '1.38000E10', '1e+10', 1.38e15])(
    'that lost its digits (%s) refuses the file',
    (cell) => {
      const rows = [mobileHeader, at('2017-11-03 09:05:06'), at('2017-11-02 09:05:06', { number: cell })];
      expect(() => importBook(rows)).toThrow(/found 1 numbers rounded by a spreadsheet .* a\.xlsx row 3$/);
    },
  );

  test('damaged ones are named up to twenty, with how many more', () => {
    const rows = Array.from({ length: 22 }, () => at('2017-11-03 09:05:06', { number: '1.38E+10' }).map(String));
    expect(() => importCsv([mobileHeader, ...rows])).toThrow(/a\.csv row 2, .*a\.csv row 21 and 2 more$/);
  });
});
