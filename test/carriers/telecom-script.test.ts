/** What 中国电信's connector does where the sandbox has no scenario: replies from a script, over real HTTP. */

import { createDecipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Fetched, Notes, StepContext } from '../../src/carriers/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import { telecom } from '../../src/carriers/telecom/connector.ts';
import { type Line, type Said, type ScriptedPortal, withScriptedPortal } from './scripted-portal.ts';

/** 2026-11-25 16:43:05 in Shanghai. */
const now = 1_795_596_185;
const months = ['202611', '202610', '202609', '202608', '202607', '202606'];

function contextAt(baseUrl: string): StepContext {
  const portal = openPortal({ baseUrl, cookies: '', pace: { random: () => 0.5, sleep: async () => undefined } });
  return { tel: '13300000010', province: '', city: '', portal, now: () => now };
}

const inJiangsu: Notes = { step: 'login', provinceId: '10', siteCode: 'js', areaCode: '0517', cityNo: '517' };
const inHenan: Notes = { step: 'login', provinceId: '16', siteCode: 'ha', areaCode: '0375', cityNo: '375' };
const inZhejiang: Notes = { step: 'login', provinceId: '11', siteCode: 'zj', areaCode: '0570', cityNo: '570' };

const keys = ['3f9c0a7712be40d5', '0123456789abcdef', 'fedcba9876543210'];
const signInPage = (nth: number, refusal: string) =>
  `<form data-resultcode="${refusal}"></form><script>var encryptKey = "${keys[nth]}";</script>`;

/** `login` is asked for the page first, then takes the password and leads home; `ssoLink.do` leads to where it was told. */
const signInScript: Record<string, Line> = {
  login: (fields, nth) => (fields.has('Account') ? { goTo: '/my189/initMy189home.do' } : signInPage(nth, '')),
  'initMy189home.do': () => '欢迎',
  'ssoLink.do': (fields) => ({ goTo: fields.get('toStUrl') ?? '' }),
  'index.html': () => '自助服务',
  'detailBillIndex.action': () => '自助服务',
  'queryCustInfoAction.action': () => '{"TSR_RESULT":"0"}',
  'qryCustInfo.action': () => '<table><tr><th>客户名称</th><td></td></tr></table>',
};

const login = ({ baseUrl }: ScriptedPortal, notes: Notes) =>
  telecom.login(contextAt(baseUrl), notes, { pinPwd: '908172', captchaCode: 'ABCD' });

const fetchFrom = ({ baseUrl }: ScriptedPortal, notes = inJiangsu): Promise<Fetched> =>
  telecom.fetch(contextAt(baseUrl), { ...notes, step: 'verify', openDate: '1494345600' }, () => undefined);

const none = '{"TSR_RESULT":"0","TUXEDO_MSG":"没有查询到详单数据"}';
const noBill = '{"TSR_RESULT":"5001"}';
const calls = 'queryVoiceMsgAction.action';
const bills = 'queryBillAction.action';

test('a sign-in page that is too old is answered once more, with the key of the page that said so', async () => {
  const typed: string[] = [];
  const line: Line = (fields, nth): Said => {
    const encrypted = fields.get('Password');
    if (encrypted === null) return signInPage(nth, '');
    const decipher = createDecipheriv('aes-128-cbc', keys[nth - 1] ?? '', '1234567812345678');
    typed.push(decipher.update(encrypted, 'base64', 'utf8') + decipher.final('utf8'));
    return signInPage(nth, nth === 1 ? '9101' : '9103');
  };
  await withScriptedPortal({ login: line }, async (portal) => {
    expect(await login(portal, inJiangsu)).toMatchObject({ code: 4012, detail: '/login: refused (code 9103)' });
    expect(typed).toEqual(['908172', '908172']);
  });
});

