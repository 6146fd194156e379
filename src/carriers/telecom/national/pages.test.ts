/** What the readers of 中国电信's national site make of the samples in fixtures/. */

import { createDecipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Reader } from '../../reader.ts';
import { sample, troubleOf } from '../test-samples.ts';
import { encryptPassword } from './encrypt-password.ts';
import { passEntryPage, readCheckPhone, readSignInPage, readWantsCaptcha } from './pages.ts';

test('a number of this carrier has a home, another has none', () => {
  const home = { provinceId: '11', siteCode: 'zj', areaCode: '0574', cityNo: '574' };
  expect(readCheckPhone(sample('checkphone.json'), 'p')).toEqual(home);
  expect(readCheckPhone('{"result":"1","msg":"…"}', 'p')).toBeNull();
});

test('a home that would lead to a path of its own making is not believed', () => {
  const elsewhere = (key: string, value: string) =>
    JSON.stringify({ ...JSON.parse(sample('checkphone.json')), [key]: value });
  for (const text of [
    elsewhere('siteCode', 'zj/../x'),
    elsewhere('ProvinceID', '99'),
    elsewhere('ProvinceID', 'toString'),
  ])
    expect(troubleOf(readCheckPhone, text).kind).toBe('unknownPage');
});

test('the sign-in page gives its key, and why the last try was refused', () => {
  expect(readSignInPage(sample('sign-in.html'), 'p')).toEqual({ key: '3f9c0a7712be40d5', refusal: '' });
  expect(readSignInPage(sample('sign-in-wrong-password.html'), 'p')).toEqual({
    key: '0123456789abcdef',
    refusal: '9103',
  });
});

test('a password is encrypted so that the holder of the key can read it', () => {
  const decipher = createDecipheriv('aes-128-cbc', '0123456789abcdef', '1234567812345678');
  const encrypted = encryptPassword('908172', '0123456789abcdef');
  expect(encrypted).not.toContain('908172');
  expect(decipher.update(encrypted, 'base64', 'utf8') + decipher.final('utf8')).toBe('908172');
});

test('a jump that ends at a sign-in page, or is refused, has not arrived', () => {
  expect(troubleOf(passEntryPage, sample('sign-in.html')).kind).toBe('signedOut');
  expect(troubleOf(passEntryPage, '<p>系统参数错误</p>').kind).toBe('unknownPage');
});

const readers: [string, Reader<unknown>][] = [
  ['checkphone', readCheckPhone],
  ['loadlogincaptcha', readWantsCaptcha],
  ['login', readSignInPage],
];

test.each(readers)('%s knows maintenance, and names an unknown page without showing it', (_, read) => {
  expect(troubleOf(read, sample('maintenance.html')).code).toBe(20020);
  expect(troubleOf(read, sample('unknown.html')).message).toBe('/xx/thePage: a page we do not know');
});
