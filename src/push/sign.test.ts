/** The signature is the one that OpenSSL makes of the same text, and covers id, time and body. */

import { expect, test } from 'vitest';
import { signatureHeaders } from './sign.ts';

const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const signed = {
  id: 'msg_0123456789abcdef0123456789abcdef',
  timestamp: 1_795_147_200,
  body: Buffer.from('{"status":0,"tel":"13800000001","uid":"用户","sid":"SID00000000000000000000000000000001"}'),
};

test('the headers are those of Standard Webhooks, keyed with the secret as text', () => {
  expect(signatureHeaders(secret, signed)).toEqual({
    'webhook-id': signed.id,
    'webhook-timestamp': '1795147200',
    // printf '%s' 'msg_….1795147200.{…}' | openssl dgst -sha256 -hmac 0011… -binary | base64
    'webhook-signature': 'v1,G/te45CyDjwurRfWR9Qdi6Cf2n9wkRm4TLAlkFoe+uA=',
  });
});

test.each([
  ['id', { ...signed, id: 'msg_1' }],
  ['time', { ...signed, timestamp: signed.timestamp + 1 }],
  ['body', { ...signed, body: Buffer.from('{}') }],
])('another %s has another signature', (_what, other) => {
  expect(signatureHeaders(secret, other)['webhook-signature']).not.toBe(
    signatureHeaders(secret, signed)['webhook-signature'],
  );
});
