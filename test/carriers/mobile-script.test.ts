/** What 中国移动's connector does where the sandbox has no scenario, at sign-in: replies from a script, over real HTTP. */

import { expect, test } from 'vitest';
import type { Answers, Notes, Outcome, StepContext } from '../../src/carriers/connector.ts';
import { mobile } from '../../src/carriers/mobile/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import { type Line, type ScriptedPortal, withScriptedPortal } from './scripted-portal.ts';

/** 2026-11-25 16:43:05 in Shanghai. */
const now = 1_795_596_185;
const tel = '13800001210';

function contextAt(baseUrl: string): StepContext {
  const portal = openPortal({ baseUrl, cookies: '', pace: { random: () => 0.5, sleep: async () => undefined } });
  return { tel, province: '河南', city: '郑州', portal, now: () => now };
}

const shop = (retCode: string, data: unknown = null) => JSON.stringify({ data, retCode, retMsg: '……' });
const image: Line = () => ({ status: 200, headers: { 'content-type': 'image/png' } });
const customer: Line = () => shop('000000', { custInfoQryOut: { name: '张*', realNameInfo: '2' } });

const signedIn = (baseUrl: string) =>
  JSON.stringify({ code: '0000', result: '0', artifact: 'a1', assertAcceptURL: `${baseUrl}/i/v1/auth/getArtifact` });
const welcome: Line = () => ({ status: 200, headers: { 'set-cookie': 'cmccssotoken=t; Path=/' } });

const textedNotes: Notes = { step: 'login', smsSentAt: String(now) };
const loginAnswers = { pinPwd: '908172', smsCode: '123456' };

const loginAt = ({ baseUrl }: ScriptedPortal, notes = textedNotes): Promise<Outcome> =>
  mobile.login(contextAt(baseUrl), notes, loginAnswers);

const verifyNotes: Notes = { step: 'verify', pin: '908172', captcha: 'aW1hZ2U=', smsSentAt: String(now) };

const verifyAt = ({ baseUrl }: ScriptedPortal, answers: Answers = {}): Promise<Outcome> =>
  mobile.verify(contextAt(baseUrl), verifyNotes, { smsCode: '123456', captchaCode: 'ABCD', ...answers });

test.each([
  ['{"result":"9"}', 20005, '/login.htm: refused (result 9)'],
  ['{"code":"7999","result":"8"}', 4007, '/login.htm: refused (code 7999)'],
  ['{"code":"0000","result":"0","artifact":"a1","assertAcceptURL":"??"}', 4007, '/login.htm: a page we do not know'],
])('a login answered %s is %i', async (reply, code, detail) => {
  await withScriptedPortal({ 'login.htm': () => reply }, async (portal) => {
    expect(await loginAt(portal)).toMatchObject({ kind: 'refused', code, detail });
  });
});

test.each(['1', '4005'])('a code that is answered %s cannot be texted: 4006', async (word) => {
  const script: Record<string, Line> = {
    'chkNumberAction.action': () => 'true',
    'needVerifyCode.htm': () => '{"needVerifyCode":"0"}',
    'sendRandomCodeAction.action': () => word,
  };
  await withScriptedPortal(script, async ({ baseUrl }) => {
    const outcome = await mobile.open(contextAt(baseUrl));
    expect(outcome).toMatchObject({ kind: 'refused', code: 4006, notes: { step: 'login' } });
  });
});

test('a login is never sent twice, even when the connection fails; a question is, up to three times', async () => {
  await withScriptedPortal({ '': () => null }, async (portal) => {
    const detail = '/login.htm: connection failed (UND_ERR_SOCKET)';
    expect(await loginAt(portal)).toMatchObject({ code: 4007, detail });
    expect(await mobile.open(contextAt(portal.baseUrl))).toMatchObject({ code: 4007 });
    const number = 'chkNumberAction.action';
    expect(portal.asked).toEqual(['login.htm', number, number, number]);
  });
});

test('an artifact is handed in once, and without the cookie that it brings nobody is signed in', async () => {
  const script: Record<string, Line> = { getArtifact: () => '<html>……</html>' };
  await withScriptedPortal(script, async (portal) => {
    script['login.htm'] = () => signedIn(portal.baseUrl);
    const detail = '/i/v1/auth/getArtifact: a page we do not know';
    expect(await loginAt(portal)).toMatchObject({ kind: 'refused', code: 4007, detail, notes: textedNotes });
    expect(portal.asked).toEqual(['login.htm', 'getArtifact']);
  });
});

test('an artifact is not carried to another site', async () => {
  await withScriptedPortal({ getArtifact: welcome }, async (elsewhere) => {
    await withScriptedPortal({ 'login.htm': () => signedIn(elsewhere.baseUrl) }, async (portal) => {
      expect(await loginAt(portal)).toMatchObject({ code: 4007, detail: expect.stringMatching(/another site/) });
      expect(elsewhere.asked).toEqual([]);
    });
  });
});

