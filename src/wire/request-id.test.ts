/** Which ids of requests are taken over, and which are replaced. */

import { expect, test } from 'vitest';
import { requestId } from './request-id.ts';

const own = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test.each(['a', 'req-1.2:3_4', 'x'.repeat(64), '6f1c2e30-1b7a-4f0e-9d52-139100000120'])('%s is taken over', (given) => {
  expect(requestId({ headers: { 'x-request-id': given } })).toBe(given);
});

test.each([
  { what: 'nothing', given: '' },
  { what: 'too long a one', given: 'x'.repeat(65) },
  { what: 'a space', given: 'a b' },
  { what: 'a quotation mark', given: 'a"b' },
  { what: 'Chinese', given: '请求' },
  { what: "a subscriber's number", given: 'order-13001000012' },
  { what: 'an ID card', given: '990123199003071239' },
])('$what is replaced by an id of our own', ({ given }) => {
  expect(requestId({ headers: { 'x-request-id': given } })).toMatch(own);
});

test('without a header every request has an id of its own', () => {
  expect(requestId({ headers: {} })).not.toBe(requestId({ headers: {} }));
});
