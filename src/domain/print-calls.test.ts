/** Calls printed as JSON's own bytes. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printCalls } from './print-calls.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('浙江宁波', '主叫', '13001000001', '0.15', '"', '\\', '\n', '\ud83d', '\u2028', '\u007f', 'é', '📞'),
);
const call = fc.record({
  call_from: text,
  call_time: text,
  call_to: text,
  call_tel: text,
  call_method: text,
  call_type: text,
  call_cost: text,
  call_duration: text,
});

test('calls are printed as JSON.stringify prints them, to the byte', () => {
  fc.assert(
    fc.property(fc.array(call, { maxLength: 8 }), (calls) => {
      expect(printCalls(calls).toString('hex')).toBe(Buffer.from(JSON.stringify(calls)).toString('hex'));
    }),
  );
});
