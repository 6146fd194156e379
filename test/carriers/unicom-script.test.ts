/** What 中国联通's connector does where the sandbox has no scenario: replies from a script, over real HTTP. */

import { expect, test } from 'vitest';
import type { Fetched, StepContext } from '../../src/carriers/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import { unicom } from '../../src/carriers/unicom/connector.ts';
import { type Line, type ScriptedPortal, withScriptedPortal } from './scripted-portal.ts';

/** 2026-11-25 16:43:05 in Shanghai. */
const now = 1_795_596_185;
const months = ['202611', '202610', '202609', '202608', '202607', '202606'];

function contextAt(baseUrl: string): StepContext {
  const portal = openPortal({ baseUrl, cookies: '', pace: { random: () => 0.5, sleep: async () => undefined } });
  return { tel: '13007500010', province: '河南', city: '郑州', portal, now: () => now };
}

const fetchFrom = ({ baseUrl }: ScriptedPortal): Promise<Fetched> =>
  unicom.fetch(contextAt(baseUrl), { step: 'verify', openDate: '1494345600' }, () => undefined);

const error = (respCode: string) => JSON.stringify({ isSuccess: false, errorMessage: { respCode, respDesc: '????' } });
const none: Line = () => error('2114030170');
const noBill: Line = () => '{"historyResultState":"fail"}';
const signedIn: Line = () => '{"isLogin":true,"userInfo":{}}';
const kicked: Line = () => '{"isLogin":false,"otherLogin":true}';

const signInScript = {
  MallLogin: () => 'f({resultCode:"0000"});',
  checklogin: signedIn,
  checkmapExtraParam: () => '{"verification":true}',
};

test('six months that may not be shown refuse the whole with 20016', async () => {
  const script = { callDetail: () => error('4114030194'), queryHistoryBill: noBill };
  await withScriptedPortal(script, async (portal) => {
    expect(await fetchFrom(portal)).toMatchObject({ kind: 'refused', code: 20016 });
    expect(portal.asked.filter((page) => page === 'callDetail')).toHaveLength(6);
  });
});

test('a special period makes months missing, and is not tried again', async () => {
  const script = { callDetail: () => error('2114030197'), queryHistoryBill: noBill };
  await withScriptedPortal(script, async (portal) => {
    const fetched = await fetchFrom(portal);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    expect(fetched.calls.map(({ month, verdict }) => [month, verdict])).toEqual(
      months.map((month) => [month, 'missing']),
    );
    expect(portal.asked.filter((page) => page === 'callDetail')).toHaveLength(6);
  });
});

test('a month that stays busy is asked for five times and then missing, the others are whole', async () => {
  const busy = '<html>出了一点点问题，请您稍候再试</html>';
  const callDetail: Line = (fields) => (fields.get('beginDate') === '20260901' ? busy : error('2114030170'));
  await withScriptedPortal({ callDetail, queryHistoryBill: noBill }, async (portal) => {
    const fetched = await fetchFrom(portal);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    const odd = fetched.calls.filter(({ verdict }) => verdict !== 'complete');
    expect(odd).toEqual([
      { month: '202609', verdict: 'missing', calls: [], cause: '/e3/static/query/callDetail: busy' },
    ]);
    expect(portal.asked.filter((page) => page === 'callDetail')).toHaveLength(5 + 5);
  });
});

test('each month is asked for by its days, the current one up to today, and only past months for a bill', async () => {
  const days: string[] = [];
  const billed: string[] = [];
  const script: Record<string, Line> = {
    callDetail: (fields) => {
      days.push(`${fields.get('beginDate')}-${fields.get('endDate')}`);
      return error('2114030170');
    },
    queryHistoryBill: (fields) => {
      billed.push(`${fields.get('billdate')} ${fields.get('flag')}`);
      return '{"historyResultState":"fail"}';
    },
  };
  await withScriptedPortal(script, async (portal) => {
    await fetchFrom(portal);
    expect(days.sort().slice(-3)).toEqual(['20260901-20260930', '20261001-20261031', '20261101-20261125']);
    expect(billed.sort()).toEqual(
      months
        .slice(1)
        .reverse()
        .flatMap((month) => [`${month} 1`, `${month} 2`]),
    );
    expect(new Set(portal.asked)).toEqual(new Set(['callDetail', 'queryHistoryBill']));
  });
});

