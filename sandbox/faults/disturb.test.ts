/** Tests of the faults that stand before a portal's pages, over HTTP at 中国联通. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { startJourney, type UnicomJourney, unicomTel } from '../unicom/test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(() => sandbox.turn('reset', {}));
afterAll(() => sandbox.close());

const number = (digits: string) => unicomTel('天津', '天津', digits);

/** Resolves to how a request ended. */
const endOf = (request: Promise<unknown>) =>
  request.then(
    () => 'answered',
    () => 'cut off',
  );

test('60: every page, from the first, is the maintenance page with status 200', async () => {
  const { browser } = startJourney(sandbox, number('60'));
  const pages = [
    await browser.get('/portal/Service/CheckNeedVerify', { callback: 'a', userName: number('60') }),
    await browser.get('/portal/Service/CreateImage'),
    await browser.get('/portal/Service/MallLogin', { callback: 'a', userName: number('60'), password: '246810' }),
    await browser.post('/e3/static/check/checklogin/'),
    await browser.post('/e3/static/query/callDetail'),
  ];
  for (const page of pages) {
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(await page.text()).toContain('系统升级维护中');
  }
});

test('81: every page is HTTP 500 with a stack trace', async () => {
  const { browser } = startJourney(sandbox, number('81'));
  for (const name of ['CheckNeedVerify', 'MallLogin']) {
    const page = await browser.get(`/portal/Service/${name}`, { callback: 'a', userName: number('81') });
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8']);
    expect(await page.text()).toContain('java.lang.NullPointerException');
  }
});

test('80: a request is accepted and never answered, until the sandbox closes', async () => {
  const own = await openTestSandbox();
  const outcome = endOf(startJourney(own, number('80')).service('CheckNeedVerify', { userName: number('80') }));
  // By the time that another request is answered, the first one has been accepted.
  expect(await startJourney(own, number('01')).service('CheckNeedVerify', { userName: number('01') })).toContain(
    'false',
  );
  await own.close();
  expect(await outcome).toBe('cut off');
});

test('latency holds back every portal page and neither the inspection nor the phone', async () => {
  const own = await openTestSandbox({ latencyMs: 60_000 });
  const held = endOf(startJourney(own, number('01')).service('CheckNeedVerify', { userName: number('01') }));
  expect((await own.inspect(number('01'))).scenario).toBe('natural');
  expect((await fetch(`${own.origin}/phone/${number('01')}`)).status).toBe(200);
  await own.close();
  expect(await held).toBe('cut off');
});

test('72: data pages are held back, the others are not', async () => {
  const own = await openTestSandbox();
  const journey = startJourney(own, number('72'));
  await journey.signIn();
  const held = endOf(journey.ask('query/callDetail', { beginDate: '20261001', endDate: '20261031' }));
  expect(await journey.ask('check/checkmapExtraParam')).toEqual({ verification: false });
  await own.close();
  expect(await held).toBe('cut off');
});

test('a fault belongs to its number and its carrier: another number, another carrier and the inspection are not hit', async () => {
  const journey = startJourney(sandbox, number('01'));
  expect(await journey.service('CheckNeedVerify', { userName: number('01') })).toBe('{resultCode:"false"}');
  expect(await journey.service('CheckNeedVerify', { userName: '13800001260' })).toBe('{resultCode:"false"}');
  expect((await sandbox.inspect(number('81'))).scenario).toBe('broken');
});

/** What became of sixty requests, each repeated until it went well: `503`, `cut`, and at last `200`. */
async function fatesOf(journey: UnicomJourney): Promise<string[][]> {
  const fates: string[][] = [];
  for (let pageNo = 1; pageNo <= 60; pageNo++) {
    const tries: string[] = [];
    while (tries.at(-1) !== '200') {
      const form = { pageNo: String(pageNo), beginDate: '20261001', endDate: '20261031' };
      const answer = await journey.browser.post('/e3/static/query/callDetail', form).catch(() => null);
      tries.push(answer === null ? 'cut' : String(answer.status));
      await answer?.arrayBuffer();
    }
    fates.push(tries);
  }
  return fates;
}

test('73: three data pages in ten fail, every request goes well within four tries, and each run is the same', async () => {
  const journey = startJourney(sandbox, number('73'));
  await journey.signIn();
  const fates = await fatesOf(journey);
  const all = fates.flat();
  expect(new Set(all)).toEqual(new Set(['200', '503', 'cut']));
  const failed = all.filter((fate) => fate !== '200').length / all.length;
  expect(failed).toBeGreaterThan(0.2);
  expect(failed).toBeLessThan(0.4);
  expect(Math.max(...fates.map((tries) => tries.length))).toBeLessThanOrEqual(4);

  await sandbox.turn('reset', {});
  await journey.signIn();
  expect(await fatesOf(journey)).toEqual(fates);
});
