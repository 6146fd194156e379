/** `/phone/{tel}`: the phone of a subscriber in a browser, and the stream that brings it its messages; `/phone/sms` sends it one. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { deliverSms, inboxOf } from '../sign-in/sms.ts';
import type { Sms } from '../state.ts';
import type { World } from '../world.ts';
import { noPhonePage, phonePage } from './phone-page.ts';

const send = (reply: FastifyReply, sms: Sms) => reply.raw.write(`data: ${JSON.stringify(sms)}\n\n`);

export function phoneRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { tel: string } }>('/:tel', async ({ params: { tel } }, reply) => {
    reply.type('text/html; charset=UTF-8').header('cache-control', 'no-store');
    return world.subscriber(tel) ? phonePage(tel) : reply.code(404).send(noPhonePage);
  });

  /** An SMS gateway as operators have one: whoever posts `{tel, text}` has it texted. The first run of six digits is taken for the code. */
  app.post<{ Body: { tel?: unknown; text?: unknown } | null }>('/sms', async ({ body }, reply) => {
    const { tel, text } = body ?? {};
    if (typeof tel !== 'string' || typeof text !== 'string')
      return reply.code(400).send({ error: 'tel and text must be texts' });
    if (!world.subscriber(tel)) return reply.code(404).send({ error: 'no such phone' });
    deliverSms(world, tel, text, /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? '');
    return { ok: true };
  });

  /** Server-sent events, each one message `{at,text,code}`: first all that are there, then each as it arrives. */
  app.get<{ Params: { tel: string } }>('/:tel/messages', async ({ params: { tel } }, reply) => {
    if (!world.subscriber(tel)) return reply.code(404).send({ error: 'no such phone' });
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // A client that comes back gets everything again, and is told here to drop what it had.
    reply.raw.write('event: inbox\ndata: {}\n\n');
    for (const sms of inboxOf(world, tel)) send(reply, sms);
    const onSms = (sms: Sms) => send(reply, sms);
    world.arrivals.on(tel, onSms);
    reply.raw.on('close', () => world.arrivals.off(tel, onSms));
  });
}
