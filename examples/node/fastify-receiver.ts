/** A receiver of pushes with Fastify: verified on the raw body, each dealt with once. Usage: node fastify-receiver.ts [port] */

import { InvalidPush, readResult, verifyPush } from '@xiangdan/client/push';
import Fastify from 'fastify';

const { APPSECRET } = process.env;
if (!APPSECRET) throw new Error('APPSECRET is not set');

/** Ids of pushes that were dealt with: a table with a unique key in earnest. */
const seen = new Set<string>();

const app = Fastify({ bodyLimit: 32 * 1024 * 1024 });
// The signature covers the bytes as they came.
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

app.post<{ Params: { kind: string }; Body: Buffer }>('/push/:kind', async (request, reply) => {
  try {
    const { id, body } = verifyPush(request.headers, request.body, APPSECRET);
    if (!seen.has(id)) {
      seen.add(id);
      if (request.params.kind === 'result') {
        const result = readResult(body, APPSECRET);
        console.log(result.failed ? `result failed ${result.status}` : `result calls ${result.record.call_log.length}`);
      } else console.log(request.params.kind);
    }
    return 'ok';
  } catch (error) {
    if (!(error instanceof InvalidPush)) throw error;
    return reply.code(401).send(error.message);
  }
});

console.log(`ready ${await app.listen({ port: Number(process.argv[2] ?? 3000), host: '127.0.0.1' })}`);
