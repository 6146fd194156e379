/** Forms in GBK, byte for byte. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeForm } from './encode-form.ts';

test('a name is url-encoded in GBK, as the protocol page has it', () => {
  expect(encodeForm({ usernameyanzheng: '张明', cdrmonth: '201708', randpsw: '' })).toBe(
    'usernameyanzheng=%D5%C5%C3%F7&cdrmonth=201708&randpsw=',
  );
});

test('what separates fields is never taken for a separator, and a rare character spoils only itself', () => {
  expect(encodeForm({ a: '1&b=2 +%', c: '𠮷x' })).toMatch(/^a=1%26b%3D2%20%2B%25&c=(%3F)+x$/);
});

test('plain ASCII is read back by every form decoder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(new URLSearchParams(encodeForm({ text })).get('text')).toBe(text);
    }),
  );
});
