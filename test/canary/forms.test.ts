/** The search itself: it finds a secret in every form, among noise, and takes no part of a longer number for one. */

import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { findForms, findInDump, formsOf } from './forms.ts';

const secrets = { code: ['730519'], idCard: ['990123199003071239'], name: ['欧阳试'], uid: ['>>?~~ order'] };
const forms = formsOf(secrets);
const among = (...parts: Buffer[]) =>
  Buffer.concat([randomBytes(5000), Buffer.alloc(2), ...parts, Buffer.alloc(2), randomBytes(5000)]);
const text = (of: string) => Buffer.from(of);

describe('is found', () => {
  test.each([
    ['code as utf-8', text('730519')],
    ['code as utf-8', text('{"sms_code":"730519"}')],
    ['code as utf-16le', Buffer.from('730519', 'utf16le')],
    ['code as utf-8 hex', text(text('730519').toString('hex'))],
    ['idCard as utf-8 HEX', text(text('990123199003071239').toString('hex').toUpperCase())],
    ['idCard as utf-8', text('x990123199003071239')],
    ['name as gbk', iconv.encode('欧阳试', 'gbk')],
    ['name as utf-8 percent', text(encodeURIComponent('欧阳试'))],
    ['name as JSON escapes', text('\\u6b27\\u9633\\u8bd5')],
    ['code as utf-8, gzipped', gzipSync('the code is 730519')],
    ['code as utf-8, gzipped, gzipped', gzipSync(gzipSync('the code is 730519'))],
    ['idCard as md5 hex', text(createHash('md5').update('990123199003071239').digest('hex'))],
  ] as const)('%s', (name, bytes) => {
    expect([...findForms(among(bytes), forms)]).toContain(name);
  });

  test.each([0, 1, 2, 3, 4])('in base64 that begins %i bytes before it, of either alphabet', (before) => {
    for (const [kind, [secret = '']] of Object.entries(secrets)) {
      for (const alphabet of ['base64', 'base64url'] as const) {
        const written = Buffer.concat([randomBytes(before), text(secret), randomBytes(7)]).toString(alphabet);
        expect([...findForms(among(text(written)), forms)].join()).toContain(`${kind} as utf-8 base64`);
      }
    }
  });

  test('in gzip that a dump writes as hex', () => {
    const dump = `1\t\\x${gzipSync(Buffer.from('990123199003071239')).toString('hex')}\t2`;
    expect([...findInDump(dump, forms)]).toEqual(['idCard as utf-8, gzipped']);
  });
});

test('is not found in noise, in longer numbers or in identifiers', () => {
  const noise = Buffer.concat([randomBytes(1_000_000), text(' 1730519 7305191 a730519 SID0730519f 73051 ')]);
  expect([...findForms(noise, forms)]).toEqual([]);
});
