/** The committed tables are what the sources give, and they know the numbers that the document prints. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { libphonenumberCarriers, queryMobileRanges } from './sources.ts';
import { buildTables, mobileRanges } from './tables.ts';

const committed = (name: string) => readFileSync(new URL(name, import.meta.url));
const built = buildTables();

const cells = gunzipSync(committed('places.bin.gz'));
const places: string[][] = JSON.parse(committed('places.json').toString());
const carriers: Record<string, string> = JSON.parse(committed('carriers.json').toString());
const areaCodes: Record<string, string[]> = JSON.parse(committed('area-codes.json').toString());

function placeOf(tel: string): string[] | undefined {
  return places[cells.readUInt16LE((Number(tel.slice(0, 7)) - mobileRanges.first) * 2)];
}

function ownerOf(tel: string): string | undefined {
  return carriers[tel.slice(0, 4)] ?? carriers[tel.slice(0, 3)];
}

describe('a rebuild', () => {
  test.each(['places.json', 'carriers.json', 'area-codes.json'] as const)('gives %s to the byte', (name) => {
    expect(built[name]).toBe(committed(name).toString());
  });

  // The packed bytes may differ between processors: zlib searches for matches in another order on ARM than on x86.
  test('gives the same cells of places.bin.gz', () => {
    expect(gunzipSync(built['places.bin.gz']).equals(cells)).toBe(true);
  });

  test('twice gives the same packed bytes, with no time and no system in the header', () => {
    expect(buildTables()['places.bin.gz'].equals(built['places.bin.gz'])).toBe(true);
    expect([...committed('places.bin.gz').subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect(committed('places.bin.gz')[9]).toBe(255);
  });
});

describe('the tables', () => {
  test('hold a cell for every range from 1300000 to 1999999, and each points at a place', () => {
    expect(cells.length).toBe(700_000 * 2);
    const highest = new Uint16Array(cells.buffer, cells.byteOffset, 700_000).reduce((a, b) => Math.max(a, b), 0);
    expect(highest).toBe(places.length - 1);
    expect(places[0]).toEqual(['', '']);
  });

  test('name exactly the 31 provinces of the mainland', () => {
    const ranges = new Set(places.slice(1).map(([province]) => province));
    const codes = new Set(Object.values(areaCodes).map(([province]) => province));
    expect(ranges.size).toBe(31);
    expect([...codes].sort()).toEqual([...ranges].sort());
  });

  test('use one spelling: a city of an area code is a city of a range', () => {
    const known = new Set(places.map((place) => place.join()));
    expect(Object.values(areaCodes).filter((place) => !known.has(place.join()))).toEqual([]);
  });

  // The document prints 15313695093 and the two counterparts of §15 by province only.
  test.each(['15313695093 北京', '13027613576 河南', '13606741733 浙江'])('know the province of §15: %s', (row) => {
    const [tel = '', province] = row.split(' ');
    expect(placeOf(tel)?.[0]).toBe(province);
  });

  test.each([
    '13800138000 北京移动',
    '17371178631 湖北襄阳电信',
    '18202541892 天津移动',
    '13522689275 北京移动',
    '15335686893 内蒙古巴彦淖尔电信',
    '18078454964 广西桂林电信',
    '15128668801 河北廊坊移动',
    '13666651841 浙江杭州移动',
    '15939599335 河南漯河移动',
    '18277398591 广西桂林移动',
    '17703439453 山西太原电信',
    '15301313088 北京电信',
    '17321021422 上海电信',
    '15501154766 北京联通',
    '17379139120 江西南昌电信',
    '15547821633 内蒙古巴彦淖尔联通',
    '18182842719 黑龙江佳木斯电信',
    '18600332525 北京联通',
    '13575702249 浙江杭州移动',
    '13370162995 北京电信',
    '17318495610 重庆电信',
    '15585157919 贵州贵阳联通',
    '18920425979 天津电信',
    '13103263770 河北廊坊联通',
    '13195563907 安徽安庆联通',
    '13108570427 云南大理联通',
    '15620062189 天津联通',
    '13323065781 河北廊坊电信',
    '13321593314 吉林白山电信',
    '13148832315 广东深圳联通',
    '18201526155 北京移动',
    '13294396470 吉林白山联通',
    '15070876044 江西南昌移动',
    '13212458896 重庆联通',
    '18907307267 湖南岳阳电信',
    '13507439530 湖南长沙移动',
    '13173690206 浙江杭州联通',
    '13167167401 上海联通',
    '13037282679 江西南昌联通',
    '18660698301 山东潍坊联通',
    '13217483953 湖南长沙联通',
    '15680637591 四川成都联通',
    '18605103601 江苏无锡联通',
    '18629259008 陕西西安联通',
    '18620292830 广东广州联通',
  ])('know §17: %s', (row) => {
    const [tel = '', telloc] = row.split(' ');
    const [province, city] = placeOf(tel) ?? [];
    const place = province === city ? province : `${province}${city}`;
    const name = { mobile: '移动', unicom: '联通', telecom: '电信' }[ownerOf(tel) ?? ''];
    // Neither source knows the places of 173.
    expect(place + (name ?? '')).toBe(tel.startsWith('173') ? '电信' : telloc);
  });

  test.each([
    ['17012345678', 'virtual'],
    ['19212345678', 'broadnet'],
    ['13491234567', undefined],
    ['15412345678', undefined],
  ])('give %s to its owner even where no place is known', (tel, owner) => {
    expect(ownerOf(tel)).toBe(owner);
  });

  test.each([
    ['010', '北京', '北京'],
    ['0335', '河北', '秦皇岛'],
    ['0351', '山西', '太原'],
    ['0580', '浙江', '舟山'],
    ['0701', '江西', '鹰潭'],
    ['0731', '湖南', '长沙'],
    ['0872', '云南', '大理'],
    ['0996', '新疆', '巴音郭楞'],
  ])('know area code %s', (code, province, city) => {
    expect(areaCodes[code]).toEqual([province, city]);
  });

  test('have no area code that only a collapsed prefix implied', () => {
    expect(Object.keys(areaCodes).filter((code) => !/^0(10|2\d|[3-9]\d\d)$/.test(code))).toEqual([]);
    expect(Object.keys(areaCodes)).toHaveLength(328);
  });
});

describe('the carrier rules', () => {
  const names: Record<string, string> = {
    中国移动: 'mobile',
    中国联通: 'unicom',
    中国电信: 'telecom',
    中国广电: 'broadnet',
  };

  test('agree with every range of query-mobile-phone-area except the satellite telephones of 1349', () => {
    const odd = [...queryMobileRanges()].filter(
      ([prefix, range]) => ownerOf(prefix) !== (names[range.owner] ?? 'virtual'),
    );
    expect(new Set(odd.map(([prefix]) => prefix.slice(0, 4)))).toEqual(new Set(['1349']));
  });

  test('differ from libphonenumber only in virtual operators and the satellite telephones of 174', () => {
    const odd = [...libphonenumberCarriers()]
      .filter(([prefix, name]) => prefix.length > 2 && ownerOf(prefix) !== names[name])
      .filter(([prefix]) => ownerOf(prefix) !== 'virtual');
    expect(odd).toEqual([['174', '中国电信']]);
  });
});
