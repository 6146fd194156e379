/** What is sealed opens with its own key, purpose and bytes, and with nothing else. */

import { describe, expect, test } from 'vitest';
import { createVault, open, seal } from './vault.ts';

const vault = createVault(Buffer.alloc(32, 1));
const other = createVault(Buffer.alloc(32, 2));

describe('vault', () => {
  test('a data key opens under the master key that wrapped it, for its own session', () => {
    const { dataKey, wrapped } = vault.newDataKey('SID1');
    expect(vault.unwrapDataKey('SID1', wrapped)).toEqual(dataKey);
    expect(() => vault.unwrapDataKey('SID2', wrapped)).toThrow();
    expect(() => other.unwrapDataKey('SID1', wrapped)).toThrow();
  });

  test('a sealed value moved to another column or changed in one bit does not open', () => {
    const { dataKey } = vault.newDataKey('SID1');
    const sealed = seal(dataKey, 'record:SID1', Buffer.from('13800000000'));
    expect(open(dataKey, 'record:SID1', sealed).toString()).toBe('13800000000');
    expect(() => open(dataKey, 'report:SID1', sealed)).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => open(dataKey, 'record:SID1', sealed)).toThrow();
  });

  test('the same value sealed twice gives different bytes, and shows none of it', () => {
    const key = Buffer.alloc(32, 3);
    const once = seal(key, 'record:SID1', Buffer.from('13800000000'));
    expect(seal(key, 'record:SID1', Buffer.from('13800000000'))).not.toEqual(once);
    expect(once.includes('13800000000')).toBe(false);
  });

  test('look-up hashes agree within an installation and differ between two, and between kinds', () => {
    expect(vault.lookupHash('tel', '13800000000')).toEqual(vault.lookupHash('tel', '13800000000'));
    expect(vault.lookupHash('tel', '13800000000')).not.toEqual(vault.lookupHash('uid', '13800000000'));
    expect(vault.lookupHash('tel', '13800000000')).not.toEqual(other.lookupHash('tel', '13800000000'));
  });

  test("an app's secret opens for that app only", () => {
    const sealed = vault.sealForApp('a1', 'secret');
    expect(vault.openForApp('a1', sealed)).toBe('secret');
    expect(() => vault.openForApp('a2', sealed)).toThrow();
  });
});

describe('rotation', () => {
  const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const both = createVault(newKey, [oldKey]);

  test('what an older key sealed opens while that key is known, and after it was rewrapped without it', () => {
    const { dataKey, wrapped } = createVault(oldKey).newDataKey('SID1');
    expect(both.unwrapDataKey('SID1', wrapped)).toEqual(dataKey);
    const again = both.rewrap('key:SID1', wrapped);
    expect(createVault(newKey).unwrapDataKey('SID1', again)).toEqual(dataKey);
    expect(() => createVault(oldKey).unwrapDataKey('SID1', again)).toThrow('none of the known master keys');
    expect(() => both.rewrap('key:SID2', wrapped)).toThrow();
  });

  test('what was sealed before keys had ids opens under whichever key it was', () => {
    const { dataKey, wrapped } = createVault(oldKey).newDataKey('SID1');
    const before = wrapped.subarray(8);
    expect(createVault(oldKey).unwrapDataKey('SID1', before)).toEqual(dataKey);
    expect(both.unwrapDataKey('SID1', before)).toEqual(dataKey);
    expect(() => createVault(newKey).unwrapDataKey('SID1', before)).toThrow('none of the known master keys');
  });

  test('look-ups go by every known key, the current one first', () => {
    const expected = [newKey, oldKey].map((key) => createVault(key).lookupHash('tel', '13001000012'));
    expect(both.lookupHashes('tel', '13001000012')).toEqual(expected);
    expect(both.lookupHash('tel', '13001000012')).toEqual(expected[0]);
  });
});
