/** A server process with everything watched that comes out of it: its log at trace level, its metrics, its refusals. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerProcess, startServer } from '../server-process.ts';
import type { TestPlace } from '../store-kinds.ts';
import type { Subscriber, WireReply } from '../test-wire.ts';

export interface WatchedProcess {
  server: ServerProcess;
  secrets: Record<'password' | 'code' | 'idCard' | 'person' | 'number' | 'counterpart' | 'typed', Set<string>>;
  /** POST with a form; replies that refuse are kept. */
  post(path: string, params?: Record<string, string>): Promise<WireReply>;
  /** Any request with a JSON body; replies that refuse are kept. */
  ask(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Asked>;
  /** The subscriber as the carrier knows it now; all of it is secret. */
  look(tel: string): Promise<Subscriber>;
  demo: { appid: string; appsecret: string; console: { user: string; password: string } };
  output(): { log: string; refusals: string };
}

export interface Asked {
  status: number;
  cookie: string;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API gives and says itself what it expects
  json: Record<string, any>;
}

export async function startWatched(place: TestPlace): Promise<WatchedProcess> {
  const server = await startServer(place, { LOG_LEVEL: 'trace', PUSH_RETRY_SECONDS: '0,0' });
  const secrets: WatchedProcess['secrets'] = {
    password: new Set(),
    code: new Set(),
    idCard: new Set(),
    person: new Set(),
    number: new Set(),
    counterpart: new Set(),
    typed: new Set(),
  };
  let log = '';
  server.child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const refusals: string[] = [];
  return {
    server,
    secrets,
    demo: JSON.parse(readFileSync(join(place.dataDir, 'demo-app.json'), 'utf8')),
    async post(path, params = {}) {
      const reply = await server.call(path, params);
      if (reply.status !== 0) refusals.push(JSON.stringify(reply));
      return reply;
    },
    async ask(method, path, body, headers = {}) {
      const reply = await fetch(server.url + path, {
        method,
        headers,
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      const isJson = reply.headers.get('content-type')?.includes('json');
      const json = isJson ? JSON.parse(text) : {};
      if (reply.status >= 400 || (json.status ?? 0) !== 0) refusals.push(text);
      return { status: reply.status, cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '', text, json };
    },
    async look(tel) {
      const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${tel}`);
      const subscriber = (await reply.json()) as Subscriber;
      const { pin, name, id_card, address, sms, calls } = subscriber;
      secrets.password.add(pin);
      secrets.idCard.add(id_card);
      secrets.number.add(tel);
      for (const text of [name, address]) secrets.person.add(text);
      for (const { code } of sms) if (code !== '') secrets.code.add(code);
      const mobiles = calls.map(({ call_tel = '' }) => call_tel).filter((number) => /^1[3-9]\d{9}$/.test(number));
      for (const number of mobiles.slice(0, 6)) secrets.counterpart.add(number);
      return subscriber;
    },
    output: () => ({ log, refusals: refusals.join('\n') }),
  };
}
