/** Tests of the call lists of 中国电信's GBK provinces, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../../test-sandbox.ts';
import { startJourney, type TelecomJourney, telecomTel } from '../test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const months = ['202611', '202610', '202609', '202608', '202607', '202606'];
const path = '/zjpr/cdr/getCdrDetail.htm';

type Ask = (form: Record<string, string>) => Promise<string>;

async function signedIn(digits: string): Promise<{ tel: string; journey: TelecomJourney; ask: Ask }> {
  const tel = telecomTel('浙江', '宁波', digits);
  const journey = startJourney(sandbox, tel);
  await journey.signInForCalls();
  const { name, id_card } = await sandbox.inspect(tel);
  const own = { usernameyanzheng: name, idyanzheng: id_card, randpsw: await journey.lastCode() };
  return { tel, journey, ask: (form) => journey.ask(path, { ...own, cdrtype: '11', ...form }) };
}

function rowsOf(html: string): string[][] {
  const rows = [...html.matchAll(/<tr>(<td>.*?)<\/tr>/g)];
  return rows.map(([, row = '']) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell));
}

/** Rows of the month, rows of a page, pages. */
function countsOf(html: string): [total: number, pages: number] {
  const [, total, pages] = /共 (\d+) 条，第 \d+\/(\d+) 页/.exec(html) ?? [];
  return [Number(total), Number(pages)];
}

async function wholeMonth(ask: Ask, cdrmonth: string, pagesize: string): Promise<string[][]> {
  const first = await ask({ cdrmonth, pagesize });
  const rows = rowsOf(first);
  for (let pagenum = 2; pagenum <= countsOf(first)[1]; pagenum++) {
    rows.push(...rowsOf(await ask({ cdrmonth, pagesize, pagenum: String(pagenum) })));
  }
  return rows;
}

function secondsOf(text = ''): string {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+)小时)?(?:(\d+)分)?(\d+)秒$/.exec(text) ?? [];
  return String(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** A row in the form of §13. */
function recordOf([, number, mode, type, time, duration, place, fee]: string[]) {
  return {
    call_from: place,
    call_time: String(Date.parse(`${time?.replaceAll('/', '-').replace(' ', 'T')}+08:00`) / 1000),
    call_to: '',
    call_tel: number,
    call_method: mode === '主叫' ? '主叫' : '被叫',
    call_type: type,
    call_cost: fee,
    call_duration: secondsOf(duration),
  };
}

test.each([
  ['11', '20', 300],
  ['11', '100', 300],
  ['75', '100', 15_000],
])(
  '%s: pages of %s rows together hold every call of six months exactly once, newest first',
  async (digits, size, least) => {
    const { tel, ask } = await signedIn(digits);
    const rows = (await Promise.all(months.map((month) => wholeMonth(ask, month, size)))).flat();
    const { calls } = await sandbox.inspect(tel);
    expect(calls.length).toBeGreaterThan(least);
    expect(rows.map(recordOf)).toEqual(calls);
  },
);

test('a call is the one, the other or 前转', async () => {
  const { ask } = await signedIn('75');
  const rows = await wholeMonth(ask, '202610', '100');
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['主叫', '被叫', '前转']));
});

test('sizes outside 1–100 are not taken and give pages of 20', async () => {
  const { ask } = await signedIn('12');
  for (const size of [{}, { pagesize: '0' }, { pagesize: '101' }, { pagesize: 'many' }]) {
    const html = await ask({ cdrmonth: '202610', ...size });
    expect(rowsOf(html)).toHaveLength(20);
    expect(countsOf(html)[1]).toBe(Math.ceil(countsOf(html)[0] / 20));
  }
  expect(rowsOf(await ask({ cdrmonth: '202610', pagesize: '7' }))).toHaveLength(7);
});

test('another name, another ID card or a name in UTF-8 is refused, whatever the code', async () => {
  const { journey, tel, ask } = await signedIn('12');
  expect(await ask({ cdrmonth: '202610', usernameyanzheng: '张三丰' })).toContain('ErrorNo=61020');
  expect(await ask({ cdrmonth: '202610', idyanzheng: '990101199001010010' })).toContain('ErrorNo=61020');
  const { name, id_card } = await sandbox.inspect(tel);
  const utf8 = { cdrmonth: '202610', usernameyanzheng: name, idyanzheng: id_card, randpsw: await journey.lastCode() };
  const answer = await journey.browser.post(journey.site + path, utf8);
  expect(new TextDecoder('gbk').decode(await answer.arrayBuffer())).toContain('ErrorNo=61020');
});

test('another code, none, or one that was never handed in is refused', async () => {
  const { ask } = await signedIn('12');
  for (const randpsw of ['', 'wrong']) expect(await ask({ cdrmonth: '202610', randpsw })).toContain('ErrorNo=61013');
  const tel = telecomTel('浙江', '宁波', '13');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  const { name, id_card } = await sandbox.inspect(tel);
  const form = { cdrmonth: '202610', usernameyanzheng: name, idyanzheng: id_card };
  expect(await journey.ask(path, { ...form, randpsw: '' })).toContain('ErrorNo=61013');
});

test('the seventh month back, the next month and nonsense may not be queried, and 68 not the third month back', async () => {
  const { ask } = await signedIn('68');
  for (const cdrmonth of ['202605', '202612', '2026年10月', '202608']) {
    expect(await ask({ cdrmonth })).toContain('ErrorNo=61016');
  }
  expect(countsOf(await ask({ cdrmonth: '202607' }))[0]).toBeGreaterThan(20);
});

test('69: one month has its table, without a row, a total or an error', async () => {
  const { ask } = await signedIn('69');
  const html = await ask({ cdrmonth: '202609' });
  expect(html).toContain('清单详情');
  expect(html).not.toMatch(/共|ErrorNo/);
  expect(rowsOf(html)).toEqual([]);
});

test('70: of one month no page but the first ever comes', async () => {
  const { ask } = await signedIn('70');
  const first = await ask({ cdrmonth: '202609', pagesize: '100' });
  expect(rowsOf(first)).toHaveLength(100);
  expect(countsOf(first)[1]).toBeGreaterThan(1);
  for (const pagenum of ['2', '2']) {
    expect(await ask({ cdrmonth: '202609', pagesize: '100', pagenum })).toContain('ErrorNo=61099');
  }
  expect(rowsOf(await ask({ cdrmonth: '202610', pagenum: '2' }))).toHaveLength(20);
});

test('74: dirty rows show their raw texts', async () => {
  const { tel, ask } = await signedIn('74');
  const rows = (await Promise.all(months.map((month) => wholeMonth(ask, month, '100')))).flat();
  const { calls } = await sandbox.inspect(tel);
  const unreadable = calls.filter(({ call_time = '' }) => !/^\d{10}$/.test(call_time));
  expect(rows).toHaveLength(calls.length);
  expect(unreadable.length).toBeGreaterThan(0);
  for (const { call_time } of unreadable) expect(rows.map((row) => row[4])).toContain(call_time);
});

test('79: a month without calls says so', async () => {
  const { ask } = await signedIn('79');
  const html = await ask({ cdrmonth: '202610' });
  expect(html).toContain('ErrorNo=61010');
  expect(html).toContain('未查询到相关记录');
});
