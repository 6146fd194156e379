/** Tests of 中国移动's call details, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { type MobileJourney, mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

type Row = Record<string, string>;

interface Page {
  data: Row[];
  totalNum?: number;
  startDate: string;
  endDate: string;
  curCuror: number;
  retCode: string;
  retMsg: string;
}

async function opened(province: string, digits: string): Promise<{ tel: string; journey: MobileJourney }> {
  const tel = mobileTel(province, digits);
  const journey = startJourney(sandbox, tel);
  await journey.openDetails();
  return { tel, journey };
}

async function callPage(journey: MobileJourney, query: Record<string, string>): Promise<Page> {
  const answer = await journey.ask('fee/detailbillinfojsonp', { billType: '02', ...query });
  return JSON.parse(JSON.stringify(answer));
}

/** The pages of a month up to the one with its last row. */
async function pagesOf(journey: MobileJourney, qryMonth: string, step = 200): Promise<Page[]> {
  const pages: Page[] = [];
  for (let first = 1, total = 1; first <= total; first += step) {
    const page = await callPage(journey, { qryMonth, curCuror: String(first), step: String(step) });
    total = page.totalNum ?? total;
    pages.push(page);
  }
  return pages;
}

const isSummary = (row: Row) =>
  [row.commPlac, row.commMode, row.anotherNm, row.commTime, row.commType].join('') === '----------';

async function rowsOf(journey: MobileJourney, qryMonth: string, step = 200): Promise<Row[]> {
  return (await pagesOf(journey, qryMonth, step)).flatMap(({ data }) => data);
}

