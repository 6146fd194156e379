/** What the requests of a soak may name: sessions that wait, sessions with a report, links and cookies that are good. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch as fetchFrom } from 'undici';
import type { ServerProcess } from '../server-process.ts';
import type { Subscriber } from '../test-wire.ts';

export interface Targets {
  appid: string;
  /** Sessions that wait for their sign-in, and one that nobody opened. */
  sessions: { sid: string; tel: string }[];
  tels: string[];
  phone: { link: string; cookie: string };
  /** A visit of a number whose session is reported. */
  visit: { sid: string; cookie: string };
  /** A link to another session's report, and the cookie that it became. */
  report: { sid: string; link: string; cookie: string };
}

const pageHeader = { 'x-xiangdan-page': '1' };

/** The `round`th, with numbers that no other has: a number may be asked for only so often. */
export async function openTargets(server: ServerProcess, dataDir: string, round: number): Promise<Targets> {
  const telOf = (prefix: string, nth: number) => {
    const at = round * 2 + nth;
    return `${prefix}${String(Math.floor(at / 50) + 10)}${String(10 + (at % 50)).padStart(2, '0')}`;
  };
  const tels = ['1306130', '1301020', '1391100', '1891100', '1805710'].map((prefix) => telOf(prefix, 0));
  const sessions = [{ sid: `SID${'0'.repeat(32)}`, tel: telOf('1306130', 0) }];
  for (const tel of tels) sessions.push({ sid: (await server.call('/calls/flow', { tel })).data.sid, tel });
  const [visitor, reported] = [telOf('1301021', 0), telOf('1301021', 1)];
  const [visited, read] = await Promise.all([reportedSession(server, visitor), reportedSession(server, reported)]);
  return {
    ...{ appid: credentialsIn(dataDir).appid, sessions, tels },
    phone: await openPhonePage(server),
    visit: { sid: visited, cookie: await enter(server, visitor, `127.0.1.${1 + (round % 250)}`) },
    report: { sid: read, ...(await openReport(server, read)) },
  };
}

async function reportedSession(server: ServerProcess, tel: string): Promise<string> {
  const { sid } = (await server.call('/calls/flow', { tel })).data;
  let reply = await server.call('/calls/login', { sid, tel, pin_pwd: (await phoneOf(server, tel)).pin });
  while (reply.status === 0 && reply.action === 'processing')
    reply = await server.call('/calls/verify', { sid, sms_code: (await phoneOf(server, tel)).sms.at(-1)?.code ?? '' });
  do {
    await pause(100);
    reply = await server.call('/calls/report', { sid });
  } while (reply.action === 'processing');
  if (reply.status !== 0) throw new Error(`the session for the pages ended with ${reply.status}, expected a report`);
  return sid;
}

async function openPhonePage(server: ServerProcess): Promise<Targets['phone']> {
  const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec((await server.call('/links')).data.url) ?? [];
  return { link, cookie: await cookieOf(server, '/authorise/api/open', { link, secret }) };
}

/** `address`: one that has not had its thirty codes of ten minutes. */
async function enter(server: ServerProcess, tel: string, address: string): Promise<string> {
  const asked = await cookieOf(server, '/my/api/code', { tel }, { address });
  const code = (await phoneOf(server, tel)).sms.at(-1)?.code ?? '';
  return cookieOf(server, '/my/api/sign-in', { code }, { address, headers: { cookie: asked } });
}

async function openReport(server: ServerProcess, sid: string): Promise<{ link: string; cookie: string }> {
  const [, link = ''] = String((await server.call(`/sessions/${sid}/report-link`)).data.url).split('#');
  return { link, cookie: await cookieOf(server, '/report/api/open', { link }) };
}

async function phoneOf({ sandboxUrl }: ServerProcess, tel: string): Promise<Subscriber> {
  return (await (await fetch(`${sandboxUrl}/inspect/subscribers/${tel}`)).json()) as Subscriber;
}

export async function signInOperator({ url }: ServerProcess, dataDir: string): Promise<string> {
  const { user: username, password } = credentialsIn(dataDir).console;
  const headers = { 'x-xiangdan-console': '1' };
  return cookieOf({ url }, '/console/api/login', { username, password }, { headers });
}

async function cookieOf(
  { url }: Pick<ServerProcess, 'url'>,
  path: string,
  given: object,
  { address = '127.0.0.1', headers = {} }: { address?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  const dispatcher = new Agent({ localAddress: address, pipelining: 0 });
  const reply = await fetchFrom(`${url}${path}`, {
    ...{ method: 'POST', headers: { ...pageHeader, ...headers } },
    ...{ body: JSON.stringify(given), dispatcher },
  });
  const text = await reply.text();
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (cookie === '') throw new Error(`${path} set no cookie: HTTP ${reply.status} ${text.slice(0, 200)}`);
  return cookie;
}

/** One that has not run out. */
export async function freshToken({ url }: ServerProcess, dataDir: string): Promise<string> {
  const { appid, appsecret } = credentialsIn(dataDir);
  const time = unixNow();
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const reply = await fetch(`${url}/token?${new URLSearchParams({ appid, sign, time })}`);
  const { data } = (await reply.json()) as { data: { token: string } };
  return data.token;
}

export function unixNow(): string {
  return String(Math.floor(Date.now() / 1000));
}

interface Credentials {
  appid: string;
  appsecret: string;
  console: { user: string; password: string };
}

function credentialsIn(dataDir: string): Credentials {
  return JSON.parse(readFileSync(join(dataDir, 'demo-app.json'), 'utf8'));
}
