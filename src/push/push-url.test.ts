/** Addresses that may be set, and the flag at an address that auth and report share. */

import { describe, expect, test } from 'vitest';
import { faultOfPushUrl, pushUrl } from './push-url.ts';

const nowhere = { auth: null, result: null, report: null, tags: null };
const settings = (urls: Partial<typeof nowhere | Record<keyof typeof nowhere, string>>) => ({
  urls: { ...nowhere, ...urls },
  encrypted: false,
});

describe('an address', () => {
  test.each(['http://receiver.example/push', 'https://receiver.example:8443/a?b=c'])('%s may be set', (url) => {
    expect(faultOfPushUrl(url)).toBeNull();
  });

  test.each([
    '',
    'receiver.example',
    '/push',
    'ftp://receiver.example/',
    'file:///etc/passwd',
    'https://u:p@r.example/',
  ])('"%s" may not', (url) => {
    expect(faultOfPushUrl(url)).toMatch(/^expected /);
  });
});

describe('yulore_flag', () => {
  test.each([
    ['http://r.example/push', 'http://r.example/push?yulore_flag=auth'],
    ['http://r.example/push?', 'http://r.example/push?yulore_flag=auth'],
    ['http://r.example/push?a=%20b&c', 'http://r.example/push?a=%20b&c&yulore_flag=auth'],
    ['http://r.example/push?a=1&', 'http://r.example/push?a=1&yulore_flag=auth'],
    ['http://r.example/push?yulore_flag=x', 'http://r.example/push?yulore_flag=x&yulore_flag=auth'],
    ['http://r.example/push#top', 'http://r.example/push?yulore_flag=auth'],
  ])('%s becomes %s, the query that was there kept to the byte', (url, flagged) => {
    const same = settings({ auth: url, report: url, result: url, tags: url });
    expect(pushUrl(same, 'auth')).toBe(flagged);
    expect(pushUrl(same, 'report')).toBe(flagged.replace(/auth$/, 'report'));
    expect([pushUrl(same, 'result'), pushUrl(same, 'tags')]).toEqual([url, url]);
  });

  test('two spellings of one address are the same one', () => {
    const same = settings({ auth: 'http://r.example', report: 'http://R.example:80/' });
    expect(pushUrl(same, 'report')).toBe('http://R.example:80/?yulore_flag=report');
  });

  test('is not added where the addresses differ, or one is missing', () => {
    const differ = settings({ auth: 'http://r.example/a', report: 'http://r.example/b' });
    expect([pushUrl(differ, 'auth'), pushUrl(differ, 'report')]).toEqual(['http://r.example/a', 'http://r.example/b']);
    const alone = settings({ auth: 'http://r.example/a' });
    expect([pushUrl(alone, 'auth'), pushUrl(alone, 'report')]).toEqual(['http://r.example/a', null]);
  });
});
