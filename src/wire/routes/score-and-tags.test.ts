/** `/cuishou` and `/itag` by `sid`: made with the report, sent as stored, told by the same states. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../../test/test-wire.ts';

const tel = '13001000012';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let sid: string;
  beforeAll(async () => {
    wire = await openTestWire(kind);
    const flow = await wire.call('/calls/flow', { tel, uid: 'u1' });
    sid = flow.data.sid;
  });
  afterAll(() => wire.close());

  const both = (session: string) => Promise.all(['/cuishou', '/itag'].map((path) => wire.call(path, { sid: session })));

  async function signIn() {
    const { pin } = await wire.subscriber(tel);
    let reply = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    while (reply.action === 'processing') {
      const code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
      reply = await wire.call('/calls/verify', { sid, sms_code: code });
    }
  }

  test('a session without a report answers 3101, an unknown one 4016, a call without sid 4001', async () => {
    for (const reply of await both(sid)) expect(reply).toMatchObject({ status: 3101, action: 'processing', data: {} });
    await signIn();
    for (const reply of await both(sid)) expect(reply).toMatchObject({ status: 3101, action: 'processing', data: {} });
    for (const reply of await both('SID0')) expect(reply).toMatchObject({ status: 4016, action: 'reset' });
    expect(await wire.call('/itag')).toMatchObject({ status: 4001, msg: 'API 参数错误：缺少 sid' });
  });

  test('with the report there are a score that agrees with it and tags for every number of the record', async () => {
    await wire.runJobs();
    const report = await wire.call('/calls/report', { sid });
    const record = await wire.call('/calls/record', { sid });
    const [score, tags] = await both(sid);
    expect(score).toMatchObject({
      status: 0,
      action: 'done',
      msg: 'OK',
      data: { tel, uid: sid, time: Math.floor(report.data.created_at), total_num: record.data.call_log.length },
    });
    const { overview } = score?.data ?? {};
    expect(overview.dunning.call_total_times).toBe(report.data.cuishou_risk_detection.cuishou.call_times);
    expect(overview.not_sure_dunning.call_total_times).toBe(report.data.cuishou_risk_detection.yisicuishou.call_times);
    expect(score?.data.sid).toMatch(/^[0-9a-f]{32}$/);

    const called: { call_tel: string }[] = record.data.call_log;
    expect(Object.keys(tags?.data.tags).sort()).toEqual([...new Set(called.map(({ call_tel }) => call_tel))].sort());
    expect(Object.values(tags?.data.tags)).toContainEqual(expect.objectContaining({ status: '0' }));
    expect(tags?.data.sid).not.toBe(score?.data.sid);
  });

  test('both are sent packed as the client accepts, the same bytes at every poll', async () => {
    const token = await wire.newToken();
    const get = () => wire.api.inject({ url: '/itag/', query: { token, sid }, headers: { 'accept-encoding': 'gzip' } });
    const [first, second] = [await get(), await get()];
    expect(first.headers['content-encoding']).toBe('gzip');
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
  });
});
