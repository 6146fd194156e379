/** Tests of the code that stands before the calls in every province of 中国电信, over HTTP. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox, testNow } from '../test-sandbox.ts';
import { startJourney, type TelecomJourney, telecomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
beforeEach(async () => {
  await sandbox.turn('reset', {});
  await sandbox.turn('clock', { now: null });
});
afterAll(() => sandbox.close());

interface CodeSteps {
  dialect: string;
  place: [province: string, city: string];
  send(journey: TelecomJourney, tel: string): Promise<string>;
  check(journey: TelecomJourney, tel: string, code: string): Promise<string>;
  /** What the answers contain. */
  sent: string;
  dailyCap: string;
  stillValid: string;
  right: string;
  wrong: string;
  expired: string;
}

async function checkCustomer(journey: TelecomJourney, tel: string): Promise<void> {
  const { name, id_card } = await sandbox.inspect(tel);
  await journey.call('CheckCustByNbr', tel, name, id_card);
}

const provinces: CodeSteps[] = [
  {
    dialect: 'JSON',
    place: ['江苏', '南京'],
    send: (journey) => journey.ask('/sendSmsCodeAction.action'),
    check: (journey, _tel, smsCode) => journey.ask('/checkSmsCodeAction.action', { smsCode }),
    sent: '"TSR_RESULT":"0"',
    dailyCap: '"TSR_RESULT":"1001"',
    stillValid: '"TSR_RESULT":"1002"',
    right: '"TSR_RESULT":"0"',
    wrong: '"TSR_RESULT":"2001"',
    expired: '"TSR_RESULT":"2002"',
  },
  {
    dialect: 'HTML',
    place: ['北京', '北京'],
    send: (journey) => journey.ask('/iframe/feequery/smsRandCodeSend.action'),
    check: (journey, _tel, randCode) => journey.ask('/iframe/feequery/detailValidCode.action', { randCode }),
    sent: '"ILoginType":4',
    dailyCap: '"ILoginType":5',
    stillValid: '"ILoginType":6',
    right: '"ILoginType":4',
    wrong: '"ILoginType":3',
    expired: '"ILoginType":2',
  },
  {
    dialect: 'GBK',
    place: ['浙江', '宁波'],
    async send(journey, tel) {
      await checkCustomer(journey, tel);
      return journey.call('SendVCodeByNbr', tel);
    },
    check: (journey, tel, code) => journey.call('CheckVCodeByNbr', tel, code),
    sent: '成功',
    dailyCap: '今日发送次数已达上限',
    stillValid: '上次验证码仍在有效期内',
    right: '成功',
    wrong: '验证码错误',
    expired: '验证码已过期',
  },
];

test.each(provinces)('$dialect: a code is texted once a minute, and the right one is taken once', async (steps) => {
  const tel = telecomTel(...steps.place, '01');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  expect(await steps.send(journey, tel)).toContain(steps.sent);
  expect(await steps.send(journey, tel)).toContain(steps.stillValid);
  const [sms, ...none] = (await sandbox.inspect(tel)).sms;
  expect(none).toEqual([]);
  expect(sms?.text).toContain(sms?.code);
  expect(await steps.check(journey, tel, 'wrong')).toContain(steps.wrong);
  expect(await steps.check(journey, tel, sms?.code ?? '')).toContain(steps.right);
  expect(await steps.check(journey, tel, sms?.code ?? '')).toContain(steps.wrong);
});

test.each(provinces)('$dialect: a code that is more than two minutes old is expired', async (steps) => {
  const tel = telecomTel(...steps.place, '01');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  await steps.send(journey, tel);
  await sandbox.turn('clock', { now: testNow + 121 });
  expect(await steps.check(journey, tel, await journey.lastCode())).toContain(steps.expired);
  expect(await steps.send(journey, tel)).toContain(steps.sent);
  expect(await steps.check(journey, tel, await journey.lastCode())).toContain(steps.right);
});

test.each(provinces)('$dialect: 63 may not be sent a code any more', async (steps) => {
  const tel = telecomTel(...steps.place, '63');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  expect(await steps.send(journey, tel)).toContain(steps.dailyCap);
});

test.each(provinces)('$dialect: 66 finds its first code expired and its second right', async (steps) => {
  const tel = telecomTel(...steps.place, '66');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  await steps.send(journey, tel);
  expect(await steps.check(journey, tel, await journey.lastCode())).toContain(steps.expired);
  expect(await steps.send(journey, tel)).toContain(steps.sent);
  expect(await steps.check(journey, tel, await journey.lastCode())).toContain(steps.right);
});

test('a JSON province says whether a code is needed: a bare 0 before it is handed in, a bare 1 afterwards', async () => {
  const journey = startJourney(sandbox, telecomTel('江苏', '南京', '01'));
  await journey.signIn();
  expect(await journey.ask('/isNeedSecondCheckAction.action')).toBe('0');
  await journey.signInForCalls();
  expect(await journey.ask('/isNeedSecondCheckAction.action')).toBe('1');
});

test('only 吉林 adds a hint for the subscriber, and only when it has sent a code', async () => {
  const hints = [];
  for (const [province, city] of [
    ['吉林', '长春'],
    ['江苏', '南京'],
  ] as const) {
    const journey = startJourney(sandbox, telecomTel(province, city, '01'));
    await journey.signIn();
    for (const _time of ['first', 'second'])
      hints.push(JSON.parse(await journey.ask('/sendSmsCodeAction.action')).smsHint);
  }
  expect(hints).toEqual([expect.stringContaining('10001'), undefined, undefined, undefined]);
});

test('a GBK province texts no code before name and ID card were those of the subscriber', async () => {
  const tel = telecomTel('浙江', '宁波', '01');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  const { name, id_card } = await sandbox.inspect(tel);
  expect(await journey.call('CheckCustByNbr', tel, '张三丰', id_card)).toBe('客户资料不匹配');
  expect(await journey.call('CheckCustByNbr', tel, name, '990101199001010010')).toBe('客户资料不匹配');
  expect(await journey.call('SendVCodeByNbr', tel)).toBe('请先校验客户资料');
  expect(await journey.call('CheckCustByNbr', tel, name, id_card.toLowerCase())).toBe('成功');
  expect(await journey.call('SendVCodeByNbr', tel)).toBe('成功');
  expect(await journey.call('DropTables', tel)).toBe('参数错误');
});

test('82: where another person is on file, a GBK province still takes the name and ID card of the subscriber', async () => {
  const tel = telecomTel('浙江', '宁波', '82');
  const journey = startJourney(sandbox, tel);
  await journey.signIn();
  const { name, id_card, shown } = await sandbox.inspect(tel);
  expect(shown.full_name).not.toBe(name);
  expect(await journey.call('CheckCustByNbr', tel, name, id_card)).toBe('成功');
});
