/** Columns hold what the report reads of a call, to the letter, in memory and as bytes. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { call, reportInput } from '../../test/golden/small-record.ts';
import { collectCalls, columnsOf, oddLength, oddTime, type ReportedCall, reportedCall } from './call-columns.ts';
import { packColumns, unpackColumns } from './pack-columns.ts';

const figures = ['0', '00', '007', '1511161753', '0511161753', '4294967294', '4294967295', '4294967296', '9999999999'];
const aText = fc.oneof(fc.constantFrom(...figures, '', '主叫', ' 1', '１２', '-1', '1e3'), fc.string());
const aCall: fc.Arbitrary<ReportedCall> = fc.record({
  call_from: aText,
  call_time: aText,
  call_tel: aText,
  call_method: aText,
  call_duration: aText,
});

const { call_log: _, ...record } = reportInput().record;
const textsOf = (columns: ReturnType<typeof columnsOf>) =>
  Array.from({ length: columns.count }, (_, at) => reportedCall(columns, at));

test('whatever the texts of a call are, they come back', () => {
  fc.assert(
    fc.property(fc.array(aCall), (calls) => {
      expect(textsOf(columnsOf(calls))).toEqual(calls);
    }),
  );
});

test('they come back from bytes too, wherever those begin in their buffer', () => {
  fc.assert(
    fc.property(fc.array(aCall), fc.integer({ min: 0, max: 7 }), (calls, before) => {
      const bytes = Buffer.concat([Buffer.alloc(before), packColumns({ record, calls: columnsOf(calls) })]);
      const unpacked = unpackColumns(bytes.subarray(before));
      expect(unpacked?.record).toEqual(record);
      expect(unpacked && textsOf(unpacked.calls)).toEqual(calls);
    }),
  );
});

test('more calls may come than were expected', () => {
  const calls = ['1', '2', '3', '4', '5'].map((call_duration) => ({ ...call(), call_duration }));
  const collector = collectCalls(2);
  for (const each of calls) collector.add(each);
  expect(collector.columns()).toEqual(columnsOf(calls));
});

test('only what is printed as a figure is held as one', () => {
  const { times, lengths } = columnsOf([
    call({ seconds: 60 }),
    { ...call(), call_time: '0511161753', call_duration: '060' },
  ]);
  expect([...times]).toEqual([Number(call().call_time), oddTime]);
  expect([...lengths]).toEqual([60, oddLength]);
});

test('a text that repeats is held once', () => {
  const { telTexts, tels } = columnsOf([call({ tel: '110' }), call({ tel: '120' }), call({ tel: '110' })]);
  expect(telTexts).toEqual(['110', '120']);
  expect([...tels]).toEqual([0, 1, 0]);
});

test('bytes of another layout are left to whoever knows it', () => {
  const bytes = packColumns({ record, calls: columnsOf([call()]) });
  bytes.writeUInt8(bytes.readUInt8(0) + 1, 0);
  expect(unpackColumns(bytes)).toBeNull();
  expect(unpackColumns(Buffer.alloc(0))).toBeNull();
});
