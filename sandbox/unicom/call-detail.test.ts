/** Tests of 中国联通's call details, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, type UnicomJourney, unicomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

interface CallPage {
  isSuccess: boolean;
  pageMap: {
    totalCount: number;
    totalPages: number;
    pageNo: number;
    pageSize: number;
    result: Record<string, string>[];
  };
  errorMessage: { respCode: string; respDesc: string };
}

async function signedIn(digits: string, province = '天津'): Promise<{ tel: string; journey: UnicomJourney }> {
  const tel = unicomTel(province, province, digits);
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  return { tel, journey };
}

const daysOf = (month: string) => ({ beginDate: `${month}01`, endDate: `${month}31` });

async function callPage(journey: UnicomJourney, form: Record<string, string>): Promise<CallPage> {
  const answer = await journey.browser.post('/e3/static/query/callDetail?_=1&menuid=000100030001', form);
  return JSON.parse(await answer.text());
}

async function allRows(journey: UnicomJourney, month: string, pageSize: string): Promise<Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  for (let pageNo = 1, totalPages = 1; pageNo <= totalPages; pageNo++) {
    const page = await callPage(journey, { pageNo: String(pageNo), pageSize, ...daysOf(month) });
    totalPages = page.pageMap.totalPages;
    rows.push(...page.pageMap.result);
  }
  return rows;
}

const seconds = (text: string) => {
  const [, hours = '0', minutes = '0', rest = '0'] = /^(?:(\d+)小时)?(?:(\d+)分)?(\d+)秒$/.exec(text) ?? [];
  return String(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
};

/** A row in the form of §13. */
const recordOf = (row: Record<string, string>) => ({
  call_from: row.homeareaName,
  call_time: String(Date.parse(`${row.calldate}T${row.calltime}+08:00`) / 1000),
  call_to: row.calledhome,
  call_tel: row.othernum,
  call_method: row.calltype === '1' ? '主叫' : '被叫',
  call_type: row.landtype,
  call_cost: row.totalfee,
  call_duration: seconds(row.calllonghour ?? ''),
});

const months = ['202611', '202610', '202609', '202608', '202607', '202606'];

test.each(['20', '100', '5000'])(
  'pages of %s rows together hold every call of six months exactly once, newest first',
  async (pageSize) => {
    const { tel, journey } = await signedIn('11');
    const rows = [];
    for (const month of months) rows.push(...(await allRows(journey, month, pageSize)));
    const { calls } = await sandbox.inspect(tel);
    expect(calls.length).toBeGreaterThan(300);
    expect(rows.map(recordOf)).toEqual(calls);
  },
);

test('75: a heavy user comes whole in pages of a thousand', async () => {
  const { tel, journey } = await signedIn('75');
  const rows = [];
  for (const month of months) rows.push(...(await allRows(journey, month, '1000')));
  const { calls } = await sandbox.inspect(tel);
  expect(calls.length).toBeGreaterThan(15_000);
  expect(rows.map(recordOf)).toEqual(calls);
});

test('without a page size a page has 20 rows; sizes outside 100–5000 are not taken', async () => {
  const { journey } = await signedIn('12');
  for (const size of [{}, { pageSize: '50' }, { pageSize: '5001' }, { pageSize: 'many' }]) {
    const { pageMap } = await callPage(journey, { pageNo: '1', ...size, ...daysOf('202610') });
    expect(pageMap.pageSize).toBe(20);
    expect(pageMap.result).toHaveLength(20);
    expect(pageMap.totalPages).toBe(Math.ceil(pageMap.totalCount / 20));
  }
});

test('a page past the last one is empty and still tells the total', async () => {
  const { journey } = await signedIn('12');
  const { pageMap } = await callPage(journey, { pageNo: '99', pageSize: '1000', ...daysOf('202610') });
  expect(pageMap.result).toEqual([]);
  expect(pageMap.totalCount).toBeGreaterThan(20);
});

test('only the days asked for are shown', async () => {
  const { journey } = await signedIn('12');
  const { pageMap } = await callPage(journey, { pageSize: '1000', beginDate: '20261005', endDate: '20261011' });
  const days = new Set(pageMap.result.map(({ calldate }) => calldate));
  expect([...days].every((day = '') => '2026-10-05' <= day && day <= '2026-10-11')).toBe(true);
  expect(days.size).toBeGreaterThan(3);
});

