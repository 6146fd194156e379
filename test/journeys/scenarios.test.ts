/** Every scenario of the sandbox as a client of the API sees it, for each of the five dialects. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMonths, monthOf } from '../../src/domain/shanghai-time.ts';
import { openTestWire, type TestWire, testNow, type WireReply } from '../test-wire.ts';

/** The first nine digits of a number in a province of each dialect. */
const dialects = {
  '移动 captcha and SMS': '138001001',
  '联通 JSON': '130010001',
  '电信 GBK HTML': '133057101',
  '电信 HTML': '133110001',
  '电信 JSON': '133062001',
};

const back = (months: number) => addMonths(monthOf(testNow), -months);

describe.each(Object.entries(dialects))('%s', (_dialect, prefix) => {
  let wire: TestWire;
  beforeAll(async () => {
    wire = await openTestWire('pglite');
  });
  afterAll(() => wire.close());

  interface Journey {
    sid: string;
    /** What every call but the last answered other than 0, in order. */
    refused: number[];
    last: WireReply;
  }

  /** Goes on as a subscriber would, with right answers, as long as the client is told to go on; four calls at most. */
  async function signIn(digits: string): Promise<Journey> {
    const tel = prefix + digits;
    const person = await wire.subscriber(tel);
    const who = {
      'user_info[user_name]': person.name,
      'user_info[user_idcard]': person.id_card,
      'user_info[user_address]': person.address,
    };
    const refused: number[] = [];
    let last = await wire.call('/calls/flow', { tel, ...who });
    const { sid = '' } = last.data;
    let asked = last.data;
    let path = '/calls/login';
    for (let count = 0; count < 5 && last.action === 'processing'; count++) {
      const { sms, captcha } = await wire.subscriber(tel);
      const answers = {
        ...(path === '/calls/login'
          ? { tel, pin_pwd: person.pin, full_name: person.name, id_card: person.id_card }
          : {}),
        ...(asked.sms_duration === '' ? {} : { sms_code: sms.at(-1)?.code ?? '' }),
        ...(asked.captcha_image === '' ? {} : { captcha_code: captcha?.text ?? '' }),
      };
      last = await wire.call(path, { sid, ...answers });
      if (last.status !== 0) refused.push(last.status);
      if (last.status === 0 && last.action === 'processing') {
        asked = last.data;
        path = '/calls/verify';
      }
    }
    return { sid, refused, last };
  }

  async function documents(digits: string) {
    const { sid, refused, last } = await signIn(digits);
    expect(last).toMatchObject({ status: 0, action: 'done' });
    await wire.runJobs();
    const record = await wire.call('/calls/record', { sid });
    const report = await wire.call('/calls/report', { sid });
    const truth = await wire.subscriber(prefix + digits);
    return { refused, record, report, truth };
  }

  test.each([
    ['60', 'maintenance', 20020],
    ['62', 'a locked account', 20019],
    ['63', 'the SMS cap', 4009],
    ['64', 'an initial password', 20014],
    ['65', 'a number without a real name', 20008],
  ])('%s: %s ends with %i', async (digits, _what, status) => {
    const { last } = await signIn(digits);
    expect(last).toMatchObject({ status, action: 'reset', data: {} });
  });

  test.each([
    ['80', 'a portal that never answers'],
    ['81', 'a portal that is broken'],
  ])('%s: %s is 4007', async (digits) => {
    expect(await wire.call('/calls/flow', { tel: prefix + digits })).toMatchObject({ status: 4007, action: 'reset' });
  });

  test('61: busy once, then well', async () => {
    const { refused, record, truth } = await documents('61');
    expect(refused).toEqual([4007]);
    expect(record.data.call_log).toEqual(truth.calls);
  });

  test('66: the first code expires, the new one does', async () => {
    const { refused, record, truth } = await documents('66');
    expect(refused).toEqual([20013]);
    expect(record.data.call_log).toEqual(truth.calls);
  });

  test('67: signed in elsewhere while fetching is 3100 and 3102', async () => {
    const { record, report } = await documents('67');
    expect(record).toMatchObject({ status: 3100, action: 'reset' });
    expect(report).toMatchObject({ status: 3102, action: 'reset' });
  });

  const lists = [
    'call_log_missing_month_list',
    'call_log_possibly_missing_month_list',
    'call_log_part_missing_month_list',
    'phone_bill_missing_month_list',
  ] as const;

  test.each([
    ['68', 'one month refused', 'call_log_missing_month_list', 3],
    ['69', 'one month empty, unclear', 'call_log_possibly_missing_month_list', 2],
    ['70', 'one month cut off', 'call_log_part_missing_month_list', 2],
    ['71', 'a bill missing', 'phone_bill_missing_month_list', 2],
  ])('%s: %s stands in %s, and in no other list', async (digits, _what, list, monthsBack) => {
    const { report, record, truth } = await documents(digits);
    const expected = Object.fromEntries(lists.map((name) => [name, name === list ? [back(monthsBack)] : []]));
    expect(report.data).toMatchObject(expected);
    const ofMonth = (calls: Record<string, string>[]) =>
      calls.filter((call) => monthOf(Number(call.call_time)) === back(monthsBack)).length;
    const kept = ofMonth(record.data.call_log);
    const lost = truth.calls.length - record.data.call_log.length;
    if (digits === '70') expect([kept >= 50, lost > 0]).toEqual([true, true]);
    else expect(lost).toBe(digits === '71' ? 0 : ofMonth(truth.calls));
  });

  test('73: flaky loses nothing', async () => {
    const { record, truth } = await documents('73');
    expect(record.data.call_log).toEqual(truth.calls);
    expect(record.data.bill).toEqual(truth.bills);
  });

  test('74: unreadable rows are in invalid_call_log with their month, and nothing else is lost', async () => {
    const { record, report, truth } = await documents('74');
    expect(record.data.call_log).toEqual(truth.calls);
    const invalid: { month: string }[] = report.data.invalid_call_log;
    expect(invalid.length).toBeGreaterThan(10);
    expect(invalid.every((row) => /^2026(0[6-9]|1[01])$/.test(row.month))).toBe(true);
    expect(report.data.calls_overview.call_times_sum + invalid.length).toBe(truth.calls.length);
  });

  test('75: a heavy user’s 20,000 calls all arrive', async () => {
    const { record, report, truth } = await documents('75');
    expect(truth.calls.length).toBeGreaterThan(17_000);
    expect(record.data.call_log).toEqual(truth.calls);
    expect(report.data.calls_overview.call_times_sum).toBe(truth.calls.length);
  });

  test('76: a new SIM is twelve days old', async () => {
    const { report } = await documents('76');
    expect(report.data.call_behavior.number_used.unnormal_flag.open_date_flag).toBe(true);
    expect(testNow - Number(report.data.tel_info.open_date)).toBeLessThan(13 * 86_400);
    expect(report.data.calls_sa_monthly_usage).toHaveLength(1);
  });

  test('77: pursued by collectors is detection_result 3', async () => {
    const { report } = await documents('77');
    expect(report.data.cuishou_risk_detection).toMatchObject({ detection_result: 3 });
    expect(report.data.cuishou_risk_detection.cuishou.nums_tel).toBeGreaterThanOrEqual(15);
  });

  test('78: four silences of more than three days', async () => {
    const { report } = await documents('78');
    expect(report.data.calls_overview.blank_times_count).toBe(4);
  });

  test('79: no calls at all is a report of zeros', async () => {
    const { report } = await documents('79');
    expect(report).toMatchObject({ status: 0, data: { calls_overview: { call_times_sum: 0, call_tel_sum: 0 } } });
  });

  test('82: another name and ID card on file are 2, an address alike is 3', async () => {
    const { report } = await documents('82');
    expect(report.data.user_info).toMatchObject({
      conclusion_of_user_name_check: 2,
      conclusion_of_user_idcard_check: 2,
      conclusion_of_user_address_check: 3,
    });
  });
});
