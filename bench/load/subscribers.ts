/** The subscribers of the benches and the client that signs them in, as an app's own server would. */

import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Installation } from './installation.ts';

/** Dialect → the seven digits that numbers of its begin with, and where they are. */
export const dialects = {
  mobile: { head: '1380010', what: '移动 JSONP (北京)' },
  unicom: { head: '1300220', what: '联通 JSON (天津)' },
  telecomHtml: { head: '1331100', what: '电信 HTML (北京)' },
  telecomGbk: { head: '1330571', what: '电信 GBK HTML (浙江)' },
  telecomJson: { head: '1330620', what: '电信 JSON (江苏)' },
} as const;
export type DialectName = keyof typeof dialects;
export const dialectNames = Object.keys(dialects).filter((name): name is DialectName => name in dialects);

/** Scenarios that let all go well. */
const natural = [...Array(60).keys(), ...Array.from({ length: 17 }, (_, n) => 83 + n)];
const digits = (value: number, length: number) => String(value).padStart(length, '0');

/** The n-th number, from 0; 7,700 until they come round. */
export function naturalTel(dialect: DialectName, n: number): string {
  const two = natural[n % natural.length] ?? 0;
  return `${dialects[dialect].head}${digits(Math.floor(n / natural.length) % 100, 2)}${digits(two, 2)}`;
}

export interface Reply {
  status: number;
  action: string;
  msg: string;
  data: Record<string, unknown>;
}

export interface Seen {
  pin: string;
  name: string;
  id_card: string;
  sms: { code: string }[];
  captcha: { text: string } | null;
  calls: unknown[];
}

export interface AppClient {
  token: string;
  /** Throws when no envelope comes. */
  call(path: string, params: Record<string, string>): Promise<Reply>;
  /** The sid of a session whose fetch is under way, or why there is none. */
  signIn(tel: string, uid: string): Promise<{ sid: string } | { refused: string }>;
  seen(tel: string): Promise<Seen>;
  close(): Promise<void>;
}

export interface ClientOptions {
  /** How long a call is sent again while its node is away. */
  patienceMs?: number;
}

/** Between two tries at a node that is away. */
const againAfterMs = 100;
/** Between two tries at a session that another call has in hand. */
const whenFreeMs = 1_000;

export async function newAppClient(
  { app, sandboxUrl }: Pick<Installation, 'app' | 'sandboxUrl'>,
  url: () => string,
  { patienceMs = 0 }: ClientOptions = {},
): Promise<AppClient> {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 2_000 });
  const time = digits(Math.floor(Date.now() / 1000), 10);
  const sign = createHash('md5').update(`${app.appid}${app.appsecret}${time}`).digest('hex');

  async function post(path: string, params: Record<string, string>): Promise<Reply> {
    const response = await request(url() + path, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(params).toString(),
    });
    const reply = await response.body.json();
    if (!isReply(reply)) throw new Error(`${path}: HTTP ${response.statusCode} and no envelope`);
    return reply;
  }

  async function postPatiently(path: string, params: Record<string, string>): Promise<Reply> {
    const until = performance.now() + patienceMs;
    for (;;) {
      try {
        return await post(path, params);
      } catch (error) {
        if (performance.now() > until) throw error;
        await pause(againAfterMs);
      }
    }
  }

  const { token } = (await postPatiently('/token', { appid: app.appid, time, sign })).data;
  const call: AppClient['call'] = (path, params) => postPatiently(path, { token: String(token), ...params });

  /** A node that died with a call in hand still has the session, for a minute at most. */
  async function callWhenFree(path: string, params: Record<string, string>): Promise<Reply> {
    const until = performance.now() + patienceMs;
    for (;;) {
      const reply = await call(path, params);
      if (reply.status !== 20018 || performance.now() > until) return reply;
      await pause(whenFreeMs);
    }
  }

  async function seen(tel: string): Promise<Seen> {
    const response = await request(`${sandboxUrl}/inspect/subscribers/${tel}`, { dispatcher: agent });
    const found = await response.body.json();
    if (!isSeen(found)) throw new Error(`the sandbox has no subscriber ${tel}`);
    return found;
  }

  return {
    token: String(token),
    call,
    seen,
    async signIn(tel, uid) {
      const flow = await call('/calls/flow', { tel, uid });
      if (flow.status !== 0) return { refused: `flow ${flow.status}` };
      const sid = String(flow.data.sid);
      let path = '/calls/login';
      let reply = flow;
      // Login, at most two verifications, and a code that is asked for anew.
      for (let step = 0; step < 5; step += 1) {
        const { pin, name, id_card, sms, captcha } = await seen(tel);
        const answers = { pin_pwd: pin, full_name: name, id_card, sms_code: sms.at(-1)?.code ?? '' };
        reply = await callWhenFree(path, { sid, tel, ...answers, captcha_code: captcha?.text ?? '' });
        // 20017: it is signed in already, and the reply that said so was lost.
        if (reply.action === 'done' || reply.status === 20017) return { sid };
        if (reply.status !== 0) return { refused: `${path} ${reply.status}` };
        path = '/calls/verify';
      }
      return { refused: `${path} asks without end` };
    },
    close: () => agent.destroy(),
  };
}

function isReply(value: unknown): value is Reply {
  return typeof value === 'object' && value !== null && 'status' in value && 'action' in value && 'data' in value;
}

function isSeen(value: unknown): value is Seen {
  return typeof value === 'object' && value !== null && 'pin' in value && 'sms' in value && 'calls' in value;
}
