/** Fields that a page or the console may be sent: names that it knows and names that it does not, with values that may be anything. */

import fc from 'fast-check';
import { oddJson, oddTexts } from './odd-values.ts';

export const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 40 }));
const value = fc.oneof(text, fc.constantFrom(...oddJson), fc.jsonValue({ maxDepth: 3 }), fc.double());

export function fieldsOf(known: readonly string[]): fc.Arbitrary<[string, unknown][]> {
  const name = fc.oneof(fc.constantFrom(...known), text);
  return fc.array(fc.tuple(name, value), { maxLength: 6 });
}

export function bodyOf(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fieldsOf(known).map((entries) => JSON.stringify(Object.fromEntries(entries))),
    text,
  );
}

export function queryOf(known: readonly string[]): fc.Arbitrary<string> {
  return fieldsOf(known).map((entries) =>
    new URLSearchParams(
      Object.fromEntries(entries.map(([name, each]) => [name, typeof each === 'string' ? each : JSON.stringify(each)])),
    ).toString(),
  );
}
