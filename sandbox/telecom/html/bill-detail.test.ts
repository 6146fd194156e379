/** Tests of the call lists of 中国电信's HTML provinces, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../../test-sandbox.ts';
import { startJourney, type TelecomJourney, telecomTel } from '../test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const months = ['2026年11月', '2026年10月', '2026年09月', '2026年08月', '2026年07月', '2026年06月'];
const footerRows = 3;

async function signedIn(digits: string) {
  const tel = telecomTel('北京', '北京', digits);
  const journey = startJourney(sandbox, tel);
  await journey.signInForCalls();
  return { tel, journey };
}

const page = (journey: TelecomJourney, form: Record<string, string>) =>
  journey.ask('/iframe/feequery/billDetailQuery.action', {
    billDetailType: '1',
    startTime: '1',
    endTime: '31',
    ...form,
  });

/** The cells of the rows of the second table, without its head. */
function rowsOf(html: string): string[][] {
  const detail = html.slice(html.indexOf('class="billDetail"'));
  const rows = [...detail.matchAll(/<tr>(.*?)<\/tr>/g)].slice(1);
  return rows.map(([, row = '']) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell));
}

const callsOf = (html: string) => rowsOf(html).slice(0, -footerRows);
const totalOf = (html: string) => Number(/共<span>(\d+)<\/span>条/.exec(html)?.[1]);

async function wholeMonth(journey: TelecomJourney, qryMonth: string): Promise<string[][]> {
  const first = await page(journey, { qryMonth });
  const rows = callsOf(first);
  for (let billPage = 2; billPage <= Math.ceil(totalOf(first) / 50); billPage++) {
    rows.push(...callsOf(await page(journey, { qryMonth, billPage: String(billPage) })));
  }
  return rows;
}

/** A row in the form of §13. */
function recordOf([, mode, type, place, number, time, , , seconds, sum]: string[]) {
  return {
    call_from: place,
    call_time: String(Date.parse(`${time?.replace(' ', 'T')}+08:00`) / 1000),
    call_to: '',
    call_tel: number,
    call_method: mode === '主叫' ? '主叫' : '被叫',
    call_type: type,
    call_cost: sum,
    call_duration: seconds,
  };
}

test.each(['11', '75'])(
  '%s: pages of fifty together hold every call of six months exactly once, newest first',
  async (digits) => {
    const { tel, journey } = await signedIn(digits);
    const rows = (await Promise.all(months.map((qryMonth) => wholeMonth(journey, qryMonth)))).flat();
    const { calls } = await sandbox.inspect(tel);
    expect(calls.length).toBeGreaterThan(digits === '75' ? 15_000 : 300);
    expect(rows.map(recordOf)).toEqual(calls);
  },
);

test('the last three rows of every page are no calls: a sum of the page, a sum of the month, a remark', async () => {
  const { journey } = await signedIn('12');
  const html = await page(journey, { qryMonth: '2026年10月' });
  const [ofPage, ofMonth, remark, ...none] = rowsOf(html).slice(50);
  const sum = (rows: string[][]) => rows.reduce((total, row) => total + Number(row[9]), 0).toFixed(2);
  expect(ofPage).toEqual(['本页小计', sum(callsOf(html))]);
  expect(ofMonth).toEqual(['合计', sum(await wholeMonth(journey, '2026年10月'))]);
  expect(remark).toHaveLength(1);
  expect(none).toEqual([]);
});

test('the rows are numbered through, and the two fees add up to the sum of the row', async () => {
  const { journey } = await signedIn('75');
  const rows = await wholeMonth(journey, '2026年10月');
  expect(rows.map(([index]) => Number(index))).toEqual(rows.map((_row, index) => index + 1));
  const cents = (text = '') => Math.round(Number(text) * 100);
  for (const row of rows) expect(cents(row[6]) + cents(row[7])).toBe(cents(row[9]));
  expect(rows.some((row) => cents(row[9]) > 0)).toBe(true);
});

test('a page past the last one has the footer only and still tells the total', async () => {
  const { journey } = await signedIn('12');
  const html = await page(journey, { qryMonth: '2026年10月', billPage: '99' });
  expect(rowsOf(html)).toHaveLength(footerRows);
  expect(totalOf(html)).toBeGreaterThan(50);
});

test('only the days asked for are shown', async () => {
  const { journey } = await signedIn('12');
  const html = await page(journey, { qryMonth: '2026年10月', startTime: '5', endTime: '11' });
  const days = new Set(callsOf(html).map((row) => row[5]?.slice(0, 10) ?? ''));
  expect([...days].every((day) => '2026-10-05' <= day && day <= '2026-10-11')).toBe(true);
  expect(days.size).toBeGreaterThan(3);
});

test('before the code is handed in, the page asks for it', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '13'));
  await journey.signIn();
  expect(await page(journey, { qryMonth: '2026年10月' })).toContain('请先进行短信验证');
});

test('the seventh month back, the next month and nonsense may not be queried, and 68 not the third month back', async () => {
  const { journey } = await signedIn('68');
  for (const qryMonth of ['2026年05月', '2026年12月', '202610', '2026年08月']) {
    expect(await page(journey, { qryMonth })).toContain('对不起，该月份详单不允许查询');
  }
  expect(totalOf(await page(journey, { qryMonth: '2026年07月' }))).toBeGreaterThan(20);
});

test('69: one month has its tables, without a row, a total or a word', async () => {
  const { journey } = await signedIn('69');
  const html = await page(journey, { qryMonth: '2026年09月' });
  expect(html).toContain('查询月份：2026年09月');
  expect(html).toContain('<th>对方号码</th>');
  expect(html).not.toMatch(/共|未查询到|失败/);
  expect(rowsOf(html)).toEqual([]);
});

test('70: of one month no page but the first ever comes', async () => {
  const { journey } = await signedIn('70');
  const first = await page(journey, { qryMonth: '2026年09月', billPage: '1' });
  expect(callsOf(first)).toHaveLength(50);
  expect(totalOf(first)).toBeGreaterThan(100);
  for (const billPage of ['2', '2', '3']) {
    expect(await page(journey, { qryMonth: '2026年09月', billPage })).toContain(
      '对不起，详单记录查询失败，请稍后重试！',
    );
  }
  expect(callsOf(await page(journey, { qryMonth: '2026年10月', billPage: '2' })).length).toBeGreaterThan(0);
});

test('74: dirty rows show their raw texts', async () => {
  const { tel, journey } = await signedIn('74');
  const rows = (await Promise.all(months.map((qryMonth) => wholeMonth(journey, qryMonth)))).flat();
  const { calls } = await sandbox.inspect(tel);
  const unreadable = calls.filter(({ call_time = '' }) => !/^\d{10}$/.test(call_time));
  expect(rows).toHaveLength(calls.length);
  expect(unreadable.length).toBeGreaterThan(0);
  for (const { call_time } of unreadable) expect(rows.map((row) => row[5])).toContain(call_time);
});

test('79: a month without calls says so', async () => {
  const { journey } = await signedIn('79');
  expect(await page(journey, { qryMonth: '2026年10月' })).toContain('尊敬的客户，对不起，未查询到相关记录');
});

test('76: the months before the SIM was opened have no calls', async () => {
  const { journey } = await signedIn('76');
  expect(await page(journey, { qryMonth: '2026年10月' })).toContain('未查询到相关记录');
  expect(totalOf(await page(journey, { qryMonth: '2026年11月' }))).toBeGreaterThan(0);
});
