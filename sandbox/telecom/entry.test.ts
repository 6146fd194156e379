/** Tests of the way from the national site to a province, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { entryPaths } from './entry.ts';
import provinces from './provinces.json' with { type: 'json' };
import { startJourney, telecomTel, textOf } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

/** A city of each province; a municipality is its own. */
const cities = [
  ['北京', '北京'],
  ['天津', '天津'],
  ['河北', '石家庄'],
  ['山西', '太原'],
  ['内蒙古', '呼和浩特'],
  ['辽宁', '沈阳'],
  ['吉林', '长春'],
  ['黑龙江', '哈尔滨'],
  ['上海', '上海'],
  ['江苏', '南京'],
  ['浙江', '杭州'],
  ['安徽', '合肥'],
  ['福建', '福州'],
  ['江西', '南昌'],
  ['山东', '济南'],
  ['河南', '郑州'],
  ['湖北', '武汉'],
  ['湖南', '长沙'],
  ['广东', '广州'],
  ['广西', '南宁'],
  ['海南', '海口'],
  ['重庆', '重庆'],
  ['四川', '成都'],
  ['贵州', '贵阳'],
  ['云南', '昆明'],
  ['西藏', '拉萨'],
  ['陕西', '西安'],
  ['甘肃', '兰州'],
  ['青海', '西宁'],
  ['宁夏', '银川'],
  ['新疆', '乌鲁木齐'],
] as const;

test('the table has 31 provinces, each with a number and a folder of its own', () => {
  const habits = Object.values(provinces);
  expect(Object.keys(provinces).toSorted()).toEqual(cities.map(([province]) => province).toSorted());
  expect(new Set(habits.map(({ id }) => id)).size).toBe(31);
  expect(new Set(habits.map(({ site }) => site)).size).toBe(31);
});

test.each(cities)('the jump leads to %s %s, in the charset of the province', async (province, city) => {
  const journey = startJourney(sandbox, telecomTel(province, city, '02'));
  await journey.login();
  const page = await journey.jump();
  expect(page.headers.get('content-type')).toMatch(/^text\/html; charset=(UTF-8|GBK)$/);
  expect(await textOf(page)).toContain('自助服务');
  expect(journey.browser.cookies.get('PROV_SESSION')).toMatch(/^[0-9a-f]{32}$/);
});

test('toStUrl may be a path below the base', async () => {
  const journey = startJourney(sandbox, telecomTel('浙江', '宁波', '02'));
  await journey.login();
  expect(await textOf(await journey.jump({ toStUrl: `/zj${entryPaths.gbk}` }))).toContain('自助服务');
});

test("another platform number, another province's page or another method is a wrong parameter", async () => {
  const journey = startJourney(sandbox, telecomTel('浙江', '宁波', '02'));
  await journey.login();
  const wrong = [
    { platNo: '10012' },
    { toStUrl: `/ah${entryPaths.gbk}` },
    { toStUrl: '/zj/service/index.html' },
    { toStUrl: 'http://' },
    { method: 'go' },
  ];
  for (const query of wrong) expect(await textOf(await journey.jump(query))).toContain('系统参数错误');
});

test('whoever is not signed in is led to the sign-in page', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '02'));
  expect(await textOf(await journey.jump())).toContain('电信账号登录');
});

const custInfo = '/iframe/custquery/qryCustInfo.action';

test('without the jump, with the ticket of another, or without its cookie a province knows nobody', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '02'));
  await journey.login();
  expect(await journey.ask(custInfo)).toContain('电信账号登录');
  const forged = await journey.browser.get(`${journey.site}${entryPaths.html}`, { ticket: 'f'.repeat(32) });
  expect(await textOf(forged)).toContain('电信账号登录');
  await journey.jump();
  expect(await journey.ask(custInfo)).toContain('客户名称');
  journey.browser.cookies.delete('PROV_SESSION');
  expect(await journey.ask(custInfo)).toContain('电信账号登录');
});

test('a ticket opens the province once', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '02'));
  await journey.login();
  const toStUrl = `/bj${entryPaths.html}`;
  const jump = await journey.browser.get('/dqmh/ssoLink.do', { method: 'linkTo', platNo: '10001', toStUrl });
  const ticket = new URL(jump.headers.get('location') ?? '', sandbox.origin).searchParams.get('ticket') ?? '';
  const pages = [];
  for (const _time of ['first', 'second']) {
    pages.push(await textOf(await journey.browser.get(toStUrl, { ticket })));
    journey.browser.cookies.delete('PROV_SESSION');
  }
  expect(pages[0]).toContain('自助服务');
  expect(pages[1]).toContain('电信账号登录');
});

test('the pages of another province, or of another sub-dialect, know nobody', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '02'));
  await journey.signIn();
  for (const path of [`/tj${custInfo}`, '/bj/queryCustInfoAction.action', '/zj/zjpr/customer/custInfo.htm']) {
    expect(await textOf(await journey.browser.post(path))).toContain('电信账号登录');
  }
});

test('a session is gone after a quarter of an hour without use', async () => {
  const journey = startJourney(sandbox, telecomTel('北京', '北京', '02'));
  await journey.signIn();
  await sandbox.turn('clock', { now: testNow + 14 * 60 });
  expect(await journey.ask(custInfo)).toContain('客户名称');
  await sandbox.turn('clock', { now: testNow + 30 * 60 });
  expect(await journey.ask(custInfo)).toContain('电信账号登录');
});