test('a page that stays too old, a code that nobody knows, and neither yes nor no are a busy carrier', async () => {
  for (const refusal of ['9101', '9777', '']) {
    const line: Line = (fields, nth) => signInPage(nth, fields.has('Account') ? refusal : '');
    await withScriptedPortal({ login: line }, async (portal) => {
      expect(await login(portal, inJiangsu)).toMatchObject({ kind: 'refused', code: 4007, notes: inJiangsu });
    });
  }
});

test('a password is never sent twice, even when the connection fails; a question is, up to three times', async () => {
  const line: Line = (fields, nth) => (fields.has('Account') ? null : signInPage(nth, ''));
  await withScriptedPortal({ login: line, '': () => null }, async (portal) => {
    expect(await login(portal, inJiangsu)).toMatchObject({ code: 4007 });
    expect(await telecom.open(contextAt(portal.baseUrl))).toMatchObject({ code: 4007 });
    expect(portal.asked).toEqual(['login', 'login', 'ajax', 'ajax', 'ajax']);
  });
});

test('a number in a province that nobody knows is a page that we do not know', async () => {
  const ajax = () => '{"result":"0","ProvinceID":"99","siteCode":"xx"}';
  await withScriptedPortal({ ajax }, async ({ baseUrl }) => {
    expect(await telecom.open(contextAt(baseUrl))).toMatchObject({
      code: 4007,
      detail: '/dqmh/login/ajax: a page we do not know (code 0)',
    });
  });
});

test('where no captcha is wanted, none is asked for', async () => {
  const ajax: Line = (fields) =>
    fields.get('m') === 'checkphone'
      ? '{"result":"0","ProvinceID":"10","siteCode":"js","areaCode":"0517","cityNo":"517"}'
      : '{"result":"0","captchaFlag":false}';
  await withScriptedPortal({ ajax }, async (portal) => {
    const opened = await telecom.open(contextAt(portal.baseUrl));
    expect(opened).toMatchObject({ kind: 'ask', challenge: { pinPwd: true, captcha: null }, notes: inJiangsu });
    expect(portal.asked).toEqual(['ajax', 'ajax']);
  });
});

test('a jump that is refused, or leads elsewhere, is a page that we do not know', async () => {
  for (const said of ['<p>系统参数错误</p>', { goTo: '/elsewhere' }]) {
    await withScriptedPortal({ ...signInScript, 'ssoLink.do': () => said }, async (portal) => {
      const outcome = await login(portal, inJiangsu);
      expect(outcome).toMatchObject({
        code: 4007,
        detail: expect.stringContaining('/dqmh/ssoLink.do: a page we do not'),
      });
    });
  }
});

test('where no code is needed, the password signs in', async () => {
  const script = { ...signInScript, 'isNeedSecondCheckAction.action': () => '1' };
  await withScriptedPortal(script, async (portal) => {
    expect(await login(portal, inJiangsu)).toMatchObject({ kind: 'signedIn' });
    expect(portal.asked).not.toContain('sendSmsCodeAction.action');
  });
});

test('a code that cannot be texted is 4006, and the session goes on', async () => {
  const json = {
    'isNeedSecondCheckAction.action': () => '0',
    'sendSmsCodeAction.action': () => '{"TSR_RESULT":"1999"}',
  };
  await withScriptedPortal({ ...signInScript, ...json }, async (portal) => {
    expect(await login(portal, inJiangsu)).toMatchObject({ kind: 'refused', code: 4006, notes: inJiangsu });
  });
  const html = { 'smsRandCodeSend.action': () => '{"ILoginType":9}' };
  await withScriptedPortal({ ...signInScript, ...html }, async (portal) => {
    expect(await login(portal, inHenan)).toMatchObject({ kind: 'refused', code: 4006, notes: inHenan });
  });
});

test('a sentence of the XML step that nobody knows is a busy carrier, and is not repeated', async () => {
  const said = '<buffalo-reply><string>张三的资料</string></buffalo-reply>';
  await withScriptedPortal({ VCodeOperation: () => said }, async ({ baseUrl }) => {
    const outcome = await telecom.verify(contextAt(baseUrl), { ...inZhejiang, step: 'verify' }, { smsCode: '123456' });
    expect(outcome).toMatchObject({ code: 4007, detail: '/zj/bfapp/buffalo/VCodeOperation: busy (CheckVCodeByNbr)' });
  });
});

