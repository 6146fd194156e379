/** What every client may rely on, whatever it sent: one of four HTTP statuses, the whole envelope, and never our own fault. */

import { expect } from 'vitest';
import type { TestWire, WireReply } from '../test-wire.ts';
import { envelopeFault } from './envelope-fault.ts';
import type { RandomRequest } from './random-request.ts';

/** Throws when the reply is anything else. */
export async function requireEnvelope({ api }: TestWire, request: RandomRequest): Promise<WireReply> {
  const reply = await api.inject(request);
  expect(envelopeFault(reply.statusCode, reply.headers['content-type'], reply.body)).toBeNull();
  return reply.json();
}
