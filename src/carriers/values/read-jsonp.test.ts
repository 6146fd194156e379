/** What the tolerant JSONP reader takes, and what it turns away. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonp } from './read-jsonp.ts';

test('bare keys and both kinds of quotes are read', () => {
  expect(
    readJsonp(`jQuery1_2({resultCode:"0000",msg:'好 "了"',n:-1.5e1,ok:true,none:null,list:[1,'2',{a:false}],});`),
  ).toEqual({ resultCode: '0000', msg: '好 "了"', n: -15, ok: true, none: null, list: [1, '2', { a: false }] });
});

test('escapes mean what they mean in a browser', () => {
  expect(readJsonp(String.raw`f({a:'it\'s',b:"\u4e2d\n\/"})`)).toEqual({ a: "it's", b: '中\n/' });
});

test('a key called __proto__ is a key and changes nothing else', () => {
  const read = readJsonp('f({__proto__:{polluted:"yes"}})');
  expect(Object.keys(read ?? {})).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});

test.each([
  '',
  'f(',
  'f({a:1}',
  'f({a:1});alert(1)',
  'f({a:alert(1)})',
  'f({a:"1)',
  "f({a:'\\u12'})",
  '<html>',
  'f({a 1})',
  `f(${'['.repeat(10_000)})`,
])('%.40s is not JSONP', (text) => {
  expect(readJsonp(text)).toBeUndefined();
});

test('whatever JSON can say is read back, in a callback or without', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(readJsonp(json)).toEqual(JSON.parse(json));
      expect(readJsonp(`cb_1.x(${json});`)).toEqual(JSON.parse(json));
      expect(readJsonp(`cb_1.x({bare:${json}});`)).toEqual({ bare: JSON.parse(json) });
    }),
  );
});
