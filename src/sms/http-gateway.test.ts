/** Texts to the operator's gateway, as it receives them. */

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpGateway } from './http-gateway.ts';

const secret = 'a secret of the tests';
const [tel, text] = ['13001000012', '验证码 012345'];
const received: { headers: IncomingHttpHeaders; body: string }[] = [];
const server = createServer(async (request, reply) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
  if (request.url === '/moved') reply.writeHead(302, { location: '/' }).end();
  else if (request.url === '/refused') reply.writeHead(422).end(`${tel} ${text}`);
  else if (request.url !== '/silent') reply.writeHead(204).end();
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a text is one POST of number and text, signed as Standard Webhooks', async () => {
  await createHttpGateway({ url: `${origin}/sms?key=1`, secret }).send(tel, text);
  const { headers, body } = received.at(-1) ?? { headers: {}, body: '' };
  expect(JSON.parse(body)).toEqual({ tel, text });
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
});

test.each([
  ['/refused', /^the SMS gateway answered 422, expected a 2xx$/],
  ['/moved', /^the SMS gateway answered 302, expected a 2xx$/],
  ['/silent', /^the SMS gateway was not reached: \w+$/],
])('%s is an error that repeats neither number nor text', async (path, words) => {
  await expect(createHttpGateway({ url: origin + path, secret, timeoutMs: 300 }).send(tel, text)).rejects.toThrow(
    words,
  );
});
