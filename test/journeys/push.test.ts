/** What an app is pushed over a whole journey: which kinds, in which order, saying what, and nothing after its ok. */

import { createDecipheriv } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import { eraseSession } from '../../src/journey/erase.ts';
import { storeKinds } from '../store-kinds.ts';
import { openPushWire, type PushWire } from './push-wire.ts';

const tel = '13061300045';
/** Signed out by the carrier while the months are fetched, for good. */
const signedOutTel = '13061300067';

describe.each(storeKinds)('on %s', (kind) => {
  let push: PushWire;
  beforeEach(async () => {
    push = await openPushWire(kind);
  });
  afterEach(() => push.close());

  async function plainReply(path: string, sid: string): Promise<Buffer> {
    const token = await push.wire.newToken();
    const headers = { 'accept-encoding': 'identity' };
    return (await push.wire.api.inject({ url: path, query: { token, sid }, headers })).rawPayload;
  }
  const received = (of: string) => push.receiver.received.find(({ path }) => path === `/push/${of}`);
  /** The fetch without the report that follows it. */
  async function fetchOnly(sid: string): Promise<void> {
    push.wire.loseJobs();
    await fetchRecord(push.wire.journey, sid, true);
  }

  test('a journey is pushed as authorisation, result, report status and tags, each with the body of the document', async () => {
    const { wire, receiver, delivering } = push;
    const sid = await push.signIn(tel);
    await delivering.settle();
    expect(push.kinds()).toEqual(['auth']);
    await wire.runJobs();
    await delivering.settle();
    expect(push.kinds()).toEqual(['auth', 'result', 'report', 'tags']);

    expect(received('auth')?.body.toString()).toBe(`{"status":0,"tel":"${tel}","uid":"order-1","sid":"${sid}"}`);
    expect(received('result')?.body.equals(await plainReply('/calls/record', sid))).toBe(true);
    expect(received('report')?.body.toString()).toBe(`{"status":0,"sid":"${sid}","tel":"${tel}","uid":"order-1"}`);
    expect(received('tags')?.json).toEqual((await wire.call('/itag', { sid })).data);
    expect(Object.keys(received('tags')?.json ?? {})).toEqual(['sid', 'tags']);
    expect(receiver.received.map((one) => one.signedWith(wire.app.appsecret))).toEqual([true, true, true, true]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(4);
    expect(received('auth')?.timestamp).toBe(String(wire.clock.now));
    expect(await push.pushesOf(sid)).toMatchObject(
      receiver.received.map(({ id }, n) => ({
        id,
        kind: push.kinds()[n],
        state: 'delivered',
        attempts: 1,
        next_at: '',
      })),
    );
  });

  test('nothing goes out again after an ok, whatever runs twice and however long one waits', async () => {
    const { wire, delivering } = push;
    const sid = await push.signIn(tel);
    await wire.runJobs();
    await delivering.settle();
    await fetchRecord(wire.journey, sid, true);
    for (const seconds of [30, 300, 86_400]) {
      wire.clock.now += seconds;
      await delivering.settle();
    }
    expect(push.kinds()).toEqual(['auth', 'result', 'report', 'tags']);
  });

  test('a receiver that pulls record and report before it answers gets both', async () => {
    const { wire, receiver, delivering } = push;
    const origin = await wire.api.listen({ port: 0, host: '127.0.0.1' });
    const token = await wire.newToken();
    const pulled: unknown[] = [];
    const pull = async (path: string, sid: string) =>
      (await fetch(`${origin}${path}?token=${token}&sid=${sid}`)).json();
    receiver.answer = async ({ path, json }) => {
      if (path === '/push/result') pulled.push(await pull('/calls/record', json.data.sid));
      if (path === '/push/report')
        pulled.push(await pull('/calls/record', json.sid), await pull('/calls/report', json.sid));
      return [200, '"OK"'];
    };
    await push.signIn(tel);
    await wire.runJobs();
    await delivering.settle();
    expect(pulled).toMatchObject([
      { status: 0, action: 'done', data: { tel } },
      { status: 0, action: 'done', data: { tel } },
      { status: 0, action: 'done', data: { version: 'V2.8.0' } },
    ]);
    expect(push.kinds()).toEqual(['auth', 'result', 'report', 'tags']);
  });

  test('an app gets only what it has an address for, flagged where authorisation and report share one', async () => {
    const url = `${push.receiver.url}/both?shop=7`;
    await push.set({ urls: { auth: url, result: null, report: url, tags: null } });
    await push.signIn(tel);
    await push.wire.runJobs();
    await push.delivering.settle();
    expect(push.receiver.received.map(({ path }) => path)).toEqual([
      '/push/both?shop=7&yulore_flag=auth',
      '/push/both?shop=7&yulore_flag=report',
    ]);
  });

  test('an app without addresses is pushed nothing, and nothing is written for it', async () => {
    await push.set({ urls: { auth: null, result: null, report: null, tags: null } });
    const sid = await push.signIn(tel);
    await push.wire.runJobs();
    await push.delivering.settle();
    expect(push.receiver.received).toEqual([]);
    expect(await push.pushesOf(sid)).toEqual([]);
  });

  test('an encrypted result opens with the appsecret to what /calls/record says', async () => {
    await push.set({ encrypted: true });
    const sid = await push.signIn(tel);
    await push.wire.runJobs();
    await push.delivering.settle();
    const { data, ...rest } = received('result')?.json ?? {};
    expect(rest).toEqual({ status: 0, msg: 'OK', sid });
    expect(received('result')?.signedWith(push.wire.app.appsecret)).toBe(true);
    const bytes = Buffer.from(data, 'base64');
    const key = Buffer.from(push.wire.app.appsecret, 'hex');
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
    expect(JSON.parse(plain)).toEqual((await push.wire.call('/calls/record', { sid })).data);
  });

  test('a fetch that failed for good is pushed as the envelope of its failure, with whom it was about', async () => {
    const sid = await push.signIn(signedOutTel);
    await push.wire.runJobs();
    await push.delivering.settle();
    expect(push.kinds()).toEqual(['auth', 'result']);
    expect(received('result')?.json).toEqual({
      ...(await push.wire.call('/calls/record', { sid })),
      data: { tel: signedOutTel, uid: 'order-1', sid },
    });
    expect(received('result')?.json).toMatchObject({ status: 3100, action: 'reset', msg: '查询失败' });
  });

  test('a report that failed for good is pushed with status 2, and no tags', async () => {
    const sid = await push.signIn(tel);
    await fetchOnly(sid);
    await push.delivering.settle();
    await push.wire.store.db.deleteFrom('records').where('sid', '=', sid).execute();
    await push.wire.runJobs();
    await push.delivering.settle();
    expect(push.kinds()).toEqual(['auth', 'result', 'report']);
    expect(received('report')?.json).toEqual({ status: 2, sid, tel, uid: 'order-1' });
  });

  test('of an erased session nothing is pushed any more', async () => {
    const { wire } = push;
    const sid = await push.signIn(tel);
    await eraseSession(wire.journey, { sid, appid: wire.app.appid }, { actor: 'system', reason: 'retention' });
    await push.delivering.settle();
    expect(push.receiver.received).toEqual([]);
    const rows = await wire.store.db.selectFrom('pushes').select(['state', 'last_error']).execute();
    expect(rows).toEqual([{ state: 'failed', last_error: 'the session was erased' }]);
  });
});
