/** Files as carriers export them, made by the tests themselves; every person and number is synthetic. */

import { type BookType, type CellObject, utils, type WorkBook, write } from '@e965/xlsx';
import { type ImportedRecord, importRecord } from './import-record.ts';

export const tel = '13900000001';

/** 中国联通's columns. */
export const unicomHeader = [
  ...['序号', '业务类型', '通话起始时间', '通话时长', '呼叫类型', '对方号码', '本机通话地', '对方归属地', '通话类型'],
  ...['通话费', '其他费', '小计'],
];

export const unicomRows = [
  [
    '1',
    '语音',
    '2017-11-03 09:05:06',
    '1分3秒',
    '主叫',
    '13800000002',
    '北京',
    '河南',
    '国内通话',
    '0.10',
    '0.05',
    '0.15',
  ],
  [
    '2',
    '语音',
    '2017-11-02 08:00:00',
    '11秒',
    '被叫',
    '01000000003',
    '天津',
    '北京',
    '国内通话',
    '0.00',
    '0.00',
    '0.00',
  ],
];

/** 中国移动's columns. */
export const mobileHeader = [
  ...['起始时间', '通信地点', '通信方式', '对方号码', '通信时长', '通信类型', '套餐优惠', '实收通信费(元)'],
];

export const mobileRow = ['2017-11-03 09:05:06', '北京', '主叫', '13800000002', '1分20秒', '国内通话', '', '0.20'];

export type Cell = string | number | CellObject;

export function workbook(sheets: Record<string, Cell[][]>): WorkBook {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  return book;
}

export function file(name: string, bytes: Buffer | string) {
  return { name, bytes: Buffer.from(bytes) };
}

export function bookFile(name: string, sheets: Record<string, Cell[][]>, bookType: BookType = 'xlsx') {
  return file(name, write(workbook(sheets), { type: 'buffer', bookType }));
}

export function csv(rows: readonly (readonly string[])[], separator = ','): string {
  return rows.map((row) => row.join(separator)).join('\r\n');
}

export function html(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<html><head><meta charset="gbk"></head><body><table border="1">${lines.join('\n')}</table></body></html>`;
}

const [, place = '', method = '', number = '', duration = '', type = '', , fee = ''] = mobileRow;

/** A row of 中国移动's table at this time; what is not said is ordinary. */
export function at(time: Cell, given: { number?: Cell; method?: Cell; duration?: Cell } = {}): Cell[] {
  return [time, place, given.method ?? method, given.number ?? number, given.duration ?? duration, type, '', fee];
}

export function importBook(rows: Cell[][], name = 'a.xlsx'): ImportedRecord {
  return importRecord([bookFile(name, { a: rows })], tel);
}

export function importCsv(rows: readonly (readonly string[])[], name = 'a.csv'): ImportedRecord {
  return importRecord([file(name, csv(rows))], tel);
}

export function timesOf({ record }: ImportedRecord): string[] {
  return record.call_log.map((call) => call.call_time);
}
