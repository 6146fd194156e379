/** A client of the fleet: journeys of made-up subscribers over nginx; a reply that no client could use is a failed call. */

import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Subscriber, WireReply } from '../test-wire.ts';
import type { Fleet } from './fleet.ts';

/** A client that asked without a pause would take the machine from what it waits for. */
const pollEveryMs = 100;

export interface Client {
  token: string;
  /** Throws when there is no reply, when it is not HTTP 200, or when it is no envelope. */
  call(path: string, params: Record<string, string>, url?: string): Promise<WireReply>;
  /** A number that nobody has used before, of 北京联通: password, then a code by SMS. */
  newTel(): string;
  subscriber(tel: string): Promise<Subscriber>;
  /** flow, login, verify: the sid of a session whose fetch is under way. Throws at any refusal. */
  signIn(): Promise<string>;
  /** Polls until there is a report or the end of hope. */
  report(sid: string): Promise<WireReply>;
}

export async function newClient(fleet: Fleet): Promise<Client> {
  const { appid, appsecret } = fleet.app;
  let used = 0;

  async function send(url: string, path: string, params: Record<string, string>): Promise<WireReply> {
    const query = params.sid ? `?sid=${params.sid}` : '';
    return envelopeOf(
      path,
      await fetch(`${url}${path}${query}`, { method: 'POST', body: new URLSearchParams(params) }),
    );
  }

  async function envelopeOf(path: string, reply: Response): Promise<WireReply> {
    const text = await reply.text();
    if (reply.status !== 200 || !text.startsWith('{')) throw new Error(`${path}: HTTP ${reply.status} ${text}`);
    return JSON.parse(text) as WireReply;
  }

  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const { token } = (await send(fleet.url, '/token', { appid, time, sign })).data;

  const client: Client = {
    token,
    call: (path, params, url = fleet.url) => send(url, path, { token, ...params }),
    newTel() {
      used += 1;
      const natural = String(used % 60).padStart(2, '0');
      return `1300100${String(Math.floor(used / 60)).padStart(2, '0')}${natural}`;
    },
    async subscriber(tel) {
      return (await (await fetch(`${fleet.sandboxUrl}/inspect/subscribers/${tel}`)).json()) as Subscriber;
    },
    async signIn() {
      const tel = client.newTel();
      // By GET, as old clients do; nginx has rules of its own for those.
      const flow = await fetch(`${fleet.url}/calls/flow?${new URLSearchParams({ token, tel })}`);
      const { sid } = good(await envelopeOf('/calls/flow', flow)).data;
      const { pin } = await client.subscriber(tel);
      const login = good(await client.call('/calls/login', { sid, tel, pin_pwd: pin }));
      if (login.action === 'done') return sid;
      const code = (await client.subscriber(tel)).sms.at(-1)?.code ?? '';
      const verify = good(await client.call('/calls/verify', { sid, sms_code: code }));
      if (verify.action !== 'done') throw new Error(`verify: ${JSON.stringify(verify)}`);
      return sid;
    },
    async report(sid) {
      for (;;) {
        const reply = await client.call('/calls/report', { sid });
        if (reply.action !== 'processing') return reply;
        await pause(pollEveryMs);
      }
    },
  };
  return client;
}

function good(reply: WireReply): WireReply {
  if (reply.status !== 0) throw new Error(`refused: ${reply.status} ${reply.msg}`);
  return reply;
}
