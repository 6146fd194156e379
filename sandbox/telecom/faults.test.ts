/** Tests of the faults at 中国电信: each is met from the first page on, and no sub-dialect is spared. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, type TelecomJourney, telecomTel, textOf } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(() => sandbox.turn('reset', {}));
afterAll(() => sandbox.close());

interface DataPages {
  place: [province: string, city: string];
  calls: [path: string, form: Record<string, string>];
  bill: [path: string, form: Record<string, string>];
  customer: string;
}

const subDialects: DataPages[] = [
  {
    place: ['江苏', '南京'],
    calls: ['/queryVoiceMsgAction.action', { 'inventoryVo.begDate': '20261001', 'inventoryVo.endDate': '20261031' }],
    bill: ['/queryBillAction.action', { billingCycle: '202610' }],
    customer: '/queryCustInfoAction.action',
  },
  {
    place: ['北京', '北京'],
    calls: ['/iframe/feequery/billDetailQuery.action', { qryMonth: '2026年10月' }],
    bill: ['/iframe/feequery/billInfoQuery.action', { billCycle: '2026年10月' }],
    customer: '/iframe/custquery/qryCustInfo.action',
  },
  {
    place: ['浙江', '宁波'],
    calls: ['/zjpr/cdr/getCdrDetail.htm', { cdrmonth: '202610' }],
    bill: ['/zjpr/bill/getBill.htm', { cdrmonth: '202610' }],
    customer: '/zjpr/customer/custInfo.htm',
  },
];

/** Resolves to how a request ended. */
const endOf = (request: Promise<unknown>) =>
  request.then(
    () => 'answered',
    () => 'cut off',
  );

const firstPages = async ({ browser }: TelecomJourney, tel: string) => [
  await browser.post('/dqmh/login/ajax', { m: 'checkphone', phone: tel }),
  await browser.get('/login'),
  await browser.get('/login/captcha'),
  await browser.post('/login', { Account: tel }),
  await browser.post('/dqmh/resetPwd.do', { method: 'checkUser', phone: tel }),
];

test('60: every page, from the first, is the maintenance page with status 200', async () => {
  const tel = telecomTel('浙江', '宁波', '60');
  for (const page of await firstPages(startJourney(sandbox, tel), tel)) {
    expect(page.status).toBe(200);
    expect(await textOf(page)).toContain('系统升级维护中');
  }
});

test('81: every page is HTTP 500 with a stack trace', async () => {
  const tel = telecomTel('北京', '北京', '81');
  for (const page of await firstPages(startJourney(sandbox, tel), tel)) {
    expect(page.status).toBe(500);
    expect(await textOf(page)).toContain('java.lang.NullPointerException');
  }
});

test('80: a request is accepted and never answered, until the sandbox closes', async () => {
  const own = await openTestSandbox();
  const tel = telecomTel('江苏', '南京', '80');
  const form = { m: 'checkphone', phone: tel };
  const outcome = endOf(startJourney(own, tel).national('/dqmh/login/ajax', form));
  // By the time that another request is answered, the first one has been accepted.
  const other = telecomTel('江苏', '南京', '01');
  expect(await startJourney(own, other).national('/dqmh/login/ajax', { ...form, phone: other })).toMatchObject({
    result: '0',
  });
  await own.close();
  expect(await outcome).toBe('cut off');
});

test.each(subDialects)(
  '67 in $place.0: after three pages of calls every page says that somebody else signed in',
  async (pages) => {
    const journey = startJourney(sandbox, telecomTel(...pages.place, '67'));
    await journey.signInForCalls();
    for (let page = 1; page <= 3; page++) expect(await journey.ask(...pages.calls)).not.toContain('电信账号登录');
    for (const page of [
      await journey.ask(...pages.calls),
      await journey.ask(...pages.bill),
      await journey.ask(pages.customer),
    ]) {
      expect(page).toContain('您的账号已在其他地方登录');
      expect(page).toContain('电信账号登录');
    }
    await journey.signIn();
    expect(await journey.ask(pages.customer)).not.toContain('电信账号登录');
  },
);

test.each(subDialects)('72 in $place.0: pages of calls and bills are held back, the others are not', async (pages) => {
  const own = await openTestSandbox();
  const journey = startJourney(own, telecomTel(...pages.place, '72'));
  await journey.signInForCalls();
  const held = [endOf(journey.ask(...pages.calls)), endOf(journey.ask(...pages.bill))];
  expect(await journey.ask(pages.customer)).not.toContain('电信账号登录');
  await own.close();
  expect(await Promise.all(held)).toEqual(['cut off', 'cut off']);
});

test.each(subDialects)(
  '73 in $place.0: pages of calls fail now and then, and every one goes well within four tries',
  async (pages) => {
    const journey = startJourney(sandbox, telecomTel(...pages.place, '73'));
    await journey.signInForCalls();
    const [path, form] = pages.calls;
    const fates: string[][] = [];
    for (let page = 1; page <= 30; page++) {
      const tries: string[] = [];
      while (tries.at(-1) !== '200') {
        const answer = await journey.browser
          .post(journey.site + path, { ...form, page: String(page) })
          .catch(() => null);
        tries.push(answer === null ? 'cut' : String(answer.status));
        await answer?.arrayBuffer();
      }
      fates.push(tries);
    }
    expect(new Set(fates.flat())).toEqual(new Set(['200', '503', 'cut']));
    expect(Math.max(...fates.map((tries) => tries.length))).toBeLessThanOrEqual(4);
  },
);
