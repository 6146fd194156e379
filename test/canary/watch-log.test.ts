/** The watch itself: it sees what is written at every level, and finds a secret in each form that one may take. */

import { describe, expect, test } from 'vitest';
import { leaksIn, watchLog } from './watch-log.ts';

const secrets = { codes: ['730519'], person: ['欧阳试', '13010200012'], captchas: ['K7PQ'] };

test('lines of every level are kept', () => {
  const { log, lines } = watchLog();
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level]('said');
  expect(lines).toHaveLength(6);
});

describe('a secret is found', () => {
  test.each([
    { where: 'in the message', write: ['the code 730519 is wrong'] },
    { where: 'in a field', write: [{ detail: 'sms_code=730519' }] },
    { where: 'deep in an object', write: [{ a: { b: { said: '13010200012' } } }] },
    { where: 'in an error', write: [{ err: new Error('/fee/13010200012 is unreachable') }] },
    { where: 'in the cause of an error', write: [{ err: new Error('failed', { cause: new Error('code 730519') }) }] },
    { where: 'percent-encoded', write: [{ url: `/x?name=${encodeURIComponent('欧阳试')}&y=1` }] },
    { where: 'in base64', write: [{ body: Buffer.from('730519').toString('base64') }] },
    { where: 'among Chinese text', write: ['验证码K7PQ，请勿告知他人'] },
  ])('$where', ({ write: [said] }) => {
    const { log, lines } = watchLog();
    log.info(said);
    expect(leaksIn(lines, secrets)).toHaveLength(1);
  });
});

test('what only looks like a secret is none', () => {
  const { log, lines } = watchLog();
  log.info(
    { request: '00730519-0000-4000-8000-000000730519', ms: 730519, sid: 'SID07305190', calls: 1730519 },
    'replied',
  );
  expect(leaksIn(lines, secrets)).toEqual([]);
});
