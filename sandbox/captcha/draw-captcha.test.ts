/** Tests of the pictures. */

import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { drawCaptcha } from './draw-captcha.ts';
import { alphabet, glyphColumns, glyphRows, isInked } from './glyphs.ts';

const inkOf = (png: Uint8Array) => {
  const { data } = decode(png);
  let dark = 0;
  for (let at = 0; at < data.length; at += 3) {
    if (Math.max(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255) < 135) dark += 1;
  }
  return dark;
};

test('a captcha is a PNG of 120 × 44 with the ink of four characters on light paper', () => {
  const png = drawCaptcha('AK74');
  expect(decode(png)).toMatchObject({ width: 120, height: 44, channels: 3, depth: 8 });
  expect(inkOf(png)).toBeGreaterThan(500);
  expect(inkOf(png)).toBeLessThan((120 * 44) / 2);
});

test('two pictures of one text differ', () => {
  expect(drawCaptcha('AK74')).not.toEqual(drawCaptcha('AK74'));
});

test('no two characters have the same drawing, and none of the confusable ones is used', () => {
  const drawings = alphabet.map((character) =>
    Array.from({ length: glyphColumns * glyphRows }, (_, cell) =>
      isInked(character, cell % glyphColumns, Math.floor(cell / glyphColumns)),
    ).join(),
  );
  expect(new Set(drawings).size).toBe(alphabet.length);
  expect(alphabet.filter((character) => '0O1IL2Z5S6G8BVQ'.includes(character))).toEqual([]);
});
