/** Tests of the doors of 中国移动's shop and of its customer page, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { callback, mobileTel, startJourney } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

const tel = mobileTel('河北', '03');
const pages = [
  'cust/mergecust',
  'fee/billinfo',
  'res/precheck',
  'fee/detbillrandomcodejsonp',
  'fee/detailbilltempidentjsonp',
  'fee/detailbillinfojsonp',
];
const jsonpPages = pages.filter((page) => page.endsWith('jsonp'));
const signedOut = { data: null, retCode: '500003', retMsg: '用户未登录或会话已失效', sOperTime: '20261125164305' };

async function loggedIn() {
  const journey = startJourney(sandbox, tel);
  await journey.text('sendRandomCodeAction.action');
  return { journey, reply: await journey.login(undefined, { smsPwd: await journey.lastCode() }) };
}

test('without a sign-in, and with one whose artifact was not handed in, every page answers 500003', async () => {
  const stranger = startJourney(sandbox, tel);
  const { journey, reply } = await loggedIn();
  journey.browser.cookies.set('cmccssotoken', reply.artifact ?? '');
  for (const page of pages) {
    expect(await stranger.ask(page)).toEqual(signedOut);
    expect(await journey.ask(page)).toEqual(signedOut);
  }
  await journey.enter(reply);
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
});

test('an artifact redirects with the cookies of the shop, to its own pages only, and serves once', async () => {
  const { journey, reply } = await loggedIn();
  const path = '/i/v1/auth/getArtifact';
  expect(reply.assertAcceptURL).toBe(`${sandbox.origin}/mobile${path}`);
  const artifact = reply.artifact ?? '';
  const entered = await journey.browser.get(path, { backUrl: 'http://elsewhere.example/', artifact });
  expect([entered.status, entered.headers.get('location')]).toEqual([302, `${sandbox.origin}/mobile/i/`]);
  expect(journey.browser.cookies.get('cmccssotoken')).toMatch(/^[0-9a-f]{32}$/);
  expect(journey.browser.cookies.get('is_login')).toBe('true');
  expect(await (await journey.browser.get('/i/')).text()).toContain('欢迎');
  for (const spent of [artifact, 'nonsense', '']) {
    expect(await (await journey.browser.get(path, { artifact: spent })).json()).toEqual(signedOut);
  }
});

test('a page that the shop itself has is gone back to', async () => {
  const { journey, reply } = await loggedIn();
  const backUrl = `${sandbox.origin}/mobile/i/?welcome=1`;
  const { artifact = '' } = reply;
  const entered = await journey.browser.get('/i/v1/auth/getArtifact', { backUrl, artifact });
  expect(entered.headers.get('location')).toBe(backUrl);
});

test.each(jsonpPages)('%s is JSONP for those who say where they come from, and 403 for others', async (page) => {
  const { journey, reply } = await loggedIn();
  await journey.enter(reply);
  const answer = await journey.browser.get(`/i/v1/${page}/${tel}`, { callback });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/javascript; charset=UTF-8']);
  expect(await answer.text()).toMatch(/^jQuery183_15\(\{"data":.*\}\);$/);
  const scripted = await journey.browser.get(`/i/v1/${page}/${tel}`, { callback: '<script>' });
  expect(await scripted.text()).toMatch(/^callback\(\{/);
  const cookie = `cmccssotoken=${reply.artifact}`;
  const unreferred = await fetch(`${sandbox.origin}/mobile/i/v1/${page}/${tel}`, { headers: { cookie } });
  expect([unreferred.status, unreferred.headers.get('content-type')]).toEqual([403, 'text/html; charset=UTF-8']);
});

test('the pages of another number are not open', async () => {
  const { journey, reply } = await loggedIn();
  await journey.enter(reply);
  const other = await journey.browser.get(`/i/v1/cust/mergecust/${mobileTel('河北', '04')}`);
  expect(await other.json()).toEqual(signedOut);
});

test('a session ends after a quarter of an hour without use, and at once when it is signed out', async () => {
  const { journey, reply } = await loggedIn();
  await journey.enter(reply);
  for (const minutes of [14, 28]) {
    await sandbox.turn('clock', { now: testNow + minutes * 60 });
    expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
  }
  await sandbox.turn('clock', { now: testNow + 43 * 60 + 1 });
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '500003' });

  await journey.signIn();
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '000000' });
  expect(await (await journey.browser.get('/i/v1/auth/userlogout')).json()).toMatchObject({ retCode: '000000' });
  expect(await journey.ask('cust/mergecust')).toMatchObject({ retCode: '500003' });
});

test('the customer page shows the subscriber as the carrier prints him', async () => {
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  const { shown, open_date } = await sandbox.inspect(tel);
  const told = (text: string) => (text === '运营商未透露' ? '' : text);
  const opened = new Date((Number(open_date) + 8 * 3600) * 1000).toISOString();
  expect(await journey.ask('cust/mergecust')).toEqual({
    data: {
      custInfoQryOut: {
        name: told(shown.full_name),
        certNo: told(shown.id_card),
        inNetDate: `${opened.slice(0, 10).replaceAll('-', '')}000000`,
        status: '00',
        realNameInfo: '2',
        address: told(shown.address),
        email: '',
        zipCode: '',
        contactNum: tel,
        brand: expect.stringMatching(/^(全球通|动感地带|神州行)$/),
      },
      curPlanQryOut: { curPlanName: expect.stringMatching(/^(全球通|动感地带|神州行)畅享套餐$/) },
    },
    retCode: '000000',
    retMsg: 'success',
    sOperTime: '20261125164305',
  });
});

test('65: the customer page, and nothing before it, says that the number has no real name', async () => {
  const journey = startJourney(sandbox, mobileTel('河北', '65'));
  await journey.signIn();
  expect(await journey.ask('cust/mergecust')).toMatchObject({ data: { custInfoQryOut: { realNameInfo: '1' } } });
});

test('67: after three pages of call details every page is kicked out, and so is the next sign-in', async () => {
  const journey = startJourney(sandbox, mobileTel('江苏', '67'));
  for (const start of [testNow, testNow + 60]) {
    await sandbox.turn('clock', { now: start });
    await journey.openDetails();
    for (const qryMonth of ['202611', '202610', '202609']) {
      const page = await journey.ask('fee/detailbillinfojsonp', { qryMonth, billType: '02' });
      expect(page).toMatchObject({ retCode: '000000' });
    }
    for (const page of pages) {
      expect(await journey.ask(page)).toMatchObject({ retCode: '500003', retMsg: '您的账号已在其他地方登录' });
    }
  }
});
