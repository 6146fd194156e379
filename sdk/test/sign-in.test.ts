/** The typed sign-in against all three carriers: what is asked, wrong answers, fresh codes, and the documents at the end. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignIn, Waiting } from '../src/client.ts';
import { answersTo, openService, type Service, signIn } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

function stillWaiting(state: SignIn): Waiting {
  if (state.done) throw new Error('signed in already');
  return state;
}

describe('a whole journey', () => {
  test.each([
    [
      '北京移动',
      '13910000076',
      [
        ['pinPwd', 'smsCode'],
        ['smsCode', 'captchaCode'],
      ],
    ],
    ['北京联通', '13001000076', [['pinPwd'], ['smsCode']]],
    ['浙江电信', '13305710176', [['pinPwd', 'fullName', 'idCard', 'captchaCode'], ['smsCode']]],
  ])('%s asks what its portal asks, and ends with record, report, score and tags', async (_name, tel, expected) => {
    const { client, wire } = service;
    const { sid, asked } = await signIn(service, tel);
    expect(asked).toEqual(expected);
    const jobs = wire.runJobs();
    const report = await client.waitForReport(sid, { firstPauseMs: 20 });
    await jobs;
    const record = await client.record(sid);
    const truth = await wire.subscriber(tel);
    expect(record.call_log).toEqual(truth.calls);
    expect(report.calls_overview.call_times_sum).toBe(truth.calls.length);
    expect((await client.score(sid)).total_num).toBe(truth.calls.length);
    expect(Object.keys((await client.tags(sid)).tags).length).toBeGreaterThan(0);
    expect(await client.session(sid)).toMatchObject({ sid, tel, uid: 'order-1', state: 'reported' });
  });
});

describe('wrong answers', () => {
  test('a wrong password rejects with 4012, and the same state takes the right one', async () => {
    const tel = '13075000012';
    const state = await service.client.openSession({ tel });
    await expect(state.answer({ pinPwd: '482957' })).rejects.toMatchObject({
      name: 'XiangdanError',
      status: 4012,
      action: 'processing',
      msg: expect.stringMatching(/^手机号或服务密码错误/),
    });
    // 联通 wants a captcha after one wrong try: a fresh one tells so.
    const again = await state.refreshCaptcha();
    expect(again.asks.map(({ what }) => what)).toEqual(['pinPwd', 'captchaCode']);
    expect(again.asks.at(-1)).toMatchObject({ image: expect.stringMatching(/^(iVBOR|\/9j\/)/) });
    expect(await again.answer(await answersTo(service.wire, tel, again.asks))).toMatchObject({ done: true, tel });
  });

  test('a missing answer is named', async () => {
    const state = await service.client.openSession({ tel: '13075000013' });
    await expect(state.answer({})).rejects.toMatchObject({ status: 4001, msg: 'API 参数错误：缺少 pin_pwd' });
  });

  test('a refusal that ends the session says reset', async () => {
    const tel = '13001000062';
    const state = await service.client.openSession({ tel });
    const answers = await answersTo(service.wire, tel, state.asks);
    await expect(state.answer(answers)).rejects.toMatchObject({ status: 20019, action: 'reset' });
    await expect(state.answer(answers)).rejects.toMatchObject({ status: 4004, action: 'reset' });
  });

  test('a number without a channel is refused at once', async () => {
    await expect(service.client.openSession({ tel: '17000000000' })).rejects.toMatchObject({ status: 20015 });
  });
});

describe('codes', () => {
  test('another SMS is refused while the last code is good, and comes afterwards', async () => {
    const { client, wire } = service;
    const tel = '13001000014';
    const first = await client.openSession({ tel });
    const state = stillWaiting(await first.answer(await answersTo(wire, tel, first.asks)));
    expect(state.asks).toEqual([{ what: 'smsCode', seconds: 120, notes: '' }]);
    await expect(state.resendSms()).rejects.toMatchObject({ status: 4990, action: 'processing' });
    wire.clock.now += 121;
    const again = await state.resendSms();
    expect(again.asks).toEqual([{ what: 'smsCode', seconds: 120, notes: '' }]);
    expect(await again.answer(await answersTo(wire, tel, again.asks))).toMatchObject({ done: true });
  });

  test('a state goes through JSON and is taken up again, as a stateless server must', async () => {
    const { client, wire } = service;
    const tel = '13001000015';
    const { sid, step, asks } = await client.openSession({ tel, userInfo: { user_name: '张三' } });
    const resumed = client.resumeSignIn(JSON.parse(JSON.stringify({ sid, tel, step, asks })));
    const next = stillWaiting(await resumed.answer(await answersTo(wire, tel, asks)));
    expect(next.step).toBe('verify');
  });
});
