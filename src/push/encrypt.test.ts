/** The encrypted form opens with the appsecret and says what the plain one says. */

import { createDecipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { encryptResult } from './encrypt.ts';

const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const result = { status: 0, action: 'done', msg: 'OK', data: { tel: '13800000001', name: '甲乙' } };

function parts(encrypted: object): { iv: Buffer; sealed: Buffer } {
  if (!('data' in encrypted) || typeof encrypted.data !== 'string') throw new Error('no data');
  const bytes = Buffer.from(encrypted.data, 'base64');
  return { iv: bytes.subarray(0, 16), sealed: bytes.subarray(16) };
}

test('AES-256-CBC with the IV in front and the 32 bytes of the hex secret as key gives the data back', () => {
  const encrypted = encryptResult(secret, 'SID1', result);
  const { iv, sealed } = parts(encrypted);
  const decipher = createDecipheriv('aes-256-cbc', Buffer.from(secret, 'hex'), iv);
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  expect(plain).toBe('{"tel":"13800000001","name":"甲乙"}');
});

test('around it are status, msg and sid, and nothing else', () => {
  expect(encryptResult(secret, 'SID1', result)).toEqual({
    status: 0,
    msg: 'OK',
    sid: 'SID1',
    data: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
  });
});

test('the same result has another IV each time', () => {
  expect(parts(encryptResult(secret, 'SID1', result)).iv).not.toEqual(parts(encryptResult(secret, 'SID1', result)).iv);
});
