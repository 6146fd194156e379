/**
 * Takes an HTTP side out of service without failing a call that a proxy sends meanwhile.
 *
 * A proxy may pass a refused connection on to another node, but not a POST that it has sent. So the order is: say no at /readyz, give
 * notice, refuse new connections, go on serving those that are open, `connection: close` on every reply, until the proxy has left
 * them, and only then close. Node's own close ends idle connections at once, into which a proxy may be writing at that moment.
 */

import { Server } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Calls that are under way have so long to finish, and then so long to say that they could not; the rest of the 10 s is the store's. */
const drainMs = 5_000;
const mostMs = 6_000;
/** Between /readyz and the first refusal: balancers that ask look again. nginx does not ask, and passes on what was refused. */
const noticeMs = 1_500;
/** A proxy under load has used up its open connections well within this; one without load sends nothing. */
const lingerMs = 2_000;
const lookEveryMs = 20;
/** An event loop that turns faster than this has just accepted every connection that the kernel held. */
const quietTurnMs = 0.3;
const mostTurns = 200;

export interface Drain {
  /** Answers to be given at /readyz. */
  readonly draining: boolean;
  /** `cutOff` is aborted when calls take too long; they then end by themselves. */
  run(cutOff: AbortController): Promise<void>;
}

/** Watches `http` from now on; before `listen`. With `behindProxy`, open connections are served a while longer. */
export function prepareDrain(http: FastifyInstance, behindProxy: boolean): Drain {
  let draining = false;
  let leaving = false;
  let open = 0;
  let underWay = 0;
  http.server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  http.server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
  });
  http.addHook('onSend', async (_request, reply) => {
    if (leaving) reply.header('connection', 'close');
  });

  async function untilLeft(): Promise<void> {
    const began = performance.now();
    const spent = () => performance.now() - began;
    while (open > 0 && (underWay > 0 || spent() < lingerMs)) await pause(lookEveryMs);
  }

  return {
    get draining() {
      return draining;
    },
    async run(cutOff) {
      draining = true;
      if (behindProxy && http.server.listening) await pause(noticeMs);
      const timers = [
        setTimeout(() => cutOff.abort(), drainMs),
        setTimeout(() => http.server.closeAllConnections(), mostMs),
      ];
      if (behindProxy) {
        await refuseConnections(http);
        leaving = true;
        await untilLeft();
      }
      await http.close();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/**
 * Closes the listening socket alone. What the kernel has accepted and Node has not would be reset, and with it a call that was sent:
 * so it is closed at the end of a turn of the event loop that had nothing to do but to accept.
 */
async function refuseConnections(http: FastifyInstance): Promise<void> {
  let last = performance.now();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    await nextTurn();
    const now = performance.now();
    if (turn > 0 && now - last < quietTurnMs) break;
    last = now;
  }
  if (http.server.listening) Server.prototype.close.call(http.server);
}
