/** The portal against a small server of its own on 127.0.0.1: cookies, redirects, charsets, troubles, cancelling. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPortal, type PortalOptions } from './portal.ts';
import { PortalTrouble } from './portal-trouble.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const redirect =
  (status: number, location: string): Answer =>
  (_, response) => {
    response.writeHead(status, { location, 'set-cookie': 'hop=1; Path=/' }).end();
  };

const html =
  (charset: string): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': `text/html${charset}` }).end(iconv.encode('详单', 'gbk'));
  };

const answers: Record<string, Answer> = {
  '/site/echo': (request, response, body) => {
    const { method, url, headers } = request;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ method, url, headers, body }));
  },
  '/site/give': (_, response) => {
    response.writeHead(200, { 'set-cookie': ['JUT=abc; Path=/site', 'old=; Max-Age=0', '=;;broken'] }).end();
  },
  '/site/moved': redirect(302, 'echo?after=1'),
  '/site/again': redirect(307, '/site/echo'),
  '/site/round': redirect(302, '/site/round'),
  '/site/gbk': html('; charset=GB2312'),
  '/site/unlabelled': html(''),
  '/site/missing': (_, response) => response.writeHead(404).end('nothing here'),
  '/site/overloaded': (_, response) => response.writeHead(503).end('secret'),
  '/site/bills/13800001234': (_, response) => response.writeHead(503).end(),
  '/site/cut': (request) => request.socket.destroy(),
  '/site/mute': () => undefined,
};

const servers: Server[] = [];
let visitsElsewhere = 0;
let origin = '';

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  origin = await listen(
    createServer(async (request, response) => {
      const body = (await request.setEncoding('utf8').toArray()).join('');
      answers[new URL(request.url ?? '', 'http://portal').pathname]?.(request, response, body);
    }),
  );
  const elsewhere = await listen(
    createServer((_, response) => {
      visitsElsewhere++;
      response.end();
    }),
  );
  answers['/site/away'] = redirect(302, `${elsewhere}/steal`);
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const open = (options: Partial<PortalOptions> = {}) =>
  openPortal({ baseUrl: `${origin}/site`, cookies: '', ...options });

async function troubleOf(asked: Promise<unknown>): Promise<PortalTrouble> {
  const error = await asked.then(
    () => new Error('the page came'),
    (reason: unknown) => reason,
  );
  if (error instanceof PortalTrouble) return error;
  throw error;
}

test('a page is asked as a browser would ask', async () => {
  const { headers, url, method } = JSON.parse((await open().get('/echo', { query: { name: '张 三', a: '1' } })).text);
  expect(headers['user-agent']).toMatch(/^Mozilla\/5\.0 /);
  expect(headers.referer).toBe(`${origin}/site/`);
  expect(method).toBe('GET');
  expect(new URL(url, origin).searchParams.get('name')).toBe('张 三');
});

test('a form is url-encoded, and a body goes out as it is with the type it was given', async () => {
  const form = JSON.parse((await open().post('/echo', { form: { inputcode: '1 2' } })).text);
  expect(form.body).toBe('inputcode=1+2');
  expect(form.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=UTF-8');
  const xml = await open().post('/echo', { body: '<x/>', headers: { 'content-type': 'text/xml' } });
  expect(JSON.parse(xml.text)).toMatchObject({ body: '<x/>', headers: { 'content-type': 'text/xml' } });
});

test('cookies are kept, and survive as text into another portal', async () => {
  const first = open();
  await first.get('/give');
  expect(first.cookie('/echo', 'JUT')).toBe('abc');
  expect(first.cookie('/echo', 'old')).toBeNull();
  const second = open({ cookies: first.cookies() });
  expect(JSON.parse((await second.get('/echo')).text).headers.cookie).toBe('JUT=abc');
});

test('a redirect is followed with its cookies, and turns a form into a GET', async () => {
  const reply = await open().post('/moved', { form: { a: '1' } });
  expect(reply.url).toBe(`${origin}/site/echo?after=1`);
  const { method, body, headers } = JSON.parse(reply.text);
  expect({ method, body }).toEqual({ method: 'GET', body: '' });
  expect(headers).toMatchObject({ cookie: 'hop=1', referer: `${origin}/site/moved` });
  expect(headers).not.toHaveProperty('content-type');
});

test('a 307 repeats the form', async () => {
  const { method, body } = JSON.parse((await open().post('/again', { form: { a: '1' } })).text);
  expect({ method, body }).toEqual({ method: 'POST', body: 'a=1' });
});

test('going round in circles ends, and a way out of the portal is not taken', async () => {
  expect((await troubleOf(open().get('/round'))).message).toBe('/round: a page we do not know (more than 5 redirects)');
  expect((await troubleOf(open().get('/away'))).message).toBe('/away: a page we do not know (leads to another site)');
  expect((await troubleOf(open().get('http://127.0.0.2/x'))).kind).toBe('unknownPage');
  expect(visitsElsewhere).toBe(0);
});

test('an absolute URL of the portal itself is a page like any other', async () => {
  expect((await open().get(`${origin}/site/echo?x=1`)).status).toBe(200);
});

test('GBK is read by its label, or because the caller knows', async () => {
  expect((await open().get('/gbk')).text).toBe('详单');
  expect((await open().get('/unlabelled', { charset: 'gbk' })).text).toBe('详单');
  expect((await open().get('/unlabelled')).text).not.toBe('详单');
});

test('a 404 is a reply', async () => {
  expect(await open().get('/missing')).toMatchObject({ status: 404, text: 'nothing here' });
});

test.each([
  ['/overloaded', '/overloaded: server error (503)'],
  ['/bills/13800001234', '/bills/{tel}: server error (503)'],
  ['/cut', '/cut: connection failed (UND_ERR_SOCKET)'],
  ['/mute', '/mute: no answer in time'],
])(
  'the trouble with %s is told by the page, never by its query, its content or the number in its path',
  async (path, message) => {
    const trouble = await troubleOf(open({ requestTimeoutMs: 100 }).get(path, { query: { password: '123789' } }));
    expect(trouble.message).toBe(message);
    expect(trouble.code).toBe(4007);
  },
);

test('a portal that is not there is a failed connection', async () => {
  const gone = createServer();
  const baseUrl = await listen(gone);
  await new Promise((resolve) => gone.close(resolve));
  servers.pop();
  expect((await troubleOf(open({ baseUrl }).get('/x'))).message).toBe('/x: connection failed (ECONNREFUSED)');
});

test('cancelling ends what is under way and what waits for its next try, with the reason given', async () => {
  const cancel = new AbortController();
  const portal = open({ signal: cancel.signal });
  const reason = new Error('the subscriber left');
  const waiting = portal.pace.sleep(3_600_000);
  const asked = portal.get('/mute');
  cancel.abort(reason);
  await expect(asked).rejects.toBe(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(portal.get('/echo')).rejects.toBe(reason);
});
