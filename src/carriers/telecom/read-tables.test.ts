/** Tables and pairs out of HTML, tidy or not. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairsOf, readTables } from './read-tables.ts';

test('tables keep their order, cells lose tags, entities and blanks around them', () => {
  const html = '<table><tr><th> a<br>b </th><td>&lt;1&gt;&nbsp;</td></tr></table><p>x<TABLE><TR><TD>c</TABLE>';
  expect(readTables(html)).toEqual([[['ab', '<1>']], [['c']]]);
});

test('text outside cells, scripts among it, is nobody’s', () => {
  expect(
    readTables('<script>"<td>no</td>"</script><tr>y<td>lost</td></tr><table>z<tr>w<td>v</td></tr></table>'),
  ).toEqual([[['v']]]);
});

test('pairs are read across a row, and a last label without a value is none', () => {
  const tables = readTables(
    '<table><tr><td>客户名称：</td><td>张*</td><td>状态:</td><td></td><td>余额</td></tr></table>',
  );
  expect(pairsOf(tables)).toEqual([
    ['客户名称', '张*'],
    ['状态', ''],
  ]);
});

test('whatever stands in a cell comes back, however it was cut into rows', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '').trim());
  fc.assert(
    fc.property(fc.array(fc.array(cell)), (rows) => {
      const inHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const html = rows.map((row) => `<tr>${row.map((text) => `<td>${inHtml(text)}</td>`).join('')}</tr>`).join('\n');
      expect(readTables(`<table>${html}</table>`)).toEqual([rows]);
    }),
  );
});

/** None of the rows is taken for a plain one; in a title they are text, and that is given back as it was. */
function inCapitals(html: string): string[][][] {
  const cells = JSON.stringify(readTables(html.replaceAll('<tr', '<TR')));
  return JSON.parse(cells.replaceAll('<TR', '<tr'));
}

test('rows of plain cells are what they would be among others, wherever they stand', () => {
  const plain = ['<tr><td>1</td></tr>', '<tr><td>2</td><td> 3 </td></tr>\n', '<tr class="odd"><th>4</th>\n</tr>'];
  const other = [
    '<table>',
    '</table>',
    '<tr>',
    '</tr>',
    '<td>',
    '</td>',
    '<b>',
    'text',
    '&amp;',
    '<tr><td>a&lt;</td></tr>',
  ];
  const hiding = ['<!--', '-->', '<script>', '</script>', '<a title="', '">', '<title>', '</title>', '<textarea>'];
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...plain) },
    fc.constantFrom(...other),
    fc.constantFrom(...hiding),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = `<table>${pieces.join('')}`;
      expect(readTables(html)).toEqual(inCapitals(html));
    }),
    { numRuns: 2_000 },
  );
});
