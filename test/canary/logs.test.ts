/** No line of the log, at any level, holds what a subscriber typed, was sent or is: over good journeys, bad ones and broken pages. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { walk } from './walk.ts';
import { openWatchedWire, type WatchedWire } from './watched-wire.ts';

const carriers = [
  { who: '联通', prefix: '13010200' },
  { who: '移动', prefix: '13911000' },
  { who: '电信 HTML', prefix: '18911000' },
  { who: '电信 GBK', prefix: '18057100' },
  { who: '电信 JSON', prefix: '18916000' },
];

/** As many as cover each kind of page of each carrier: sign-in, captcha, SMS, calls, bills, registration. */
const pagesToCut = 22;

describe.each(carriers)('$who', ({ prefix }) => {
  let watched: WatchedWire;
  beforeAll(async () => {
    watched = await openWatchedWire();
  });
  afterAll(() => watched.close());

  test('a good journey', async () => {
    expect(await walk(watched, `${prefix}012`)).toMatchObject({ status: 0, action: 'done' });
    expect(watched.messages()).toEqual(new Set(['replied', 'record stored', 'report stored']));
    expect(watched.leaks()).toEqual([]);
    const kinds = Object.entries(watched.secrets).filter(([, texts]) => texts.size > 0);
    expect(kinds.map(([kind]) => kind)).toEqual(Object.keys(watched.secrets));
  });

  test('wrong passwords, codes and captchas', async () => {
    await walk(watched, `${prefix}013`, true);
    expect(watched.leaks()).toEqual([]);
  });

  test.each([
    { digits: '61', what: 'busy once', end: { status: 0 } },
    { digits: '62', what: 'locked', end: { status: 20019 } },
    { digits: '65', what: 'not real-name', end: { status: 20008 } },
    { digits: '67', what: 'signed in elsewhere', end: { status: 3100 } },
    { digits: '73', what: 'flaky', end: { status: 0 } },
    { digits: '74', what: 'dirty rows', end: { status: 0 } },
    { digits: '80', what: 'hangs', end: { status: 4007 } },
    { digits: '81', what: 'broken', end: { status: 4007 } },
  ])('$what', async ({ digits, end }) => {
    expect(await walk(watched, `${prefix}0${digits}`)).toMatchObject(end);
    expect(watched.leaks()).toEqual([]);
  });

  test('pages that come only by half: their text is in no line, and what they lost is in a month list', async () => {
    for (let page = 0; page < pagesToCut; page++) {
      const tel = `${prefix}${100 + page}`;
      watched.cutPage(page);
      const { status, data } = await walk(watched, tel);
      // By the time of the second try the carrier has used up a code or captcha: then a new one is wanted.
      expect([0, 4007, 4008, 20013], `page ${page}`).toContain(status);
      if (status !== 0) continue;
      const truth = await watched.look(tel);
      const { call_log_missing_month_list: missing, call_log_part_missing_month_list: partly } = data;
      if (data.call_log.length < truth.calls.length) expect([...missing, ...partly], `page ${page}`).toHaveLength(1);
      expect(data.bill.length + data.phone_bill_missing_month_list.length).toBe(truth.bills.length);
    }
    watched.cutPage(null);
    expect(watched.messages()).toContain('a month is not complete');
    expect(watched.leaks()).toEqual([]);
  });
});