const seconds = (text: string) => {
  const [, hours = '0', minutes = '0', rest = '0'] = /^(?:(\d+)小时)?(?:(\d+)分钟?)?(\d+)秒$/.exec(text) ?? [];
  return String(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
};

/** A row in the form of §13. */
function recordOf({ startTime = '', commMode = '', commTime = '', ...row }: Row, year: string) {
  const dated = startTime.length === 14 ? `${year}-${startTime}` : startTime.replaceAll('/', '-');
  return {
    call_from: row.commPlac,
    call_time: String(Date.parse(`${dated.replace(' ', 'T')}+08:00`) / 1000),
    call_to: '',
    call_tel: row.anotherNm,
    call_method: commMode.endsWith('主叫') ? '主叫' : '被叫',
    call_type: row.commType,
    call_cost: row.commFee,
    call_duration: seconds(commTime),
  };
}

const months = ['202611', '202610', '202609', '202608', '202607', '202606'];

async function everyRow(journey: MobileJourney, step = 200): Promise<Row[]> {
  const rows: Row[] = [];
  for (const month of months) rows.push(...(await rowsOf(journey, month, step)));
  return rows;
}

test.each([
  ['河北', 200],
  ['河北', 7],
  ['上海', 100],
  ['浙江', 30],
  ['福建', 200],
  ['黑龙江', 50],
])(
  'in %s pages of %i rows together hold every call of six months exactly once, newest first',
  async (province, step) => {
    const { tel, journey } = await opened(province, '11');
    const rows = (await everyRow(journey, step)).filter((row) => !isSummary(row));
    const { calls } = await sandbox.inspect(tel);
    expect(calls.length).toBeGreaterThan(300);
    expect(rows.map((row) => recordOf(row, '2026'))).toEqual(calls);
  },
);

test('75: a heavy user comes whole', async () => {
  const { tel, journey } = await opened('河北', '75');
  const { calls } = await sandbox.inspect(tel);
  expect(calls.length).toBeGreaterThan(15_000);
  expect((await everyRow(journey)).map((row) => recordOf(row, '2026'))).toEqual(calls);
});

test.each([
  ['河北', /^2026-10-\d\d \d\d:\d\d:\d\d$/],
  ['广东', /^2026\/10\/\d\d \d\d:\d\d:\d\d$/],
  ['江苏', /^10-\d\d \d\d:\d\d:\d\d$/],
])('times in %s have its own form', async (province, form) => {
  const { journey } = await opened(province, '12');
  for (const { startTime } of await rowsOf(journey, '202610')) expect(startTime).toMatch(form);
});

test('durations have the minutes of the province, modes those of old and new networks', async () => {
  const short = await rowsOf((await opened('河北', '12')).journey, '202610');
  expect(short.some(({ commTime = '' }) => /^\d+分\d+秒$/.test(commTime))).toBe(true);
  const long = await everyRow((await opened('湖南', '12')).journey);
  expect(long.some(({ commTime = '' }) => /^\d+分钟\d+秒$/.test(commTime))).toBe(true);
  expect(long.some(({ commTime = '' }) => /\d+分\d+秒$/.test(commTime))).toBe(false);
  expect(new Set(long.map(({ commMode }) => commMode))).toEqual(
    new Set(['主叫', '被叫', 'VOLTE主叫', 'VOLTE被叫', '呼转']),
  );
});

test('types are those of the home tariff or of the whole country, and roaming is in both', async () => {
  const home = await everyRow((await opened('河北', '75')).journey);
  expect([...new Set(home.map(({ commType = '' }) => commType))]).toEqual(
    expect.arrayContaining(['本地主叫本地', '本地主叫异地', '本地(非漫游、被叫)']),
  );
  const country = await everyRow((await opened('浙江', '75')).journey);
  expect([...new Set(country.map(({ commType = '' }) => commType))]).toEqual(
    expect.arrayContaining(['国内通话', '国内异地主叫', '国内被叫']),
  );
});

test('the total stands on every page, or on the first and the last only', async () => {
  const told = async (province: string) =>
    (await pagesOf((await opened(province, '12')).journey, '202610', 20)).map(({ totalNum }) => totalNum !== undefined);
  const everywhere = await told('河北');
  expect(everywhere.length).toBeGreaterThan(3);
  expect(everywhere).not.toContain(false);
  const atTheEnds = await told('河南');
  expect(atTheEnds.length).toBeGreaterThan(3);
  expect(atTheEnds).toEqual(atTheEnds.map((_, index) => index === 0 || index === atTheEnds.length - 1));
});

test('in 黑龙江 the last page of a month ends with one row that sums it up, counted by nothing', async () => {
  const { tel, journey } = await opened('黑龙江', '12');
  const pages = await pagesOf(journey, '202610', 20);
  const rows = pages.flatMap(({ data }) => data);
  const sums = rows.filter(isSummary);
  expect(sums).toHaveLength(1);
  expect(rows.at(-1)).toBe(sums[0]);
  const { calls } = await sandbox.inspect(tel);
  const ofOctober = calls.filter((call) => {
    const at = Number(call.call_time);
    return Date.parse('2026-10-01T00:00+08:00') <= at * 1000 && at * 1000 < Date.parse('2026-11-01T00:00+08:00');
  });
  expect(pages[0]?.totalNum).toBe(ofOctober.length);
  expect(rows).toHaveLength(ofOctober.length + 1);
  const fee = ofOctober.reduce((sum, { call_cost }) => sum + Number(call_cost), 0).toFixed(2);
  expect(sums[0]?.commFee).toBe(fee);
});

test('steps up to 200 are taken, more is 200, and nonsense 100', async () => {
  const { journey } = await opened('河北', '75');
  const rowsFor = async (step: Record<string, string>) =>
    (await callPage(journey, { qryMonth: '202610', curCuror: '1', ...step })).data.length;
  const steps = [{ step: '1' }, { step: '200' }, { step: '201' }, { step: '0' }, { step: 'many' }, {}];
  expect(await Promise.all(steps.map(rowsFor))).toEqual([1, 200, 200, 100, 100, 100]);
});

test('past the last row there are none, and still the total', async () => {
  const { journey } = await opened('河南', '12');
  const page = await callPage(journey, { qryMonth: '202610', curCuror: '9999', step: '200' });
  expect(page).toMatchObject({ data: [], curCuror: 9999, startDate: '20261001', endDate: '20261031' });
  expect(page.totalNum).toBeGreaterThan(20);
});

test('other lists than the voice one are empty and say so', async () => {
  const { journey } = await opened('河北', '12');
  for (const billType of ['01', '03', '04', '']) {
    expect(await callPage(journey, { qryMonth: '202610', billType })).toMatchObject({ data: [], retCode: '2039' });
  }
});

test('the seventh month back, the next month and nonsense are refused', async () => {
  const { journey } = await opened('河北', '12');
  for (const qryMonth of ['202605', '202612', '2026-10', '']) {
    expect(await callPage(journey, { qryMonth })).toMatchObject({ data: [], retCode: '3018' });
  }
});

test('68: the third month back is refused, the others come', async () => {
  const { journey } = await opened('河北', '68');
  const codes = await Promise.all(months.map(async (qryMonth) => (await callPage(journey, { qryMonth })).retCode));
  expect(codes).toEqual(['000000', '000000', '000000', '3018', '000000', '000000']);
});

test('69: one month is a success without rows and without a total', async () => {
  const { journey } = await opened('河北', '69');
  const pages = await Promise.all(months.map((qryMonth) => callPage(journey, { qryMonth })));
  expect(pages.map(({ retCode }) => retCode)).toEqual(months.map(() => '000000'));
  expect(pages.map(({ data, totalNum }) => data.length === 0 && totalNum === undefined)).toEqual([
    ...[false, false, true, false, false, false],
  ]);
});

test('70: of one month the first page has a hundred rows and no other ever comes', async () => {
  const { journey } = await opened('河北', '70');
  const first = await callPage(journey, { qryMonth: '202609', curCuror: '1', step: '200' });
  expect(first.data).toHaveLength(100);
  expect(first.totalNum).toBeGreaterThan(100);
  for (const curCuror of ['101', '101', '201']) {
    const later = await callPage(journey, { qryMonth: '202609', curCuror, step: '200' });
    expect(later).toMatchObject({ data: [], retCode: '999999', retMsg: '详单查询异常' });
  }
  const other = await callPage(journey, { qryMonth: '202610', curCuror: '101', step: '100' });
  expect(other.retCode).toBe('000000');
});

test.each(['河北', '江苏', '黑龙江'])('74: dirty rows of %s show their raw texts', async (province) => {
  const { tel, journey } = await opened(province, '74');
  const rows = (await everyRow(journey)).filter((row) => !isSummary(row));
  const { calls } = await sandbox.inspect(tel);
  expect(rows).toHaveLength(calls.length);
  const dirty = {
    times: calls.flatMap(({ call_time = '' }, i) =>
      /^\d{10}$/.test(call_time) ? [] : [[call_time, rows[i]?.startTime]],
    ),
    numbers: calls.flatMap(({ call_tel = '' }, i) => (/^\d+$/.test(call_tel) ? [] : [[call_tel, rows[i]?.anotherNm]])),
    durations: calls.flatMap(({ call_duration }, i) => (call_duration === '--' ? [['--', rows[i]?.commTime]] : [])),
  };
  for (const pairs of Object.values(dirty)) {
    expect(pairs.length).toBeGreaterThan(0);
    for (const [told, printed] of pairs) expect(printed).toBe(told);
  }
});

test('79: a month without calls says so, also in 黑龙江', async () => {
  for (const province of ['河北', '黑龙江']) {
    const { journey } = await opened(province, '79');
    const page = await callPage(journey, { qryMonth: '202610' });
    expect(page).toMatchObject({ data: [], retCode: '2039', retMsg: '您选择时间段没有详单记录哦' });
  }
});
