/** The demo's two ends: what an app's server does on the wire, and what the subscriber sees on the sandbox phone. */

import { createHash } from 'node:crypto';
import { type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';

const envelope = Type.Object({
  status: Type.Number(),
  action: Type.String(),
  msg: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
});
const tokenData = Type.Object({ token: Type.String() });
const seenOnPhone = Type.Object({
  pin: Type.String(),
  name: Type.String(),
  id_card: Type.String(),
  sms: Type.Array(Type.Object({ code: Type.String() })),
  captcha: Type.Union([Type.Null(), Type.Object({ text: Type.String() })]),
});

export type Envelope = Type.Static<typeof envelope>;

/** Calls a path of the wire API; a refusal is a reply like any other. Throws when there is no reply. */
export type CallWire = (path: string, params?: Record<string, string>) => Promise<Envelope>;

export async function connectDemo(url: string, appid: string, appsecret: string): Promise<CallWire> {
  const time = String(Math.floor(Date.now() / 1000));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const signed = await post(url, '/token', { appid, sign, time });
  if (!Check(tokenData, signed.data)) throw new Error(`The service refused the demo app: ${signed.msg}.`);
  const { token } = signed.data;
  return (path, params = {}) => post(url, path, { token, ...params });
}

async function post(url: string, path: string, params: Record<string, string>): Promise<Envelope> {
  const response = await fetch(url + path, { method: 'POST', body: new URLSearchParams(params) });
  return readAs(envelope, await response.json(), `${path} of ${url}`);
}

export interface SandboxPhone {
  pin: string;
  name: string;
  idCard: string;
  lastCode(): Promise<string>;
  captcha(): Promise<string>;
}

/** Null when the sandbox has no such subscriber. */
export async function pickUpPhone(sandboxUrl: string, tel: string): Promise<SandboxPhone | null> {
  const look = async () => {
    const response = await fetch(`${sandboxUrl}/inspect/subscribers/${tel}`);
    return response.ok ? readAs(seenOnPhone, await response.json(), 'the sandbox phone') : null;
  };
  const first = await look();
  if (!first) return null;
  return {
    pin: first.pin,
    name: first.name,
    idCard: first.id_card,
    lastCode: async () => (await look())?.sms.at(-1)?.code ?? '',
    captcha: async () => (await look())?.captcha?.text ?? '',
  };
}

/** Throws when the value has not the form. */
export function readAs<S extends TSchema>(schema: S, value: unknown, what: string): Type.Static<S> {
  if (!Check(schema, value)) throw new Error(`The answer of ${what} has an unknown form.`);
  return value;
}
