/** What every connector promises about the calls and bills it brings, compared with the sandbox's own truth. */

import { expect, test } from 'vitest';
import { testNow } from '../../sandbox/test-sandbox.ts';
import type { Fetched, Progress } from '../../src/carriers/connector.ts';
import { addMonths, monthOf } from '../../src/domain/shanghai-time.ts';
import type { Stage, Truth } from './journey.ts';
import type { Subject } from './subject.ts';

const monthBack = (count: number) => addMonths(monthOf(testNow), -count);
const sixMonths = [0, 1, 2, 3, 4, 5].map(monthBack);

function arrived(fetched: Fetched) {
  if (fetched.kind !== 'fetched') throw new Error(`refused: ${fetched.detail}`);
  return fetched;
}

const monthOfCall = (call: Record<string, string>) => monthOf(Number(call.call_time));

export function fetchSuite(subject: Subject, stage: () => Stage): void {
  const { plain, natural } = subject;

  async function fetchOf(tel: string, onProgress: (progress: Progress) => void = () => undefined) {
    const journey = stage().begin(tel);
    expect(await journey.signIn()).toMatchObject({ kind: 'signedIn' });
    const truth = await journey.truth();
    return { truth, fetched: arrived(await journey.fetch({ onProgress })) };
  }

  function expectWhole({ truth, fetched }: { truth: Truth; fetched: ReturnType<typeof arrived> }) {
    const { calls, bills, telInfo } = fetched;
    expect(calls.flatMap((month) => month.calls)).toEqual(truth.calls);
    expect(bills.map(({ bill }) => bill)).toEqual(truth.bills);
    expect(telInfo).toEqual({ ...truth.shown, open_date: truth.open_date });
    expect(new Set([...calls, ...bills].map(({ cause }) => cause))).toEqual(new Set(['']));
    expect(new Set(calls.map(({ verdict }) => verdict))).toEqual(new Set(['complete']));
  }

  test.each(natural)('natural subscriber %s is brought whole: every call, every bill, what is on file', async (tel) => {
    const brought = await fetchOf(tel);
    expect(brought.truth.calls.length).toBeGreaterThan(100);
    expect(brought.fetched.calls.map(({ month }) => month)).toEqual(sixMonths);
    expect(brought.fetched.bills.map(({ month }) => month)).toEqual(sixMonths.slice(1));
    expectWhole(brought);
  });

  test('the natural subscribers live in ten provinces or more', async () => {
    const truths = await Promise.all(natural.map((tel) => stage().begin(tel).truth()));
    expect(new Set(truths.map(({ province }) => province)).size).toBeGreaterThanOrEqual(10);
  });

  test('a heavy user is paged to the end, and progress ends with every call', async () => {
    const heard: Progress[] = [];
    const brought = await fetchOf(`${plain}75`, (progress) => heard.push(progress));
    expect(brought.truth.calls.length).toBeGreaterThan(15_000);
    expectWhole(brought);
    expect(heard.at(-1)).toEqual({ monthsDone: 6, monthsTotal: 6, calls: brought.truth.calls.length });
  });

  test.each([
    ['73', 'a flaky portal loses nothing'],
    ['74', 'dirty rows stay as the portal shows them, and cost nothing else'],
    ['76', 'months before the first day are not asked for'],
    ['77', 'a much-called number is brought whole'],
    ['78', 'silence is no gap in the data'],
    ['79', 'no calls at all is complete'],
    ['82', 'another name on file is brought as it is'],
  ])('scenario %s: %s', async (digits) => {
    expectWhole(await fetchOf(plain + digits));
  });

  test('a month that is refused is missing, and only that month', async () => {
    const { truth, fetched } = await fetchOf(`${plain}68`);
    expect(fetched.calls.filter(({ verdict }) => verdict !== 'complete')).toEqual([
      { month: monthBack(3), verdict: 'missing', calls: [], cause: expect.stringMatching(/^\/.+: refused/) },
    ]);
    const others = truth.calls.filter((call) => monthOfCall(call) !== monthBack(3));
    expect(fetched.calls.flatMap(({ calls }) => calls)).toEqual(others);
  });

  test('a month that is empty without saying so is unclear', async () => {
    const { fetched } = await fetchOf(`${plain}69`);
    const odd = fetched.calls.filter(({ verdict }) => verdict !== 'complete');
    expect(odd).toMatchObject([{ month: monthBack(2), verdict: 'unclear', calls: [] }]);
  });

  test('a month that is cut off keeps its first page', async () => {
    const { truth, fetched } = await fetchOf(`${plain}70`);
    const [odd, ...none] = fetched.calls.filter(({ verdict }) => verdict !== 'complete');
    expect(none).toEqual([]);
    expect(odd).toMatchObject({ month: monthBack(2), verdict: 'partial' });
    const ofMonth = truth.calls.filter((call) => monthOfCall(call) === monthBack(2));
    expect(ofMonth.length).toBeGreaterThan(subject.cutPageRows);
    expect(odd?.calls).toEqual(ofMonth.slice(0, subject.cutPageRows));
  });

  test('a bill that is missing has its cause, the others are there', async () => {
    const { truth, fetched } = await fetchOf(`${plain}71`);
    const [, lost, ...older] = fetched.bills;
    expect(lost).toEqual({ month: monthBack(2), bill: null, cause: expect.stringMatching(/^\/.+: no bill$/) });
    const issued = truth.bills.filter(({ bill_month }) => bill_month !== monthBack(2));
    expect([fetched.bills[0], ...older].map((each) => each?.bill)).toEqual(issued);
  });
}
