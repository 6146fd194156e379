/** What the fuzzing found once, in its shortest form. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { requireEnvelope } from './require-envelope.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire('pglite');
});
afterAll(() => wire.close());

test.each([
  { path: '/calls/record?sid=%00', msg: 'API 参数错误：sid 格式不正确' },
  { path: '/calls/flow?tel=13061300011&uid=%00', msg: 'API 参数错误：uid 格式不正确' },
  { path: '/forget/pwd?tid=%00&sms_code=1', msg: 'API 参数错误：tid 格式不正确' },
  { path: '/sessions/%00?', msg: 'API 参数错误：sid 格式不正确' },
])('a NUL, which the store cannot hold, is 4001 ($path)', async ({ path, msg }) => {
  const url = `${path}&token=${await wire.newToken()}`;
  expect(await requireEnvelope(wire, { method: 'GET', url, headers: {} })).toMatchObject({ status: 4001, msg });
});

test.each(['/%ff', `/sessions/${'x'.repeat(200)}`])('a path that cannot be read (%s) has an envelope', async (url) => {
  const reply = await wire.api.inject({ url });
  expect(reply.statusCode).toBe(400);
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(reply.json()).toEqual({
    status: 4001,
    action: 'processing',
    msg: 'API 参数错误：接口地址格式不正确',
    data: {},
  });
});