test('the parts of a fee add up to totalfee', async () => {
  // Somebody whose tariff charges for calls; most people's does not.
  const { journey } = await signedIn('05', '天津');
  const rows = await allRows(journey, '202610', '5000');
  const cents = (text = '') => Math.round(Number(text) * 100);
  for (const row of rows)
    expect(cents(row.nativefee) + cents(row.landfee) + cents(row.roamfee)).toBe(cents(row.totalfee));
  expect(rows.some(({ totalfee }) => cents(totalfee) > 0)).toBe(true);
});

test('dates that are missing, unreadable, reversed or of two months are refused', async () => {
  const { journey } = await signedIn('12');
  const faulty = [
    {},
    { beginDate: '2026-10-01', endDate: '2026-10-31' },
    { beginDate: '20261020', endDate: '20261010' },
    { beginDate: '20261001', endDate: '20261101' },
  ];
  for (const dates of faulty)
    expect(await callPage(journey, dates)).toMatchObject({
      isSuccess: false,
      errorMessage: { respCode: '4114030101' },
    });
});

test('the seventh month back and the next month may not be queried', async () => {
  const { journey } = await signedIn('12');
  for (const month of ['202605', '202612']) {
    expect(await callPage(journey, daysOf(month))).toMatchObject({
      isSuccess: false,
      errorMessage: { respCode: '4114030194' },
    });
  }
});

test('68: the third month back is refused, the others come', async () => {
  const { journey } = await signedIn('68');
  expect(await callPage(journey, daysOf('202608'))).toMatchObject({
    isSuccess: false,
    errorMessage: { respCode: '4114030194' },
  });
  for (const month of ['202611', '202607'])
    expect(await callPage(journey, daysOf(month))).toMatchObject({ isSuccess: true });
});

test('69: one month is a success without rows and without a total', async () => {
  const { journey } = await signedIn('69');
  const unclear = [];
  for (const month of months) {
    const page = await callPage(journey, daysOf(month));
    expect(page.isSuccess).toBe(true);
    if (page.pageMap.result === undefined && page.pageMap.totalCount === undefined) unclear.push(month);
  }
  expect(unclear).toEqual(['202609']);
});

test('70: pages have at most 100 rows, and of one month no page but the first ever comes', async () => {
  const { journey } = await signedIn('70');
  const first = await callPage(journey, { pageNo: '1', pageSize: '5000', ...daysOf('202609') });
  expect(first.pageMap.result).toHaveLength(100);
  expect(first.pageMap.totalPages).toBeGreaterThan(1);
  for (const pageNo of ['2', '2', '3']) {
    const answer = await journey.browser.post('/e3/static/query/callDetail', {
      pageNo,
      pageSize: '100',
      ...daysOf('202609'),
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await answer.text()).toContain('出了一点点问题，请您稍候再试或立即反馈我们处理');
  }
  const other = await callPage(journey, { pageNo: '2', pageSize: '100', ...daysOf('202610') });
  expect(other.pageMap.pageNo).toBe(2);
});

test('74: dirty rows show their raw texts', async () => {
  const { tel, journey } = await signedIn('74');
  const rows = (await Promise.all(months.map((month) => allRows(journey, month, '5000')))).flat();
  const { calls } = await sandbox.inspect(tel);
  expect(rows).toHaveLength(calls.length);
  const unreadable = calls.filter(({ call_time = '' }) => !/^\d{10}$/.test(call_time));
  expect(unreadable.length).toBeGreaterThan(0);
  for (const { call_time } of unreadable)
    expect(rows.map((row) => `${row.calldate} ${row.calltime}`)).toContain(call_time);
});

test('79: a month without calls says so by code, and a B province loses the text', async () => {
  const none = { isSuccess: false, errorMessage: { respCode: '2114030170' } };
  const inA = await signedIn('79', '北京');
  const answerA = await callPage(inA.journey, daysOf('202610'));
  expect(answerA).toMatchObject(none);
  expect(answerA.errorMessage.respDesc).toBe('无详单记录【2114030170】');
  const inB = await signedIn('79');
  const answerB = await callPage(inB.journey, daysOf('202610'));
  expect(answerB).toMatchObject(none);
  expect(answerB.errorMessage.respDesc).toBe('??????2114030170?');
});