test('when only what follows the password fails, the next login goes on from there', async () => {
  const script: Record<string, Line> = {
    getArtifact: welcome,
    mergecust: (fields, nth) => (nth < 3 ? null : customer(fields, nth)),
    authImg: image,
    detbillrandomcodejsonp: () => `f(${shop('000000')});`,
  };
  await withScriptedPortal(script, async (portal) => {
    script['login.htm'] = () => signedIn(portal.baseUrl);
    const failed = await loginAt(portal);
    expect(failed).toMatchObject({ kind: 'refused', code: 4007, notes: { step: 'verify', pin: '908172' } });
    const asksBoth = { kind: 'ask', challenge: { pinPwd: false, captcha: '', sms: { seconds: 120 } } };
    expect(await loginAt(portal, failed.notes)).toMatchObject(asksBoth);
    expect(await mobile.newCaptcha(contextAt(portal.baseUrl), failed.notes ?? {})).toMatchObject(asksBoth);
    expect(portal.asked.filter((page) => page === 'login.htm')).toHaveLength(1);
  });
});

test('a captcha that is not an image is reported as a page that nobody knows', async () => {
  const script: Record<string, Line> = { verifyCaptcha: () => '{"resultCode":"1"}', 'captchazh.htm': () => '……' };
  await withScriptedPortal(script, async (portal) => {
    const outcome = await loginAt(portal, { step: 'login', captcha: 'aW1hZ2U=' });
    expect(outcome).toMatchObject({ code: 4007, detail: '/captchazh.htm: a page we do not know' });
    expect(portal.asked).toEqual(['verifyCaptcha', 'captchazh.htm']);
  });
});

const rightCaptcha: Line = () => shop('000000');

test('the second verification is handed password and code in base64', async () => {
  let handedIn: Record<string, string> = {};
  const detailbilltempidentjsonp: Line = (fields) => {
    handedIn = Object.fromEntries(fields);
    return `f(${shop('000000')});`;
  };
  await withScriptedPortal({ precheck: rightCaptcha, detailbilltempidentjsonp }, async (portal) => {
    expect(await verifyAt(portal)).toEqual({ kind: 'signedIn', notes: { step: 'verify', smsSentAt: String(now) } });
    expect(handedIn).toMatchObject({ pwdTempSerCode: 'OTA4MTcy', pwdTempRandCode: 'MTIzNDU2', captchaVal: 'ABCD' });
  });
});

test.each([
  ['2036', 4012],
  ['570002', 4012],
  ['570007', 4007],
  ['9700', 4007],
  ['999999', 4007],
  ['570099', 4007],
] as const)(
  'a second verification refused with %s is %i, and the session goes on with all it needs',
  async (retCode, code) => {
    const script = { precheck: rightCaptcha, detailbilltempidentjsonp: () => `f(${shop(retCode)});` };
    await withScriptedPortal(script, async (portal) => {
      expect(await verifyAt(portal)).toMatchObject({ kind: 'refused', code, notes: verifyNotes });
      expect(portal.asked).toEqual(['precheck', 'detailbilltempidentjsonp']);
    });
  },
);

test('a captcha that was used up meanwhile brings another one', async () => {
  const script = { precheck: rightCaptcha, detailbilltempidentjsonp: () => `f(${shop('570006')});`, authImg: image };
  await withScriptedPortal(script, async (portal) => {
    expect(await verifyAt(portal)).toMatchObject({ kind: 'ask', because: 4008, challenge: { captcha: '' } });
  });
});

test.each([
  ['555002', 4009],
  ['555999', 4006],
  ['570007', 4007],
] as const)('a wrong code after which texting is answered %s is %i', async (retCode, code) => {
  const script = {
    precheck: rightCaptcha,
    detailbilltempidentjsonp: () => `f(${shop('570005')});`,
    detbillrandomcodejsonp: () => `f(${shop(retCode)});`,
  };
  await withScriptedPortal(script, async (portal) => {
    const outcome = await verifyAt(portal);
    expect(outcome).toMatchObject({ kind: 'refused', code });
    expect('pin' in (outcome.notes ?? {})).toBe(code !== 4009);
  });
});

test('a sign-in elsewhere is 4017 at the second verification, and no outcome shows the number', async () => {
  const kicked = JSON.stringify({ data: null, retCode: '500003', retMsg: '您的账号已在其他地方登录' });
  await withScriptedPortal({ precheck: () => kicked }, async (portal) => {
    const outcome = await verifyAt(portal);
    expect(outcome).toEqual({ kind: 'refused', code: 4017, detail: '/i/v1/res/precheck/{tel}: signed in elsewhere' });
  });
});
