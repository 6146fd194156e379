/** Pushes leave nothing personal behind: not in the log, not in their rows, not in what a receiver's trouble is called. */

import { expect, test } from 'vitest';
import { leaksIn, watchLog } from '../canary/watch-log.ts';
import { openPushWire } from './push-wire.ts';

test('of a journey whose pushes are acknowledged, refused and given up, nothing personal is logged or kept', async () => {
  const { log, lines } = watchLog();
  const push = await openPushWire('pglite', log);
  const { wire, receiver } = push;
  const tel = '13061300045';
  receiver.answer = ({ path, body }) => (path === '/push/result' ? [500, body.toString()] : [200, 'ok']);
  const sid = await push.signIn(tel, 'order-canary');
  await wire.runJobs();
  for (const seconds of [0, 30, 300]) {
    wire.clock.now += seconds;
    await push.delivering.settle();
  }

  const { calls } = await wire.subscriber(tel);
  const secrets = {
    person: new Set([tel, 'order-canary']),
    credentials: new Set([wire.app.appsecret]),
    places: new Set([receiver.url]),
    counterparts: new Set(calls.map(({ call_tel = '' }) => call_tel).filter((one) => one.length >= 7)),
  };
  expect(leaksIn(lines, secrets)).toEqual([]);
  const rows = await wire.store.db.selectFrom('pushes').selectAll().where('sid', '=', sid).execute();
  expect(rows).toHaveLength(4);
  expect(
    leaksIn(
      rows.map((row) => JSON.stringify(row)),
      secrets,
    ),
  ).toEqual([]);
  const messages = lines.map((line) => JSON.parse(line).msg);
  expect(messages.filter((message) => message === 'push acknowledged')).toHaveLength(3);
  expect(messages.filter((message) => message === 'push not acknowledged')).toHaveLength(3);
  await push.close();
});
