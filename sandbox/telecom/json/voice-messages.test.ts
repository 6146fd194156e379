/** Tests of the call lists of 中国电信's JSON provinces, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../../test-sandbox.ts';
import { startJourney, type TelecomJourney, telecomTel } from '../test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

interface Answer {
  TSR_RESULT: string;
  TUXEDO_MSG: string;
  totalCount?: number;
  items?: Record<string, string>[];
}

const months = ['202611', '202610', '202609', '202608', '202607', '202606'];

async function signedIn(digits: string, place: [string, string] = ['江苏', '南京']) {
  const tel = telecomTel(...place, digits);
  const journey = startJourney(sandbox, tel);
  await journey.signInForCalls();
  return { tel, journey };
}

async function list(journey: TelecomJourney, begDate: string, endDate: string): Promise<Answer> {
  const form = { 'inventoryVo.begDate': begDate, 'inventoryVo.endDate': endDate, 'inventoryVo.getFlag': '0' };
  return JSON.parse(await journey.ask('/queryVoiceMsgAction.action', form));
}

const month = (journey: TelecomJourney, text: string) => list(journey, `${text}01`, `${text}31`);

/** A row in the form of §13. */
function recordOf(row: Record<string, string>) {
  const [hours, minutes, seconds] = (row.durationCh ?? '').split(':').map(Number);
  return {
    call_from: '',
    call_time: String(Date.parse(`${row.startDateNew}T${row.startTimeNew}+08:00`) / 1000),
    call_to: '',
    call_tel: row.accNbr,
    call_method: row.ticketType?.endsWith('主叫') ? '主叫' : '被叫',
    call_type: row.ticketTypeCh,
    call_cost: row.ticketChargeCh,
    call_duration: String((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)),
  };
}

test.each(['11', '75'])('%s: six months together hold every call exactly once, newest first', async (digits) => {
  const { tel, journey } = await signedIn(digits);
  const answers = await Promise.all(months.map((each) => month(journey, each)));
  const { calls } = await sandbox.inspect(tel);
  expect(calls.length).toBeGreaterThan(digits === '75' ? 15_000 : 300);
  expect(answers.flatMap(({ items = [] }) => items.map(recordOf))).toEqual(calls);
  for (const { TSR_RESULT, totalCount, items } of answers)
    expect([TSR_RESULT, totalCount]).toEqual(['0', items?.length]);
});

test('the kind of a row is its type, then the way of the call, a diverted one under its own name', async () => {
  const { journey } = await signedIn('75');
  const rows = (await Promise.all(months.map((each) => month(journey, each)))).flatMap(({ items = [] }) => items);
  const ways = rows.map(({ ticketType = '', ticketTypeCh = '' }) => ticketType.slice(ticketTypeCh.length));
  expect(new Set(ways)).toEqual(new Set(['主叫', '被叫', '呼叫转移']));
});

test('only the days asked for are shown', async () => {
  const { journey } = await signedIn('12');
  const { items = [] } = await list(journey, '20261005', '20261011');
  const days = new Set(items.map(({ startDateNew = '' }) => startDateNew));
  expect([...days].every((day) => '2026-10-05' <= day && day <= '2026-10-11')).toBe(true);
  expect(days.size).toBeGreaterThan(3);
});

test.each([
  ['辽宁', '沈阳'],
  ['吉林', '长春'],
  ['黑龙江', '哈尔滨'],
  ['新疆', '乌鲁木齐'],
])('in %s dates have hyphens, and others are turned away', async (province, city) => {
  const { journey } = await signedIn('12', [province, city]);
  expect((await list(journey, '2026-10-01', '2026-10-31')).totalCount).toBeGreaterThan(20);
  expect(await month(journey, '202610')).toMatchObject({ TSR_RESULT: '1003' });
});

test('dates that are missing, hyphenated for nothing, reversed or of two months are turned away', async () => {
  const { journey } = await signedIn('12');
  const faulty = [
    ['', ''],
    ['2026-10-01', '2026-10-31'],
    ['20261020', '20261010'],
    ['20261001', '20261101'],
  ] as const;
  for (const [begDate, endDate] of faulty)
    expect(await list(journey, begDate, endDate)).toMatchObject({ TSR_RESULT: '1003' });
});

test('before the code is handed in, the answer is a bare 0', async () => {
  const journey = startJourney(sandbox, telecomTel('江苏', '南京', '13'));
  await journey.signIn();
  expect(await journey.ask('/queryVoiceMsgAction.action', { 'inventoryVo.begDate': '20261001' })).toBe('0');
});

test('the seventh month back and the next month may not be queried, and 68 not the third month back', async () => {
  const { journey } = await signedIn('68');
  for (const each of ['202605', '202612', '202608']) {
    expect(await month(journey, each)).toEqual({ TSR_RESULT: '3003', TUXEDO_MSG: '该月份详单不允许查询' });
  }
  expect((await month(journey, '202607')).totalCount).toBeGreaterThan(20);
});

test('69: one month is a success that says nothing', async () => {
  const { journey } = await signedIn('69');
  expect(await month(journey, '202609')).toEqual({ TSR_RESULT: '0', TUXEDO_MSG: '成功' });
  expect((await month(journey, '202610')).items?.length).toBeGreaterThan(20);
});

test('70: of one month the newest hundred rows come, however many are announced', async () => {
  const { tel, journey } = await signedIn('70');
  const { totalCount = 0, items = [] } = await month(journey, '202609');
  const { calls } = await sandbox.inspect(tel);
  const others = (
    await Promise.all(months.filter((each) => each !== '202609').map((each) => month(journey, each)))
  ).flatMap((answer) => answer.items ?? []);
  expect(items).toHaveLength(100);
  expect(totalCount).toBe(calls.length - others.length);
  expect(totalCount).toBeGreaterThan(100);
});

test('74: dirty rows show their raw texts', async () => {
  const { tel, journey } = await signedIn('74');
  const rows = (await Promise.all(months.map((each) => month(journey, each)))).flatMap(({ items = [] }) => items);
  const { calls } = await sandbox.inspect(tel);
  const times = rows.map((row) => `${row.startDateNew} ${row.startTimeNew}`);
  const unreadable = calls.filter(({ call_time = '' }) => !/^\d{10}$/.test(call_time));
  expect(rows).toHaveLength(calls.length);
  expect(unreadable.length).toBeGreaterThan(0);
  for (const { call_time } of unreadable) expect(times).toContain(call_time);
});

test('79: a month without calls says so', async () => {
  const { journey } = await signedIn('79');
  expect(await month(journey, '202610')).toEqual({ TSR_RESULT: '0', TUXEDO_MSG: '没有查询到详单数据' });
});
