/** A change that clients would trip over is found; one that they never notice is not. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/wire/openapi/plain-schema.ts';
import { breakingChanges } from './breaking-changes.ts';

const text = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
const document = (): JsonObject => JSON.parse(text);

/** The object at `keys` of a fresh copy, and the copy. */
function opened(...keys: string[]): { changed: JsonObject; part: JsonObject } {
  const changed = document();
  let part: Json | undefined = changed;
  for (const key of keys) part = isObject(part) ? part[key] : undefined;
  if (!isObject(part)) throw new Error(`nothing at ${keys.join('/')}`);
  return { changed, part };
}

const schema = (name: string, ...keys: string[]) => opened('components', 'schemas', name, ...keys);
const flow = (...keys: string[]) =>
  opened('paths', '/calls/flow', 'post', 'requestBody', 'content', 'application/json', 'schema', ...keys);

test('a document breaks nothing of itself', () => {
  expect(breakingChanges(document(), document())).toEqual([]);
});

test.each<[string, () => { changed: JsonObject; part: JsonObject }, (part: JsonObject) => void, string]>([
  ['a path', () => opened('paths'), (part) => delete part['/cuishou'], 'get /cuishou is gone'],
  ['a method', () => opened('paths', '/token'), (part) => delete part.get, 'get /token is gone'],
  [
    'a key of a reply',
    () => schema('CallsFlowData', 'properties'),
    (part) => delete part.sid,
    'CallsFlow.data.sid is gone',
  ],
  [
    'the type of a key',
    () => schema('Bill', 'properties', 'bill_amount'),
    (part) => Object.assign(part, { type: 'number' }),
    'CallsRecord.data.bill[].bill_amount was "string", is "number"',
  ],
  [
    'the certainty of a key',
    () => schema('TokenData'),
    (part) => Object.assign(part, { required: ['token'] }),
    'Token.data.expires may be absent',
  ],
  [
    'a known set of values',
    () => schema('CallsFlowData', 'properties', 'need_id_card'),
    (part) => Object.assign(part, { enum: [0, 1, 2] }),
    'CallsFlow.data.need_id_card may now be 2',
  ],
  [
    'a parameter that may be absent',
    () => flow(),
    (part) => Object.assign(part, { required: ['tel', 'uid'] }),
    'post /calls/flow: body.uid is required',
  ],
  [
    'the length of a parameter',
    () => flow('properties', 'uid'),
    (part) => Object.assign(part, { maxLength: 10 }),
    'post /calls/flow: body.uid has a maxLength of 10, had 200',
  ],
  [
    'a push',
    () => schema('ReportStatusPush', 'properties'),
    (part) => delete part.uid,
    'push reportStatus.uid is gone',
  ],
])('taking away %s is found', (_what, open, change, expected) => {
  const { changed, part } = open();
  change(part);
  expect(breakingChanges(document(), changed)).toContain(expected);
});

test.each<[string, () => { changed: JsonObject; part: JsonObject }, (part: JsonObject) => void]>([
  ['a path', () => opened('paths'), (part) => Object.assign(part, { '/more': { get: { parameters: [] } } })],
  [
    'a key of a reply',
    () => schema('TokenData', 'properties'),
    (part) => Object.assign(part, { more: { type: 'string' } }),
  ],
  [
    'a parameter that may be absent',
    () => flow('properties'),
    (part) => Object.assign(part, { more: { type: 'string' } }),
  ],
  ['a description', () => schema('Bill'), (part) => Object.assign(part, { description: 'Another one.' })],
])('adding %s breaks nothing', (_what, open, change) => {
  const { changed, part } = open();
  change(part);
  expect(breakingChanges(document(), changed)).toEqual([]);
});
