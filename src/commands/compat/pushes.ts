/** How pushes come to a client that pulls before it answers, and answers `"OK"` in quotes (§14, §18, §19). */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { pickUpPhone } from '../demo-client.ts';
import type { Host } from './host.ts';
import { passwordOnly, untilSettled } from './journeys.ts';
import { dataOf, type Line, line, textIn, told, wrong } from './line.ts';
import { isObject } from './send.ts';

interface Arrival {
  isSigned: boolean;
  /** What a pull of the record was told while the push waited for its answer. */
  pulled: string;
}

const mostSeconds = 30;

/** The app's push addresses must lead to this port: of which kind a push is does not matter here. */
export async function* pushChecks(host: Host, sandboxUrl: string, port: number): AsyncGenerator<Line> {
  const arrivals: Arrival[] = [];
  let sid = '';
  const server = createServer(async (request, reply) => {
    const rawBody = Buffer.concat(await request.toArray());
    const header = (name: string) => String(request.headers[name]);
    const signature = host.signatureOf(header('webhook-id'), header('webhook-timestamp'), rawBody);
    const pulled = told(await host.call('/calls/record', { sid }));
    arrivals.push({ isSigned: header('webhook-signature') === signature, pulled });
    reply.end('"OK"\n');
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  try {
    const tel = passwordOnly();
    sid = textIn(dataOf(await host.call('/calls/flow', { tel })), 'sid');
    const pin = (await pickUpPhone(sandboxUrl, tel))?.pin ?? '';
    await host.call('/calls/login', { sid, tel, pin_pwd: pin });
    await untilSettled(host, '/calls/report', sid);
    const states = await statesOf(host, sid);
    yield line('pushes came here', 'right', wrong({ [`none at port ${port}`]: arrivals.length > 0 }));
    yield line('each is signed', 'right', wrong({ signature: arrivals.every(({ isSigned }) => isSigned) }));
    yield line('the record can be pulled before the last is answered', '0 done', arrivals.at(-1)?.pulled ?? 'no push');
    yield line('"OK" in quotes acknowledges them', 'delivered', [...new Set(states)].join(', ') || 'no push');
    yield line('and none comes twice', String(states.length), String(arrivals.length));
  } finally {
    server.close();
  }
}

async function statesOf(host: Host, sid: string): Promise<string[]> {
  for (let second = 0; ; second++) {
    const { pushes } = dataOf(await host.call(`/sessions/${sid}`));
    const states = Array.isArray(pushes)
      ? pushes.map((push: unknown) => (isObject(push) ? textIn(push, 'state') : ''))
      : [];
    if (!states.includes('pending') || second === mostSeconds) return states;
    await pause(1_000);
  }
}
