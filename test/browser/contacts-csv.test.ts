/** The file of contacts that the report page offers: what a spreadsheet makes of it. */

import { expect, test } from 'vitest';
import { cell, contactsCsv } from '../../web/report/export-contacts.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])(
  'a cell that a directory filled with %j runs as no formula',
  (text) => {
    expect(cell(text).replace(/^"/, '')).toMatch(/^'/);
  },
);

test('commas, quotes and line ends stay within their cell, and plain text is untouched', () => {
  expect(cell('a,b')).toBe('"a,b"');
  expect(cell('说"好"')).toBe('"说""好"""');
  expect(cell('a\r\nb')).toBe('"a\r\nb"');
  expect(cell('010-53912857')).toBe('010-53912857');
});

test('begins with the mark by which Excel knows UTF-8, and has a row per contact', () => {
  const row = {
    ...{ format_tel: '13001000001', fancha_telloc: '北京', call_times: '2', call_length: '60', call_out_times: 1 },
    ...{
      call_in_times: 1,
      recent_call_time: '1795147200',
      first_call_time: '',
      tags_yellow_page: '=cmd',
      tags_label: '',
    },
    ...{ tags_label_times: 0, tags_financial: ['银行', '贷款'] },
  };
  const [head = '', first, last] = contactsCsv([row], (seconds) => `at ${seconds}`).split('\r\n');
  expect(head.startsWith('\uFEFFformat_tel,fancha_telloc,')).toBe(true);
  expect(first).toBe("13001000001,北京,2,60,1,1,,at 1795147200,'=cmd,,0,银行 贷款");
  expect(last).toBe('');
});
