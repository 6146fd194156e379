/** What a log line of an error holds, and what it never holds. */

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const chunks: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  write(createLog('trace', sink));
  return chunks.join('');
}

test('an error is logged with its name, code and stack, and without its other properties', () => {
  const error = Object.assign(new Error('the portal is down'), {
    code: 'ECONNRESET',
    row: { call_tel: '13010200016' },
  });
  const line = linesOf((log) => log.error({ err: error }, 'failed'));
  expect(line).toContain('the portal is down');
  expect(line).toContain('ECONNRESET');
  expect(line).not.toContain('13010200016');
});

test('what JSON.parse could not read is not quoted, neither by the error nor as a cause', () => {
  const line = linesOf((log) => {
    try {
      JSON.parse('<13010200016>');
    } catch (error) {
      log.error({ err: error }, 'failed');
      log.error({ err: new Error('page', { cause: error }) }, 'failed');
    }
  });
  expect(line).toContain('SyntaxError');
  expect(line).not.toContain('13010200016');
});

test('fields that could hold secrets are removed wherever somebody logs them', () => {
  const line = linesOf((log) =>
    log.info({ tel: '13010200016', answers: { pin_pwd: '730519' }, body: { sms_code: '123456' } }, 'oops'),
  );
  expect(line).not.toMatch(/13010200016|730519|123456/);
});

test('nor are they in a list, below what is named, or in what a child of the log says with every line', () => {
  const line = linesOf((log) => {
    log.info({ steps: [{ asked: { captcha_code: 'k7xq' } }], a: { b: { c: { d: { sms_code: '123456' } } } } }, 'oops');
    log.child({ token: '0f1e2d3c' }).info({ sid: 'SID1', at: new Date(0) }, 'replied');
  });
  expect(line).not.toMatch(/k7xq|123456|0f1e2d3c/);
  expect(line).toContain('"sid":"SID1","at":"1970-01-01T00:00:00.000Z"');
});
