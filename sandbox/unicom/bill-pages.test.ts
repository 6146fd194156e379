/** Tests of 中国联通's bills, over HTTP and against the inspected truth. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, type UnicomJourney, unicomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const inA = unicomTel('北京', '北京', '21');
const inB = unicomTel('天津', '天津', '21');

async function signedIn(tel: string): Promise<UnicomJourney> {
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  return journey;
}

const ask = (journey: UnicomJourney, billdate: string, flag = '1') =>
  journey.ask('query/queryHistoryBill', { querytype: '0001', querycode: '0001', billdate, flag });

const truthOf = async (tel: string, month: string) =>
  (await sandbox.inspect(tel)).bills.find((bill) => bill.bill_month === month);

const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + Number(amount), 0).toFixed(2);

test('in an A province every past month has a total, and items that add up to it', async () => {
  const journey = await signedIn(inA);
  for (const month of ['202610', '202609', '202608', '202607', '202606']) {
    const allfee = (await truthOf(inA, month))?.bill_amount;
    const bill = await ask(journey, month);
    expect(bill).toMatchObject({ issuccess: true, result: { allfee, writeofffee: allfee } });
    const { result } = JSON.parse(JSON.stringify(bill));
    expect(sum(result.billinfo.map(({ fee }: { fee: string }) => fee))).toBe(allfee);
  }
});

test('in a B province the last three months come under nowFee whatever the flag', async () => {
  const journey = await signedIn(inB);
  for (const month of ['202610', '202609', '202608']) {
    const nowFee = (await truthOf(inB, month))?.bill_amount;
    const bill = await ask(journey, month);
    expect(bill).toMatchObject({ historyResultState: 'success', nowFee });
    expect(await ask(journey, month, '2')).toEqual(bill);
    const { historyResultList } = JSON.parse(JSON.stringify(bill));
    expect(sum(historyResultList.map(({ value }: { value: string }) => value))).toBe(nowFee);
  }
});

test('in a B province older months come from the archive: neither shape under flag 1, payTotal under flag 2', async () => {
  const journey = await signedIn(inB);
  for (const month of ['202607', '202606']) {
    expect(await ask(journey, month)).toEqual({ billdate: month });
    const payTotal = (await truthOf(inB, month))?.bill_amount;
    const bill = await ask(journey, month, '2');
    expect(bill).toMatchObject({ historyResultState: 'success', payTotal });
    expect(bill).not.toHaveProperty('nowFee');
  }
});

test('71: one bill fails under both flags, in the shape of the province', async () => {
  for (const [tel, failed] of [
    [unicomTel('北京', '北京', '71'), { issuccess: false, errormessage: { errmessage: '系统繁忙，请稍后再试。' } }],
    [unicomTel('天津', '天津', '71'), { historyResultState: 'fail' }],
  ] as const) {
    const journey = await signedIn(tel);
    for (const flag of ['1', '2']) expect(await ask(journey, '202609', flag)).toEqual(failed);
    expect(await ask(journey, '202610')).not.toEqual(failed);
  }
});

test('the current month, the future, the seventh month back and nonsense are no past bills', async () => {
  const journey = await signedIn(inB);
  for (const month of ['202611', '202612', '202605', '', 'abc']) {
    expect(await ask(journey, month, '2')).toEqual({ historyResultState: 'fail' });
  }
});

test('76: a SIM opened twelve days ago has no past bill', async () => {
  const journey = await signedIn(unicomTel('天津', '天津', '76'));
  for (const month of ['202610', '202609'])
    expect(await ask(journey, month, '2')).toEqual({ historyResultState: 'fail' });
});

test('the bill of the current month adds up', async () => {
  const { rspArgs } = JSON.parse(JSON.stringify(await (await signedIn(inA)).ask('query/currentFee')));
  expect(rspArgs.isrealtimeError).toBe(false);
  expect(rspArgs.realfee).toMatch(/^\d+\.\d\d$/);
  expect(sum(rspArgs.result.map(({ fee }: { fee: string }) => fee))).toBe(rspArgs.realfee);
});
