/** Pieces of JSON are those of JSON.stringify. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

test('together they are the bytes that JSON.stringify gives', () => {
  const aValue = fc.oneof(
    fc.jsonValue(),
    fc
      .record({ a: fc.integer({ min: 0, max: 2500 }), b: fc.jsonValue() })
      .map(({ a, b }) => ({ a: Array(a).fill(b), b })),
  );
  fc.assert(
    fc.property(aValue, (value) => {
      expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
    }),
    { numRuns: 200 },
  );
});

test('a long list comes in several', () => {
  const pieces = [...jsonPieces({ list: Array.from({ length: 2001 }, (_, index) => index) })];
  expect(pieces.length).toBe(6);
});
