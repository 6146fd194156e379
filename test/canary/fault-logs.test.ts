/** Our own faults and requests that reach no route: what they carried is not in the log, though there they are logged at length. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWatchedWire, type WatchedWire } from './watched-wire.ts';

let watched: WatchedWire;
beforeEach(async () => {
  watched = await openWatchedWire();
});
afterEach(() => watched.close());

const tel = '13010200016';

test.each(['sessions', 'flow_calls', 'tokens'] as const)('a store that has lost its table %s', async (table) => {
  const { id_card } = await watched.look(tel);
  const flow = await watched.post('/calls/flow', { tel });
  await watched.wire.store.db.schema.alterTable(table).renameTo('lost').execute();
  const { sid } = flow.data;
  const again = await watched.post('/calls/flow', { tel, uid: id_card, 'user_info[user_idcard]': id_card });
  const login = await watched.post('/calls/login', { sid, tel, pin_pwd: '730519', full_name: '欧阳试', id_card });
  expect([again.status, login.status]).toContain(9999);
  expect(watched.messages()).toContain('a request failed by our own fault');
  expect(watched.leaks()).toEqual([]);
});

test('requests that reach no route', async () => {
  const { pin, id_card } = await watched.look(tel);
  const { api } = watched.wire;
  const secret = `tel=${tel}&pin_pwd=${pin}&id_card=${id_card}`;
  const replies = await Promise.all([
    api.inject({ url: `/calls/flow/${tel}?${secret}` }),
    api.inject({ url: `/${id_card}%ff?${secret}` }),
    api.inject({ url: `/sessions/${tel.repeat(20)}` }),
    api.inject({ method: 'PUT', url: `/calls/flow?${secret}`, payload: secret }),
    api.inject({ method: 'POST', url: `/calls/flow?${secret}`, payload: secret.padEnd(1024 * 1024 + 1) }),
  ]);
  expect(replies.map(({ statusCode }) => statusCode)).toEqual([404, 400, 400, 404, 413]);
  expect(watched.lines.length).toBeGreaterThan(0);
  expect(watched.leaks()).toEqual([]);
});
