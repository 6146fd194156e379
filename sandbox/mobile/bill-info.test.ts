/** Tests of 中国移动's bills, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

interface Bill {
  billMonth: string;
  billStartDate: string;
  billEndDate: string;
  billFee: string;
  billMaterials: {
    billEntriy: string;
    billEntriyValue: string;
    billMaterialInfos: { itemName: string; itemValue: string }[];
  }[];
}

async function billsOf(tel: string, bgnMonth = '202606', endMonth = '202611'): Promise<Bill[]> {
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  const answer = await journey.ask('fee/billinfo', { bgnMonth, endMonth });
  expect(answer).toMatchObject({ retCode: '000000' });
  return JSON.parse(JSON.stringify(answer.data));
}

const keys = {
  '01': 'bill_package',
  '02': 'bill_ext_calls',
  '03': 'bill_ext_data',
  '04': 'bill_ext_sms',
  '05': 'bill_zengzhifei',
  '06': 'bill_daishoufei',
  '09': 'bill_qita',
};

const codes = Object.keys(keys).toSorted();

const recordOf = ({ billMonth, billFee, billMaterials }: Bill) => ({
  bill_month: billMonth,
  bill_amount: billFee,
  ...Object.fromEntries(
    Object.entries(keys).map(([code, key]) => [
      key,
      billMaterials.find(({ billEntriy }) => billEntriy === code)?.billEntriyValue,
    ]),
  ),
});

const fen = (text: string) => Math.round(Number(text) * 100);
const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + fen(amount), 0);

/** Captcha provinces need no code, so that many numbers can be looked at. */
const people = Array.from({ length: 12 }, (_, index) => mobileTel('江苏', String(20 + index)));

test('the past bills are the truth, and the items of a part add up to it', async () => {
  for (const tel of people) {
    const [current, ...past] = await billsOf(tel);
    expect(current?.billMonth).toBe('202611');
    expect(past.map(recordOf)).toEqual((await sandbox.inspect(tel)).bills);
    for (const { billMaterials } of past) {
      expect(billMaterials.map(({ billEntriy }) => billEntriy)).toEqual(codes);
      for (const { billEntriyValue, billMaterialInfos } of billMaterials)
        expect(sum(billMaterialInfos.map(({ itemValue }) => itemValue))).toBe(fen(billEntriyValue));
    }
  }
});

test('some have a discount: the bill is less than its parts', async () => {
  const discounts = new Set<number>();
  for (const tel of people) {
    for (const { billFee, billMaterials } of await billsOf(tel))
      discounts.add(sum(billMaterials.map(({ billEntriyValue }) => billEntriyValue)) - fen(billFee));
  }
  expect(discounts).toEqual(new Set([0, 2000]));
});

test('items have the names of this carrier', async () => {
  const names = new Set<string>();
  for (const tel of people) {
    for (const { billMaterials } of await billsOf(tel))
      for (const { billMaterialInfos } of billMaterials)
        for (const { itemName } of billMaterialInfos) names.add(itemName);
  }
  expect([...names]).toEqual(expect.arrayContaining(['套餐费', '来电显示', '本地主叫通话费']));
});

test('the current month has the cost of the calls so far', async () => {
  for (const tel of people) {
    const [current] = await billsOf(tel, '202611');
    const { calls } = await sandbox.inspect(tel);
    const since = Date.parse('2026-11-01T00:00+08:00') / 1000;
    const cost = sum(calls.filter((call) => Number(call.call_time) >= since).map(({ call_cost = '' }) => call_cost));
    const part = current?.billMaterials.find(({ billEntriy }) => billEntriy === '02');
    expect(fen(part?.billEntriyValue ?? '')).toBe(cost);
  }
});

test('only the months asked for come, newest first, each with its days', async () => {
  const bills = await billsOf(mobileTel('江苏', '21'), '202608', '202609');
  expect(bills.map(({ billMonth, billStartDate, billEndDate }) => [billMonth, billStartDate, billEndDate])).toEqual([
    ['202609', '20260901', '20260930'],
    ['202608', '20260801', '20260831'],
  ]);
});

test('months that the carrier no longer has, or never had, and nonsense bring nothing', async () => {
  expect(await billsOf(mobileTel('江苏', '21'), '202601', '202605')).toEqual([]);
  expect(await billsOf(mobileTel('江苏', '21'), '202612', '202612')).toEqual([]);
  expect(await billsOf(mobileTel('江苏', '21'), '', '')).toEqual([]);
  expect((await billsOf(mobileTel('江苏', '76'))).map(({ billMonth }) => billMonth)).toEqual(['202611']);
});

test('71: one bill is left out', async () => {
  const bills = await billsOf(mobileTel('江苏', '71'));
  expect(bills.map(({ billMonth }) => billMonth)).toEqual(['202611', '202610', '202608', '202607', '202606']);
});
