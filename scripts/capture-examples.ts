/** One reply of every endpoint, taken from a running server and its sandbox, short enough to be read. */

import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../src/wire/openapi/plain-schema.ts';
import type { ServerProcess } from '../test/server-process.ts';
import type { Subscriber } from '../test/test-wire.ts';

/** 北京移动 asks for most: password and SMS code, then a captcha and another code. */
const tel = '13910000012';
/** 北京联通, in 联通's recovery. */
const recoveryTel = '13001000013';

export async function captureExamples(server: ServerProcess): Promise<JsonObject> {
  const examples: JsonObject = {};
  async function call(path: string, params: Record<string, string> = {}, pattern = path) {
    const reply = await server.call(path, params);
    if (reply.status === 0) examples[pattern] ??= short({ ...reply });
    return reply;
  }
  const subscriber = async (of: string): Promise<Subscriber> => {
    const reply = await fetch(`${server.sandboxUrl}/inspect/subscribers/${of}`);
    return (await reply.json()) as Subscriber;
  };

  const flow = await call('/calls/flow', { tel, uid: 'order-1' });
  const { sid } = flow.data;
  const person = await subscriber(tel);
  let reply = await call('/calls/login', {
    sid,
    tel,
    pin_pwd: person.pin,
    sms_code: person.sms.at(-1)?.code ?? '',
  });
  await call('/calls/verify/captcha', { sid });
  await call('/calls/verify/sms', { sid });
  while (reply.action === 'processing') {
    const { sms, captcha } = await subscriber(tel);
    reply = await call('/calls/verify', { sid, sms_code: sms.at(-1)?.code ?? '', captcha_code: captcha?.text ?? '' });
  }
  while ((await server.call('/calls/report', { sid })).action === 'processing') await call('/calls/record', { sid });
  for (const path of ['/calls/record', '/calls/report', '/cuishou', '/itag']) await call(path, { sid });
  await call(`/sessions/${sid}`, {}, '/sessions/:sid');
  await call('/sessions', { tel });
  await call('/links', { tel: recoveryTel, uid: 'order-2' });
  await call('/receipts/key');
  const owner = await subscriber(recoveryTel);
  await call('/forget/pwd', { tel: recoveryTel, user_name: owner.name, user_id: owner.id_card });
  examples['/token'] = {
    status: 0,
    action: 'processing',
    msg: 'OK',
    data: { token: createHash('md5').update('an example').digest('hex'), expires: '2026-11-28 14:00:00' },
  };
  return Object.fromEntries(Object.entries(examples).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const mostItems = 2;
const mostText = 120;

/** Lists and tables of numbers to their first two, images to their beginning. */
function short(value: Json | object, key = ''): Json {
  if (Array.isArray(value)) return value.slice(0, mostItems).map((item: Json) => short(item));
  if (typeof value === 'string') return value.length > mostText ? `${value.slice(0, mostText)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const kept = key === 'tags' ? entries.slice(0, mostItems) : entries;
  return Object.fromEntries(kept.map(([name, inner]) => [name, short(inner, name)]));
}
