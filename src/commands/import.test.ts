/** `import`, run as its user runs it: export files in, the input of `report` out. */

import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, bookFile, csv, mobileHeader, mobileRow, tel } from '../import/test-workbook.ts';
import { cliPlace } from './test-cli.ts';

const september = [mobileHeader, at('2017-09-03 09:05:06')];

describe('files of one subscriber', () => {
  test('become an input that report takes', () => {
    const place = cliPlace();
    const book = place.path('2017年09月语音通信.xlsx');
    writeFileSync(book, bookFile('', { a: september }).bytes);
    const rows = place.write(
      'calls.csv',
      csv([mobileHeader, mobileRow, ['2017-11-04 ?9:05:06', ...mobileRow.slice(1)]]),
    );
    const run = place.run('import', book, rows, '--tel', tel);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr.split('\n')).toEqual([
      '1 rows cannot be read (time) and stay as they are: calls.csv row 3',
      'No calls, and no word that there were none, in 201710.',
      '3 calls from 2 files.',
      '',
    ]);
    const report = place.run('report', '--input', place.write('input.json', run.stdout), '--now', '1511150400');
    expect(report).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(report.stdout)).toMatchObject({
      tel_info: { tel, open_date: '运营商未透露' },
      calls_overview: { call_times_sum: 2, call_tel_sum: 1, phone_bill_average: '暂无数据, 无法分析' },
      call_log_possibly_missing_month_list: ['201710'],
      phone_bill_missing_month_list: ['201709', '201710', '201711'],
      invalid_call_log: [{ month: '201711', call_tel: '13800000002' }],
    });
  });
});

describe('nothing is printed but the reason', () => {
  test('when one file of several cannot be used', () => {
    const place = cliPlace();
    const good = place.write('a.csv', csv([mobileHeader, mobileRow]));
    const bad = place.write('b.csv', 'no table');
    expect(place.run('import', good, bad, '--tel', tel)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'b.csv: found no column names in the first 1 rows, expected a row with at least four names such as 起始时间, 通信方式, 对方号码, 通信时长\n',
    });
  });

  test.each([
    [[], 'Found no file, expected at least one.'],
    [['a.csv'], 'Found no --tel'],
    [['a.csv', '--tel', '95588'], 'Found no --tel, or one that is no mobile number'],
    [['a.csv', '--telephone', tel], '--telephone'],
    [['/none/a.csv', '--tel', tel], '/none/a.csv cannot be read (ENOENT).'],
  ])('when the words are %j', (words, message) => {
    expect(cliPlace().run('import', ...words)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
