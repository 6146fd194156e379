/** phone.dat: what is read, what is laid over the built-in places, and how a damaged file is refused. */

import { describe, expect, test } from 'vitest';
import { numbersData } from '../../test/golden/built-in-directory.ts';
import { layOver, packPlaceRanges, unpackPlaceRanges } from '../directory/place-ranges.ts';
import { createPlaceTable } from '../directory/places.ts';
import { BadFile } from './bad-file.ts';
import { readPhoneDat } from './read-phone-dat.ts';
import { phoneDat } from './test-phone-dat.ts';

const entries = [
  { range: 1_300_000, record: '山东|济南|250000|0531', kind: 2 },
  { range: 1_533_568, record: '北京|北京|100000|010', kind: 3 },
  { range: 1_990_000, record: '内蒙古自治区|巴彦淖尔市|015000|0478', kind: 3 },
  { range: 1_990_001, record: '湖北|恩施土家族苗族自治州|445000|0718', kind: 8 },
  { range: 1_999_999, record: '新疆|新城市||', kind: 7 },
];

const read = (bytes: Buffer) => readPhoneDat(bytes, numbersData.names);

describe('a file', () => {
  test('gives its version, its ranges, and each place once under the name that the built-in table has', () => {
    expect(read(phoneDat(entries))).toMatchObject({
      version: '2611',
      rangeCount: 5,
      names: [
        ['', ''],
        ['山东', '济南'],
        ['北京', '北京'],
        ['内蒙古', '巴彦淖尔'],
        ['湖北', '恩施'],
        ['新疆', '新城'],
      ],
    });
  });

  test('laid over the built-in places counts where it knows a range, and nowhere else', () => {
    const newer = unpackPlaceRanges(packPlaceRanges(read(phoneDat(entries))));
    const [before, after] = [createPlaceTable(numbersData), createPlaceTable(layOver(numbersData, newer))];
    const places = ['1300000', '1533568', '1990000', '1990001', '1999999'].map((tel) => after.ofMobile(tel));
    expect(places.map(({ province, city }) => province + city)).toEqual([
      ...['山东济南', '北京北京', '内蒙古巴彦淖尔', '湖北恩施', '新疆新城'],
    ]);
    expect(before.ofMobile('1533568')).toEqual({ province: '内蒙古', city: '巴彦淖尔' });
    for (const tel of ['1300001', '1820254', '1990002', '1999998']) {
      expect(after.ofMobile(tel)).toEqual(before.ofMobile(tel));
    }
    expect(after.ownerOf('19900010000')).toBe('telecom');
    expect(after.ofAreaCode('0351')).toEqual({ province: '山西', city: '太原' });
    expect(after.provinceOf('新城')).toBe('新疆');
  });

  test('that is no packed range is refused', () => {
    expect(() => unpackPlaceRanges(new Uint8Array(1_400_000))).toThrow();
    expect(() => unpackPlaceRanges(Buffer.concat([Buffer.alloc(1_400_000), Buffer.from('[1]')]))).toThrow('not pairs');
  });
});

/** The same file with other bytes at one place. */
function spoilt(at: number, bytes: number[]): Buffer {
  const file = phoneDat(entries);
  file.set(bytes, at < 0 ? file.length + at : at);
  return file;
}

const whole = phoneDat(entries);
const index = whole.readUInt32LE(4);

describe('a damaged file is refused with the offset of its first fault', () => {
  test.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'found 0 bytes at offset 0, expected a header of 8'],
    ['of text', Buffer.from('1300000,山东'.repeat(9)), 'at offset 4, expected one behind the records'],
    ['without a version', spoilt(0, [0]), 'found no version at offset 0, expected four digits'],
    ['with its index outside', spoilt(4, [255, 255, 255]), `to ${whole.length} at offset 4`],
    ['cut off', whole.subarray(0, -4), `an index from ${index} to ${whole.length - 4} at offset 4`],
    ['without ranges', whole.subarray(0, index), 'at offset 4, expected one behind the records'],
    ['with a range out of bounds', spoilt(-9, [1, 0, 0, 0]), `found range 1 at offset ${whole.length - 9}`],
    ['with ranges out of order', spoilt(-9, [0x20, 0xd6, 0x13]), `found range 1300000 behind 1990001 at offset`],
    ['with an unknown carrier', spoilt(-1, [9]), `found carrier 9 at offset ${whole.length - 1}, expected 1 to 8`],
    ['with a record that begins within one', spoilt(index + 4, [9]), `found record offset 9 at offset ${index + 4}`],
    ['with a record in the index', spoilt(index + 4, [index]), `found record offset ${index} at offset ${index + 4}`],
    ['with records without an end', spoilt(index - 1, [65]), 'found a record without an end at offset'],
    ['with a record that is no UTF-8', spoilt(8, [255]), 'found another record at offset 8, expected UTF-8 text'],
    [
      'of a province elsewhere',
      phoneDat([{ range: 1_300_000, record: '某省|某市|1|1' }]),
      'found another record at offset 8',
    ],
    ['of three parts', phoneDat([{ range: 1_300_000, record: '山东|济南|1' }]), 'found another record at offset 8'],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(BadFile);
    expect(() => read(bytes)).toThrow(message);
  });
});
