/** An app's server that takes pushes: counts each id, and keeps when each came and when its `ok` was written. */

import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type PushKind, pushKinds } from '../../src/store/pushes/push-kinds.ts';

/** One arrival; instants in unix milliseconds. */
export interface Arrival {
  id: string;
  /** As its body has it: the tags have one of their own. */
  sid: string;
  kind: PushKind;
  at: number;
  /** Null: the sender was gone before it was answered. */
  answeredAt: number | null;
}

export interface Receiver {
  url: string;
  arrivals: Arrival[];
  /** How many distinct ids were answered. */
  acknowledged(): number;
  close(): void;
}

/** `delayMs` gives how long each push is held before it is answered. */
export async function openReceiver(delayMs: () => number = () => 0): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  const acknowledged = new Set<string>();
  const server = createServer(async (request, reply) => {
    const at = Date.now();
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // The sender died while it sent: nothing came.
    }
    const kind = pushKinds.find((one) => request.url?.startsWith(`/${one}`));
    if (!kind) throw new Error(`a push came to ${request.url}`);
    const id = String(request.headers['webhook-id']);
    // `/result` holds the whole record: the sid is looked for, not parsed out.
    const sid = /"sid":"(\w+)"/.exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? '';
    const arrival: Arrival = { id, sid, kind, at, answeredAt: null };
    arrivals.push(arrival);
    const wait = delayMs();
    if (wait > 0) await pause(wait);
    if (reply.destroyed) return;
    arrival.answeredAt = Date.now();
    acknowledged.add(id);
    reply.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    acknowledged: () => acknowledged.size,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
