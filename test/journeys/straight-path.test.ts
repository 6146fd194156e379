/** The whole straight path over the wire, 联通, on both stores: from flow to the report, with every answer a client would see. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

/** Natural subscribers in provinces with and without a second verification, and of both bill shapes. */
const subscribers = [
  '13001000012',
  '13010200023',
  '13020100034',
  '13061300045',
  '13051500056',
  '13070100007',
  '13080200018',
  '13062800029',
  '13008700031',
  '13150400042',
  '15510000053',
  '18602200004',
];

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  beforeAll(async () => {
    wire = await openTestWire(kind);
  });
  afterAll(() => wire.close());

  /** Answers whatever is asked with what the subscriber knows and sees; the sid of a signed-in session. */
  async function signIn(tel: string): Promise<string> {
    const flow = await wire.call('/calls/flow', { tel, uid: `u${tel}` });
    expect(flow).toMatchObject({ status: 0, action: 'processing' });
    const { sid } = flow.data;
    const { pin } = await wire.subscriber(tel);
    let reply = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    while (reply.action === 'processing') {
      expect(reply).toMatchObject({ status: 0, data: { sms_duration: 120, captcha_image: '' } });
      const code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
      reply = await wire.call('/calls/verify', { sid, sms_code: code });
    }
    expect(reply).toMatchObject({ status: 0, action: 'done', data: { sms_duration: '', captcha_image: '' } });
    return sid;
  }

  test.each(subscribers)("what was fetched for %s is the carrier's own truth, call by call", async (tel) => {
    const sid = await signIn(tel);
    expect(await wire.call('/calls/record', { sid })).toMatchObject({ status: 3001, action: 'processing', data: {} });
    expect(await wire.call('/calls/report', { sid })).toMatchObject({ status: 3101, action: 'processing', data: {} });
    await wire.runJobs();

    const truth = await wire.subscriber(tel);
    const record = await wire.call('/calls/record', { sid });
    expect(record).toMatchObject({ status: 0, action: 'done', msg: 'OK', data: { tel, sid, uid: `u${tel}` } });
    expect(truth.calls.length).toBeGreaterThan(300);
    expect(record.data.call_log).toEqual(truth.calls);
    expect(record.data.bill).toEqual(truth.bills);

    const report = await wire.call('/calls/report', { sid });
    expect(report).toMatchObject({ status: 0, action: 'done', data: { sid, version: 'V2.8.0' } });
    expect(report.data.calls_overview.call_times_sum).toBe(truth.calls.length);
    expect(report.data.created_at).toBe(wire.clock.now);
  });

  test('the types of every key are those that strict clients read', async () => {
    const tel = '13001000013';
    const { status, action, msg, data } = await wire.call('/calls/flow', { tel });
    expect([typeof status, typeof action, typeof msg]).toEqual(['number', 'string', 'string']);
    expect(data).toEqual({
      sid: expect.stringMatching(/^SID[0-9a-f]{32}$/),
      need_pin_pwd: 1,
      need_full_name: 0,
      need_id_card: 0,
      sms_duration: '',
      captcha_image: '',
      verify_notes: '',
    });
  });

  test('dirty rows reach invalid_call_log with the month they were asked for, and nothing else is lost', async () => {
    const tel = '13010200074';
    const sid = await signIn(tel);
    await wire.runJobs();
    const truth = await wire.subscriber(tel);
    const record = await wire.call('/calls/record', { sid });
    expect(record.data.call_log).toEqual(truth.calls);
    const report = await wire.call('/calls/report', { sid });
    const invalid: { month: string }[] = report.data.invalid_call_log;
    expect(invalid.length).toBeGreaterThan(10);
    expect(invalid.every((row) => /^2026(0[6-9]|1[01])$/.test(row.month))).toBe(true);
    expect(report.data.calls_overview.call_times_sum + invalid.length).toBe(truth.calls.length);
  });

  test('a subscriber without any call gets a report of zeros', async () => {
    const sid = await signIn('13010200079');
    await wire.runJobs();
    const report = await wire.call('/calls/report', { sid });
    expect(report).toMatchObject({
      status: 0,
      data: { calls_overview: { call_times_sum: 0 }, call_log_missing_month_list: [] },
    });
  });

  test('large replies are packed the way the client accepts, and say the same', async () => {
    const sid = await signIn('13010200014');
    await wire.runJobs();
    const token = await wire.newToken();
    const get = (accept: string) =>
      wire.api.inject({ url: '/calls/record', query: { token, sid }, headers: { 'accept-encoding': accept } });
    const [plain, gzip, br] = await Promise.all([get('identity'), get('gzip, deflate, br'), get('br')]);
    expect([plain, gzip, br].map((reply) => reply.headers['content-encoding'])).toEqual([undefined, 'gzip', 'br']);
    const { gunzipSync, brotliDecompressSync } = await import('node:zlib');
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
  });
});
