/** A receiver of pushes with Express: verified on the raw body, each dealt with once. Usage: node express-receiver.mjs [port] */

import { InvalidPush, readResult, verifyPush } from '@xiangdan/client/push';
import express from 'express';

const { APPSECRET } = process.env;
if (!APPSECRET) throw new Error('APPSECRET is not set');

/** Ids of pushes that were dealt with: a table with a unique key in earnest. */
const seen = new Set();

const app = express();
// The signature covers the bytes as they came: no JSON parser before it.
app.post('/push/:kind', express.raw({ type: 'application/json', limit: '32mb' }), (request, response) => {
  try {
    const { id, body } = verifyPush(request.headers, request.body, APPSECRET);
    if (!seen.has(id)) {
      seen.add(id);
      if (request.params.kind === 'result') {
        const result = readResult(body, APPSECRET);
        console.log(result.failed ? `result failed ${result.status}` : `result calls ${result.record.call_log.length}`);
      } else console.log(request.params.kind);
    }
    response.send('ok');
  } catch (error) {
    if (!(error instanceof InvalidPush)) throw error;
    response.status(401).send(error.message);
  }
});

const server = app.listen(Number(process.argv[2] ?? 3000), '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${server.address().port}`);
});