test('six months that may not be shown refuse the whole with 20016', async () => {
  await withScriptedPortal({ [calls]: () => '{"TSR_RESULT":"3003"}', [bills]: () => noBill }, async (portal) => {
    expect(await fetchFrom(portal)).toMatchObject({ kind: 'refused', code: 20016 });
    expect(portal.asked.filter((page) => page === calls)).toHaveLength(6);
  });
});

test('a month that stays busy is asked for five times and then missing, the others are whole', async () => {
  const line: Line = (fields) => (fields.get('inventoryVo.begDate') === '20260901' ? '{"TSR_RESULT":"9001"}' : none);
  await withScriptedPortal({ [calls]: line, [bills]: () => noBill }, async (portal) => {
    const fetched = await fetchFrom(portal);
    if (fetched.kind !== 'fetched') throw new Error(fetched.detail);
    expect(fetched.calls.map(({ month }) => month)).toEqual(months);
    expect(fetched.calls.filter(({ verdict }) => verdict !== 'complete')).toEqual([
      { month: '202609', verdict: 'missing', calls: [], cause: '/js/queryVoiceMsgAction.action: busy (code 9001)' },
    ]);
    expect(portal.asked.filter((page) => page === calls)).toHaveLength(5 + 5);
  });
});

test('an identity that is no longer the one on file refuses the whole with 4010', async () => {
  const script: Record<string, Line> = {
    'getCdrDetail.htm': () => 'ErrorNo=61020',
    'getBill.htm': () => 'ErrorNo=61030',
  };
  await withScriptedPortal(script, async (portal) => {
    expect(await fetchFrom(portal, inZhejiang)).toMatchObject({ kind: 'refused', code: 4010 });
  });
});

test('a session that is lost stops the fetch: no page is asked a second time', async () => {
  await withScriptedPortal({ '': () => '<h2>电信账号登录</h2>您的账号已在其他地方登录' }, async (portal) => {
    await expect(fetchFrom(portal)).rejects.toMatchObject({ code: 4017 });
    // Whatever was sent after the loss has arrived by the time these are answered.
    for (const path of ['/a', '/b', '/c']) await fetch(portal.baseUrl + path);
    expect(portal.asked.filter((page) => page.endsWith('.action')).length).toBeLessThanOrEqual(11);
  });
});

test('six months and five bills are asked for at once', async () => {
  const { promise: allAreHere, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const hold =
    (said: string): Line =>
    async () => {
      if (++held === 11) resolve();
      await allAreHere;
      return said;
    };
  await withScriptedPortal({ [calls]: hold(none), [bills]: hold(noBill) }, async (portal) => {
    await fetchFrom(portal);
    expect(portal.mostAtOnce()).toBe(11);
  });
});

test('of six hundred pages that wait, none is asked for once the session is lost', async () => {
  const table =
    '<table><tr><th>通话地点<th>通话开始时间<th>对方号码<th>呼叫类型<th>通话类型<th>小计<th>通话时长</table>';
  const script: Record<string, Line> = {
    'billDetailQuery.action': (fields) => (fields.get('billPage') === '1' ? `共5000条${table}` : '电信账号登录'),
    'billInfoQuery.action': () => '该月账单没有生成',
  };
  await withScriptedPortal(script, async (portal) => {
    await expect(fetchFrom(portal, inHenan)).rejects.toMatchObject({ code: 4004 });
    for (const path of ['/a', '/b', '/c']) await fetch(portal.baseUrl + path);
    // Eleven at first, and as many as the gate lets out while the first answer comes back.
    expect(portal.asked.filter((page) => page.endsWith('.action')).length).toBeLessThan(100);
  });
});
