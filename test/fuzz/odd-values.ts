/** Values that no client should send, by what is odd about them; each has broken some server somewhere. */

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length'];
const empties = ['', ' ', '\t', '\n', 'null', 'undefined', 'NaN', 'true', '[]', '{}', '""', '[object Object]'];
const numbers = ['0', '-0', '-1', '1e999', '9'.repeat(400), '0x1f', '1.7976931348623157e308', '１２３４', '٣'];
const characters = [
  '\u0000',
  'a\u0000b',
  '\uFEFF',
  '\u202E',
  '\uD800',
  '\uDFFF\uD800',
  '👨‍👩‍👧',
  'é',
  '㍿',
  '\u0007',
  '\u007F',
];
const injections = [
  "' or 1=1 --",
  '"; drop table sessions; --',
  '$1',
  '\\',
  '%',
  '%s%n',
  '../../etc/passwd',
  '<b>',
  '{{1+1}}',
];
const nestings = [
  '[[[[[[',
  '{"a":'.repeat(40),
  '[Ljava.lang.String;@1b2c3d',
  '[139,138',
  '{"user_name":',
  '[null]',
  '[{}]',
];
const long = ['x'.repeat(200), 'x'.repeat(201), '张'.repeat(5000), ','.repeat(3000)];

export const oddTexts = [...names, ...empties, ...numbers, ...characters, ...injections, ...nestings, ...long];

export const oddJson: unknown[] = [
  ...oddTexts,
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[[[[['deep']]]]]],
  { a: { b: { c: { d: { e: { f: 1 } } } } } },
  Array(51).fill('x'),
  Array(49).fill({ contact_tel: '1' }),
  Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, 1])),
  { toString: 1, valueOf: null },
  [null, undefined, [null]],
];

/** Bytes that are not UTF-8, percent sequences that are none, and pairs that are half. */
export const oddBytes = [
  Buffer.from([0xff, 0xfe, 0x3d, 0x31]),
  Buffer.from([0x74, 0x65, 0x6c, 0x3d, 0xc3]),
  Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
  Buffer.from([0]),
  Buffer.from('{"tel":"\u0000"}'),
  Buffer.from('tel=\u0000&sid=\u0000'),
  Buffer.from('张三=李四', 'utf16le'),
];

export const oddForms = [
  'tel=%',
  'tel=%zz',
  'sid=%E5%BC',
  'tel=%00',
  'sid=%00&tid=%00',
  'a[b]c[d=1',
  '[]=1&[=2&]=3',
  'tel[][][]=1',
  'tel[0][1][2][3][4][5][6]=1',
  'tel[99999999]=1',
  'tel[__proto__][x]=1',
  '__proto__[x]=1&constructor[prototype][y]=2',
  'tel=1&tel=2&tel=3',
  'sid[]=1&sid[a]=2&sid=3',
  '&&&===&',
  'user_contact[0]=1&user_contact[a]=2',
  `${'a=1&'.repeat(250)}tel=1`,
  `${'tel_list[]=1&'.repeat(60)}`,
  `user_info=${'{"a":'.repeat(30)}`,
  'user_contact=[[[[[[[[1]]]]]]]]',
  'tel_list=[[[[[[[[1]]]]]]]]',
  'tel_list[a][b][c][d]=1',
];

export const oddBodies = [
  '{',
  '[',
  '[1]',
  '[]',
  '{}',
  'null',
  '"tel"',
  '1',
  '{"tel":}',
  '{"tel":1e400}',
  '{"tel":-0.0000000001}',
  `{"tel":${'9'.repeat(5000)}}`,
  '{"tel":"1","tel":"2","__proto__":{"sid":"x"}}',
  '{"__proto__":null,"constructor":{"prototype":{"tel":"1"}}}',
  '{"sid":"\\u0000","tid":"\\u0000"}',
  '{"sid":"\\ud800"}',
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  '--x\r\nContent-Disposition: form-data; name="tel"\r\n\r\n1\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="tel"; filename="a"\r\n\r\n1\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="__proto__[a]"\r\n\r\n1\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="sid"\r\n\r\n\u0000\r\n--x--\r\n',
  '--\r\nContent-Disposition: form-data\r\n\r\n',
  '--x\r\nContent-Disposition: form-data; name="tel"',
  `--${'y'.repeat(400)}\r\nContent-Disposition: form-data; name=tel\r\n\r\n1`,
  ' \n\t ',
  '<?xml version="1.0"?><tel>1</tel>',
];
