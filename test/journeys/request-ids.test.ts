/** The id of a request: taken from the client, on the reply, in the log, and in the words for a fault of our own. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchLog } from '../canary/watch-log.ts';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

const { log, lines } = watchLog();
let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire('pglite', [], log);
});
afterAll(() => wire.close());

async function get(url: string, id: string) {
  const reply = await wire.api.inject({ url, headers: { 'x-request-id': id } });
  const own = lines.map((line) => JSON.parse(line)).filter(({ request }) => request === reply.headers['x-request-id']);
  return { reply, lines: own };
}

test('an id that the client sent is on the reply and on every line of its request', async () => {
  const seen = await get('/calls/record?sid=SID1', 'client-7');
  expect(seen.reply.headers['x-request-id']).toBe('client-7');
  expect(seen.lines.map(({ msg }) => msg)).toEqual(['refused', 'replied']);
});

test('an id that could be a number of a subscriber is on neither', async () => {
  const seen = await get('/calls/record?sid=SID1', '13001000012');
  expect(seen.reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(seen.lines.map(({ msg }) => msg)).toEqual(['refused', 'replied']);
});

test('what is no sid is not logged as one, and an unknown sid is', async () => {
  const token = await wire.newToken();
  const odd = await get(`/calls/record?token=${token}&sid=13001000012`, 'odd-sid');
  expect(odd.lines.map(({ sid }) => sid)).toEqual([undefined, undefined]);
  const sid = `SID${'0'.repeat(32)}`;
  const unknown = await get(`/calls/record?token=${token}&sid=${sid}`, 'unknown-sid');
  expect(unknown.lines.map((line) => line.sid)).toEqual([sid, sid]);
});

test('a recovery is found by its tid', async () => {
  const token = await wire.newToken();
  const tid = `TID${'1'.repeat(20)}`;
  const seen = await get(`/forget/pwd?token=${token}&tid=${tid}&sms_code=123456`, 'recovery');
  expect(seen.lines.map((line) => line.tid)).toEqual([tid, tid]);
});

test('the id in the words for a fault of our own is that of its line, with the session', async () => {
  const token = await wire.newToken();
  const sid = `SID${'2'.repeat(32)}`;
  await wire.store.db.schema.alterTable('sessions').renameTo('lost').execute();
  const seen = await get(`/calls/record?token=${token}&sid=${sid}`, 'fault-1');
  expect(seen.reply.json<WireReply>()).toMatchObject({ status: 9999, msg: expect.stringContaining('fault-1') });
  expect(seen.lines.find(({ msg }) => msg === 'a request failed by our own fault')).toMatchObject({ sid });
});
