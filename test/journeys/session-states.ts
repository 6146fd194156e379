/** Sessions brought as far as a test wants them, over the wire. */

import type { TestWire, WireReply } from '../test-wire.ts';

/** The sid of a session that has just been signed in; its jobs wait. */
export async function signIn(wire: TestWire, tel: string, params: Record<string, string> = {}): Promise<string> {
  const { data } = await wire.call('/calls/flow', { tel, uid: 'order-1', ...params });
  const { pin } = await wire.subscriber(tel);
  let reply = await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
  while (reply.status === 0 && reply.action === 'processing') {
    const sms_code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
    reply = await wire.call('/calls/verify', { sid: data.sid, sms_code });
  }
  if (reply.action !== 'done') throw new Error(`not signed in: ${reply.msg}`);
  return data.sid;
}

export async function report(wire: TestWire, tel: string, params: Record<string, string> = {}): Promise<string> {
  const sid = await signIn(wire, tel, params);
  await wire.runJobs();
  return sid;
}

/** DELETE with a token of the test's app, or the one given. */
export async function erase(wire: TestWire, sid: string, token?: string): Promise<WireReply> {
  const query = { token: token ?? (await wire.newToken()) };
  return (await wire.api.inject({ method: 'DELETE', url: `/sessions/${sid}`, query })).json<WireReply>();
}

/** What a poll of each kind answers. */
export async function polls(wire: TestWire, sid: string): Promise<Record<string, number>> {
  const token = await wire.newToken();
  const poll = async (url: string) => (await wire.api.inject({ url, query: { token, sid } })).json<WireReply>();
  const paths = ['/calls/record', '/calls/report', '/cuishou', '/itag', `/sessions/${sid}`];
  const replies = await Promise.all(paths.map(async (path) => [path, (await poll(path)).status] as const));
  return Object.fromEntries(replies.map(([path, status]) => [path.replace(sid, 'SID'), status]));
}

/** Every poll of a session that the app no longer has. */
export const allGone = {
  '/calls/record': 4016,
  '/calls/report': 4016,
  '/cuishou': 4016,
  '/itag': 4016,
  '/sessions/SID': 4016,
};
