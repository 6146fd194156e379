/** Which entries are addresses or blocks, and which addresses they let in. */

import { expect, test } from 'vitest';
import { faultyAddresses, isListed } from './access.ts';

test('an entry that is no address and no CIDR block is named', () => {
  const good = ['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::1', '2001:db8::/32', '::/0'];
  const bad = [
    '',
    '203.0.113',
    '203.0.113.0/33',
    '203.0.113.0/',
    '2001:db8::/129',
    '1.2.3.4/8/8',
    'host.example',
    '1.2.3.4/-1',
  ];
  expect(faultyAddresses([...good, ...bad])).toEqual(bad);
});

test.each([
  ['203.0.113.0/24', '203.0.113.255', true],
  ['203.0.113.0/24', '203.0.114.0', false],
  ['203.0.113.0/24', '::ffff:203.0.113.1', true],
  ['203.0.113.0/24', '::FFFF:203.0.114.1', false],
  ['203.0.113.7,2001:db8::/32', '2001:db8:ffff::1', true],
  ['203.0.113.7,2001:db8::/32', '2001:db9::1', false],
  ['2001:db8::/32', '203.0.113.7', false],
  ['0.0.0.0/0', '203.0.113.7', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['203.0.113.7', 'unknown', false],
  ['203.0.113.7', '', false],
])('%s lets %s in: %s', (list, address, expected) => {
  expect(isListed(list, address)).toBe(expected);
});
