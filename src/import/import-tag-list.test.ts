/** Tag lists as operators bring them: CSV and JSON lines, good ones and bad ones. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTagList } from '../directory/tag-list.ts';
import { importTagList } from './import-tag-list.ts';

async function importText(content: string | Buffer, onProgress: (lines: number) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'xiangdan-tags-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'list');
  writeFileSync(path, content);
  const { packed, count } = await importTagList(path, onProgress);
  const list = openTagList(packed);
  return { count, find: list.find };
}

const tagged = { list: 'dunning', itag_ids: [13, 4], flag: { fid: 1, type: '骚扰电话', num: 12 }, name: '测试公司' };
const header = 'number,list,itag_ids,flag_type,flag_num,name';
const line = '13800000002,dunning,13 4,骚扰电话,12,测试公司';

describe('a list is read', () => {
  test.each<[string, string | Buffer]>([
    ['CSV', `${header}\n${line}\n`],
    ['CSV without a last line break, with blank lines', `${header}\r\n\r\n${line}`],
    ['CSV with other separators and quotes', `${header}\n${line}`.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(',', ';')],
    ['CSV in GBK, as Excel saves it', iconv.encode(`${header}\n${line}\n`, 'gbk')],
    ['CSV in UTF-16, as Excel saves it', iconv.encode(`\ufeff${header}\n${line}\n`.replaceAll(',', '\t'), 'utf16le')],
    ['CSV with a byte order mark', `\ufeff${header}\n${line}\n`],
    ['CSV with Chinese column names', `号码,名单,标签,标记,次数,名称\n${line}\n`],
    [
      'CSV with columns in another order',
      `name,number,kind,itag,flag,count\n测试公司,="13800000002",dunning,"[13,4]",骚扰电话,12`,
    ],
    ['JSON lines', JSON.stringify({ number: '+86 138-0000-0002', ...tagged })],
    [
      'flat JSON lines',
      `{"tel":13800000002,"kind":"dunning","itag_ids":"13;4","flag_type":"骚扰电话","flag_num":12,"name":"测试公司"}\n\n`,
    ],
  ])('from %s', async (_, content) => {
    const { count, find } = await importText(content);
    expect(count).toBe(1);
    expect(find('13800000002')).toEqual(tagged);
  });

  test('with numbers of every kind, each under its format_tel', async () => {
    const { find } = await importText('number,list\n01053912857,dunning\n035110000,dunning\n0085221234567,dunning');
    expect(['010-53912857', '10000', '0085221234567'].map(find)).toEqual([
      { list: 'dunning' },
      { list: 'dunning' },
      { list: 'dunning' },
    ]);
  });

  test('a number on several lines is said all of it once, the later word in place of the earlier', async () => {
    const lines = [
      '13800000002,dunning,,,,甲',
      '95588,,1,,,',
      '8613800000002,suspected_dunning,4,,,乙',
      '95588,,,,,丙',
    ];
    const { count, find } = await importText([header, ...lines].join('\n'));
    expect(count).toBe(2);
    expect(find('13800000002')).toEqual({ list: 'dunning', itag_ids: [4], name: '乙' });
    expect(find('95588')).toEqual({ itag_ids: [1], name: '丙' });
  });

  test('in pieces: lines and characters that lie across their borders stay whole, and progress is told', async () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, at) => `${13_800_000_000 + at},dunning,,,,测试公司${at}`);
    const told: number[] = [];
    const { find } = await importText([header, ...lines].join('\n'), (read) => told.push(read));
    expect(lines.every((_, at) => find(String(13_800_000_000 + at))?.name === `测试公司${at}`)).toBe(true);
    expect(told.length).toBeGreaterThan(5);
    expect(told.at(-1)).toBe(count + 1);
  });
});

describe('a list with bad lines is not taken', () => {
  test('and they are named with their numbers, never the telephone numbers', async () => {
    const lines = [
      line,
      '138****0002,dunning,,,,',
      '',
      '13800000003,,,,,',
      '13800000003,Dunning,,,,',
      '13800000003,,99,,,',
      '13800000003,,,坏人,3,',
      '13800000003,,,骚扰电话,many,',
      '13800000003,,,,3,',
      '13800000003,dunning,,,,甲,乙',
      '13800000003,dunning,,,,"甲',
      '乙"',
      '138****0003,dunning,,,,',
      '13800000003,dunning,,,,"甲',
    ];
    await expect(importText([header, ...lines].join('\n'))).rejects.toThrow(
      new Error(
        [
          'found 11 bad lines of 15, nothing is imported',
          'line 3: number is no telephone number',
          'line 5: says nothing but the number',
          'line 6: list is neither dunning nor suspected_dunning',
          'line 7: itag_ids holds an id that is no tag',
          'line 8: flag_type is none of 骚扰电话 推销 中介 快递送餐 疑似诈骗 出租车司机 招聘猎头',
          'line 9: flag_num is no whole number of at least 1',
          'line 10: flag_num stands without flag_type',
          'line 11: has 7 values for 6 columns',
          'line 12: a quoted value does not end in its line',
          'line 14: number is no telephone number',
          'line 15: a quoted value does not end in its line',
        ].join('\n'),
      ),
    );
  });

  test('the first twenty, and how many more', async () => {
    const lines = Array.from({ length: 25 }, () => '13800000003,');
    await expect(importText(['number,list', ...lines].join('\n'))).rejects.toThrow(
      /^found 25 bad lines of 26.*\nline 21: says nothing but the number\nand 5 more$/s,
    );
  });

  test('JSON lines too', async () => {
    const lines = ['{"number":"13800000002","list":"dunning"}', '{"number":', '[]', '{"number":"1380","colour":"red"}'];
    await expect(importText(lines.join('\n'))).rejects.toThrow(
      /^found 3 bad lines of 4, .*\nline 2: is no JSON object\nline 3: is no JSON object\nline 4: has a key that is none of/,
    );
  });

  test.each([
    ['', 'found no line with a number'],
    [`${header}\n`, 'found no line with a number'],
    ['13800000002,dunning\n', 'found no header in line 1, expected the columns number and some of list'],
    ['number,colour\n', 'found the column colour in line 1, expected'],
    ['list,name\n', 'found no number in line 1, expected'],
  ])('a file of another form (%j) is refused', async (content, message) => {
    await expect(importText(content)).rejects.toThrow(message);
  });
});
