/** Tests of the faults that stand before 中国移动's pages: that they meet its numbers, and the pages that they should. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(() => sandbox.turn('reset', {}));
afterAll(() => sandbox.close());

/** Resolves to how a request ended. */
const endOf = (request: Promise<unknown>) =>
  request.then(
    () => 'answered',
    () => 'cut off',
  );

test.each([
  ['60', 200, '系统升级维护中'],
  ['81', 500, 'java.lang.NullPointerException'],
])('%s: every page, from the first, is HTML with status %i', async (digits, status, words) => {
  const tel = mobileTel('江苏', digits);
  const { browser } = startJourney(sandbox, tel);
  const pages = [
    await browser.post('/chkNumberAction.action', { userName: tel }),
    await browser.get('/captchazh.htm', { type: '05' }),
    await browser.post('/sendRandomCodeAction.action', { userName: tel }),
    await browser.get('/login.htm', { account: tel, password: '246810' }),
    await browser.get(`/i/v1/cust/mergecust/${tel}`),
    await browser.get(`/i/v1/fee/detailbillinfojsonp/${tel}`, { callback: 'a' }),
    await browser.post(`/i/v1/pwd/ident/${tel}`),
  ];
  for (const page of pages) {
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=UTF-8']);
    expect(await page.text()).toContain(words);
  }
});

test('80: the first page is accepted and never answered, until the sandbox closes', async () => {
  const own = await openTestSandbox();
  const outcome = endOf(startJourney(own, mobileTel('江苏', '80')).text('chkNumberAction.action'));
  // By the time that another request is answered, the first one has been accepted.
  expect(await startJourney(own, mobileTel('江苏', '01')).text('chkNumberAction.action')).toBe('true');
  await own.close();
  expect(await outcome).toBe('cut off');
});

test('72: call details and bills are held back, the others are not', async () => {
  const own = await openTestSandbox();
  const journey = startJourney(own, mobileTel('江苏', '72'));
  await journey.openDetails();
  const held = ['fee/detailbillinfojsonp', 'fee/billinfo'].map((page) => endOf(journey.ask(page)));
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
  await own.close();
  expect(await Promise.all(held)).toEqual(['cut off', 'cut off']);
});

test('73: pages of call details fail now and then, and every one comes within four tries', async () => {
  const journey = startJourney(sandbox, mobileTel('江苏', '73'));
  await journey.openDetails();
  const tries: string[][] = [];
  for (let curCuror = 1; curCuror <= 60; curCuror++) {
    const fates: string[] = [];
    while (fates.at(-1) !== '200') {
      const query = {
        curCuror: String(curCuror),
        step: '1',
        qryMonth: '202610',
        billType: '02',
        _: String(fates.length),
      };
      const path = `/i/v1/fee/detailbillinfojsonp/${mobileTel('江苏', '73')}`;
      const answer = await journey.browser.get(path, query).catch(() => null);
      fates.push(answer === null ? 'cut' : String(answer.status));
      await answer?.arrayBuffer();
    }
    tries.push(fates);
  }
  expect(new Set(tries.flat())).toEqual(new Set(['200', '503', 'cut']));
  expect(Math.max(...tries.map((fates) => fates.length))).toBeLessThanOrEqual(4);
});
