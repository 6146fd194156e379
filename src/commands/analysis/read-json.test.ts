/** JSON read in batches says the same as JSON read whole, and a fault is found where it is. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonFault } from './json-fault.ts';
import { readJson, readJsonWithList } from './read-json.ts';

const directory = mkdtempSync(join(tmpdir(), 'xiangdan-json-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const path = join(directory, 'input.json');

function readInBatches(text: string) {
  writeFileSync(path, text);
  const items: unknown[] = [];
  let batches = 0;
  const document = readJsonWithList(path, ['record', 'call_log'], (batch) => {
    items.push(...batch);
    batches += 1;
  });
  return { document, items, batches };
}

test('a long list comes in several batches, in order and without loss', () => {
  const call_log = Array.from({ length: 40_000 }, (_, index) => ({ call_tel: `${index}`, 到: '浙江"]},[\\' }));
  const document = { user_info: { user_name: '测试' }, record: { tel: '1', call_log, bill: [1] }, last: true };
  const read = readInBatches(JSON.stringify(document, null, 1));
  expect(read.batches).toBeGreaterThan(2);
  expect(read.items).toEqual(call_log);
  expect(read.document).toEqual({ ...document, record: { ...document.record, call_log: [] } });
});

test.each([
  ['an empty list', '{"record":{"call_log":[ ]}}'],
  ['no such list', '{"record":{"bill":[{"call_log":[1]}]},"call_log":[2]}'],
  ['a list of the same name deeper', '{"x":{"record":{"call_log":[1]}},"record":{"a":{"call_log":[2]}}}'],
  ['something else in its place', '{"record":{"call_log":{"0":1}}}'],
])('%s leaves the document as it is', (_, text) => {
  const { document, items } = readInBatches(text);
  expect(document).toEqual(JSON.parse(text));
  expect(items).toEqual([]);
});

test('any document is read as JSON.parse reads it', () => {
  const anInput = fc.record({
    record: fc.record({ a: fc.json(), call_log: fc.array(fc.jsonValue()), z: fc.string() }),
  });
  fc.assert(
    fc.property(anInput, fc.constantFrom(0, 1), (input, indent) => {
      const { document, items } = readInBatches(JSON.stringify(input, null, indent));
      expect(items).toEqual(JSON.parse(JSON.stringify(input.record.call_log)));
      expect(document).toEqual({ record: { ...JSON.parse(JSON.stringify(input.record)), call_log: [] } });
    }),
    { numRuns: 50 },
  );
});

describe('a fault', () => {
  test.each([
    ['{"record":{"call_log":[{"a":1},]}}', 32],
    ['{"record":{"call_log":[{"a":1}\n,{"a" 2}]}}', 38],
    ['{"record":{"call_log":[{"a":1}]', 32],
    ['{"record":{"call_log":[{"a":1', 30],
    ['{"record":{"call_log":[1]},"x":tru}', 32],
    ['{"浙江":{"call_log":[1]},x}', 24],
    ['', 1],
  ])('in %j is at character %i', (text, place) => {
    const lines = text.slice(0, place - 1).split('\n');
    const where = `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}.`;
    expect(() => readInBatches(text)).toThrow(where);
    expect(() => readJson(path)).toThrow(where);
  });

  test('in the second of several batches is found at its line', () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `{"call_tel":"${String(index).padStart(40, '0')}"}`);
    rows[29_000] = '{"call_tel":1 1}';
    expect(() => readInBatches(`{"record":{"call_log":[\n${rows.join(',\n')}]}}`)).toThrow('line 29002, column 15.');
  });

  test('is seen wherever a character is lost, and nowhere else', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFault(text)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const damaged = text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
        let isJson = true;
        try {
          JSON.parse(damaged);
        } catch {
          isJson = false;
        }
        expect(jsonFault(damaged) === null).toBe(isJson);
      }),
    );
  });

  test('of encoding is told as such', () => {
    writeFileSync(path, Buffer.from([0x22, 0xd5, 0xe3, 0x22]));
    expect(() => readJson(path)).toThrow('is not UTF-8');
  });
});
