/** The smallest receiver of pushes: node:http, verified on the raw body. Usage: APPSECRET=… node receiver.mjs [port] */

import { createServer } from 'node:http';
import { InvalidPush, readResult, verifyPush } from '@xiangdan/client/push';

const { APPSECRET } = process.env;
if (!APPSECRET) throw new Error('APPSECRET is not set');

const server = createServer(async (request, response) => {
  const rawBody = Buffer.concat(await request.toArray());
  try {
    const { id, body } = verifyPush(request.headers, rawBody, APPSECRET);
    console.log(
      `${request.url} verified, ${id}: ${request.url === '/push/result' ? callsIn(body) : JSON.stringify(body)}`,
    );
    response.end('ok');
  } catch (error) {
    if (!(error instanceof InvalidPush)) throw error;
    response.writeHead(401).end(error.message);
  }
});

function callsIn(body) {
  const result = readResult(body, APPSECRET);
  return result.failed ? `failed with ${result.status}` : `${result.record.call_log.length} calls`;
}

server.listen(Number(process.argv[2] ?? 3000), '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${server.address().port}`);
});
