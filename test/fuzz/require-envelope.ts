/** What every client may rely on, whatever it sent: one of four HTTP statuses, the whole envelope, and never our own fault. */

import { expect } from 'vitest';
import type { TestWire, WireReply } from '../test-wire.ts';
import type { RandomRequest } from './random-request.ts';

/** Throws when the reply is anything else. */
export async function requireEnvelope({ api }: TestWire, request: RandomRequest): Promise<WireReply> {
  const reply = await api.inject(request);
  expect([200, 400, 404, 413]).toContain(reply.statusCode);
  expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
  const { status, action, msg, data, ...more } = reply.json();
  expect(more).toEqual({});
  expect(Number.isInteger(status) && status !== 9999, `status ${status}`).toBe(true);
  expect(['processing', 'done', 'reset']).toContain(action);
  expect(msg).toEqual(expect.stringMatching(/./));
  expect(data !== null && typeof data === 'object' && !Array.isArray(data), 'data is an object').toBe(true);
  if (status !== 0) expect(data).toEqual({});
  if (reply.statusCode !== 200) expect(status).toBe(4001);
  return { status, action, msg, data };
}
