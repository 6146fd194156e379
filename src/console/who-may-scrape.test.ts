/** Who is given the metrics, with a token and without one. */

import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMetrics } from '../metrics/metrics.ts';
import { addMetrics } from './health.ts';

const token = 'a-token-of-the-operator';
const open = Fastify();
const closed = Fastify();
beforeAll(() => {
  addMetrics(open, createMetrics(), null);
  addMetrics(closed, createMetrics(), token);
});
afterAll(() => Promise.all([open.close(), closed.close()]));

test.each([
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '10.1.2.3',
  '192.168.7.7',
  '::ffff:172.16.0.9',
  'fd00::5',
  'fe80::1%eth0',
])('without a token a peer at %s reads them', async (remoteAddress) => {
  const reply = await open.inject({ url: '/metrics', remoteAddress });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toContain('text/plain');
  expect(reply.body).toContain('# TYPE xiangdan_session_outcomes_total counter');
});

test.each(['8.8.8.8', '::ffff:8.8.8.8', '2400:3200::1'])(
  'without a token a peer at %s is refused',
  async (remoteAddress) => {
    const reply = await open.inject({ url: '/metrics', remoteAddress });
    expect(reply.statusCode).toBe(403);
    expect(reply.body).not.toContain('xiangdan_');
  },
);

test.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
  'without a token a proxy on this machine does not open them to its clients: %s',
  async (header) => {
    const headers = { [header]: '127.0.0.1' };
    expect((await open.inject({ url: '/metrics', headers })).statusCode).toBe(403);
  },
);

test('with a token whoever sends it reads them, from anywhere, and nobody else', async () => {
  const from = (authorization: string, remoteAddress: string) =>
    closed.inject({ url: '/metrics', remoteAddress, headers: { authorization } });
  expect((await from(`Bearer ${token}`, '8.8.8.8')).statusCode).toBe(200);
  expect((await from(`Bearer ${token}x`, '127.0.0.1')).statusCode).toBe(401);
  expect((await from(token, '127.0.0.1')).statusCode).toBe(401);
  expect((await closed.inject({ url: '/metrics' })).statusCode).toBe(401);
});