test('a session that was lost once is confirmed again once, and nothing is missing', async () => {
  const callDetail: Line = (_, nth) => (nth < 3 ? '{"isLogin":false,"otherLogin":true}' : error('2114030170'));
  await withScriptedPortal({ callDetail, queryHistoryBill: noBill, checklogin: signedIn }, async (portal) => {
    const fetched = await fetchFrom(portal);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    expect(fetched.calls.map(({ verdict }) => verdict)).toEqual(months.map(() => 'complete'));
    expect(portal.asked.filter((page) => page === 'checklogin')).toHaveLength(1);
  });
});

test('a session that is lost for good stops the fetch: no page is asked a second time', async () => {
  await withScriptedPortal({ '': kicked }, async (portal) => {
    await expect(fetchFrom(portal)).rejects.toMatchObject({ code: 4017 });
    // Whatever was sent after the loss has arrived by the time these are answered.
    for (const path of ['/a', '/b', '/c']) await fetch(portal.baseUrl + path);
    expect(
      portal.asked.filter((page) => page === 'callDetail' || page === 'queryHistoryBill').length,
    ).toBeLessThanOrEqual(11);
    expect(portal.asked.filter((page) => page === 'checklogin')).toHaveLength(1);
  });
});

test('six months and five bills are asked for at once', async () => {
  const { promise: allAreHere, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const hold: Line = async (fields, nth) => {
    if (++held === 11) resolve();
    await allAreHere;
    return none(fields, nth);
  };
  await withScriptedPortal({ callDetail: hold, queryHistoryBill: noBill }, async (portal) => {
    await fetchFrom(portal);
    expect(portal.mostAtOnce()).toBe(11);
  });
});

test('a captcha that the portal finds wrong is not sent on with a password', async () => {
  const script = { CtaIdyChk: () => 'f({resultCode:"false"});', CreateImage: () => 'not an image' };
  await withScriptedPortal(script, async (portal) => {
    const answers = { pinPwd: '908172', captchaCode: 'ABCD' };
    const outcome = await unicom.login(contextAt(portal.baseUrl), { step: 'login', captcha: 'wanted' }, answers);
    expect(outcome).toMatchObject({ code: 4007, detail: '/portal/Service/CreateImage: a page we do not know' });
    expect(portal.asked).toEqual(['CtaIdyChk', 'CreateImage']);
  });
});

test('a texted code that cannot be sent is 4006, and the session goes on', async () => {
  const script = { ...signInScript, sendRandomCode: () => '{"sendcode":"fail","errorCode":"4114030199"}' };
  await withScriptedPortal(script, async ({ baseUrl }) => {
    const outcome = await unicom.login(contextAt(baseUrl), { step: 'login', captcha: '' }, { pinPwd: '908172' });
    expect(outcome).toMatchObject({ kind: 'refused', code: 4006, notes: { step: 'login' } });
  });
});

test('a login code that nobody knows is a busy carrier, named for the operator', async () => {
  await withScriptedPortal({ MallLogin: () => 'f({resultCode:"7999"});' }, async ({ baseUrl }) => {
    const outcome = await unicom.login(contextAt(baseUrl), { step: 'login', captcha: '' }, { pinPwd: '908172' });
    expect(outcome).toMatchObject({ code: 4007, detail: '/portal/Service/MallLogin: refused (code 7999)' });
  });
});

test('a login is never sent twice, even when the connection fails; a question is, up to three times', async () => {
  await withScriptedPortal({ '': () => null }, async (portal) => {
    const context = contextAt(portal.baseUrl);
    const outcome = await unicom.login(context, { step: 'login', captcha: '' }, { pinPwd: '908172' });
    expect(outcome).toMatchObject({
      code: 4007,
      detail: '/portal/Service/MallLogin: connection failed (UND_ERR_SOCKET)',
    });
    expect(await unicom.open(context)).toMatchObject({ code: 4007 });
    expect(portal.asked).toEqual(['MallLogin', 'CheckNeedVerify', 'CheckNeedVerify', 'CheckNeedVerify']);
  });
});

test('a carrier too busy to say whether it wants a captcha is 4007, and a sign-in elsewhere 4017', async () => {
  await withScriptedPortal({ CheckNeedVerify: () => `f({resultCode:"7217",msg:'忙'});` }, async ({ baseUrl }) => {
    expect(await unicom.open(contextAt(baseUrl))).toMatchObject({ kind: 'refused', code: 4007 });
  });
  await withScriptedPortal({ verificationSubmit: kicked }, async ({ baseUrl }) => {
    const outcome = await unicom.verify(contextAt(baseUrl), { step: 'verify' }, { smsCode: '123456' });
    expect(outcome).toMatchObject({ kind: 'refused', code: 4017 });
  });
});
