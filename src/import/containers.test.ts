/** The same table in every container and encoding that exports come in. */

import { CFB } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { importRecord } from './import-record.ts';
import { bookFile, csv, file, html, tel, unicomHeader, unicomRows } from './test-workbook.ts';

const rows = [unicomHeader, ...unicomRows];

const calls = [
  {
    call_from: '北京',
    call_time: '1509671106',
    call_to: '河南',
    call_tel: '13800000002',
    call_method: '主叫',
    call_type: '国内通话',
    call_cost: '0.15',
    call_duration: '63',
  },
  {
    call_from: '天津',
    call_time: '1509580800',
    call_to: '北京',
    call_tel: '01000000003',
    call_method: '被叫',
    call_type: '国内通话',
    call_cost: '0.00',
    call_duration: '11',
  },
];

const gbk = (text: string) => iconv.encode(text, 'gb18030');
const withMark = (mark: string, bytes: Buffer) => Buffer.concat([Buffer.from(mark, 'hex'), bytes]);

describe('the same calls are read', () => {
  test.each([
    ['xls', bookFile('a.xls', { a: rows }, 'biff8')],
    ['xls of Excel 95', gbkBook()],
    ['xlsx', bookFile('a.xlsx', { a: rows })],
    ['xlsb', bookFile('a.xlsb', { a: rows }, 'xlsb')],
    ['ods', bookFile('a.ods', { a: rows }, 'ods')],
    ['xls that is XML of Excel 2003', bookFile('a.xls', { a: rows }, 'xlml')],
    ['xls that is HTML, in GBK', file('a.xls', gbk(html(rows)))],
    ['xls that is HTML, in UTF-8', file('a.xls', html(rows))],
    ['xls that is tab-separated, in GBK', file('a.xls', gbk(csv(rows, '\t')))],
    ['csv in UTF-8', file('a.csv', csv(rows))],
    ['csv in UTF-8 with a mark', file('a.csv', withMark('efbbbf', Buffer.from(csv(rows))))],
    ['csv in UTF-16LE with a mark', file('a.csv', withMark('fffe', Buffer.from(csv(rows, '\t'), 'utf16le')))],
    ['csv in UTF-16LE without one', file('a.csv', Buffer.from(csv(rows), 'utf16le'))],
    ['csv in UTF-16BE', file('a.csv', withMark('feff', Buffer.from(csv(rows), 'utf16le').swap16()))],
    ['csv in GBK', file('a.csv', gbk(csv(rows)))],
    ['csv with semicolons', file('a.csv', csv(rows, ';'))],
    ['csv with quotes', file('a.csv', csv(rows.map((row) => row.map((cell) => `"${cell}"`))))],
  ])('from %s', (_, one) => {
    expect(importRecord([one], tel)).toMatchObject({ record: { call_log: calls }, unreadable: [], repeated: 0 });
  });
});

/** The library writes no Chinese into BIFF5, so letters of the same length stand in and are exchanged in the bytes. */
function gbkBook() {
  const texts = [...new Set(rows.flat().filter((cell) => /[\u4e00-\u9fff]/.test(cell)))];
  const standIns = new Map(
    texts.map((text, at) => [
      text,
      `${'Q'.repeat(gbk(text).length - 2)}${String.fromCharCode(65 + (at >> 4), 97 + (at & 15))}`,
    ]),
  );
  const latin = rows.map((row) => row.map((cell) => standIns.get(cell) ?? cell));
  const { name, bytes } = bookFile('a.xls', { a: latin }, 'biff5');
  for (const [text, standIn] of standIns) {
    for (let at = bytes.indexOf(standIn); at !== -1; at = bytes.indexOf(standIn)) gbk(text).copy(bytes, at);
  }
  const codepage = bytes.indexOf(Buffer.from('42000200', 'hex'));
  bytes.writeUInt16LE(936, codepage + 4);
  return { name, bytes };
}

describe('a file without calls in it is refused, and the message says what it is', () => {
  const zip = CFB.utils.cfb_new();
  CFB.utils.cfb_add(zip, '/calls.csv', Buffer.from(csv(rows)));
  const zipped: Buffer = CFB.write(zip, { type: 'buffer', fileType: 'zip' });
  const lockedZip = Buffer.from(zipped);
  lockedZip.writeUInt16LE(1, 6);
  const lockedBook = CFB.utils.cfb_new();
  CFB.utils.cfb_add(lockedBook, '/EncryptionInfo', Buffer.alloc(64));
  CFB.utils.cfb_add(lockedBook, '/EncryptedPackage', Buffer.alloc(64));

  test.each([
    ['nothing', Buffer.alloc(0), 'a.xls: found an empty file, expected an export of calls'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'a.xls: found a PDF, expected'],
    ['a gzip file', Buffer.from('1f8b08', 'hex'), 'a.xls: found a gzip file'],
    ['a zip archive', zipped, 'a.xls: found a zip archive without a workbook in it'],
    ['a zip archive with a password', lockedZip, 'a.xls: found a password on it, expected none'],
    ['a workbook with a password', CFB.write(lockedBook, { type: 'buffer' }), 'a.xls: found a password on it'],
    ['an Office file of another kind', CFB.write(CFB.utils.cfb_new(), { type: 'buffer' }), 'a.xls: found a damaged or'],
    ['a cut-off workbook', bookFile('', { a: rows }).bytes.subarray(0, 900), 'a.xls: found a zip archive without'],
    ['a letter', Buffer.from('尊敬的客户：您好！'), 'a.xls: found no column names in the first 1 rows, expected'],
    ['noise', Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 7919) % 251)), 'a.xls: found no column names'],
  ])('%s', (_, bytes, message) => {
    expect(() => importRecord([file('a.xls', bytes)], tel)).toThrow(message);
  });
});
