/** The forgotten password by the page's own API, as a subscriber lives through it: which SMS to type, and signing in afterwards. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { type Act, finishSignIn, openTestPage, type TestPage } from './test-page.ts';

/** 北京, where 中国移动 texts a code for signing in. */
const texting = '134010031';

describe.each(storeKinds)('on %s', (kind) => {
  let page: TestPage;
  beforeAll(async () => {
    page = await openTestPage(kind);
  });
  afterAll(() => page.wire.close());

  const messages = async (tel: string) => (await page.wire.subscriber(tel)).sms;
  /** Of the last message that says what the code is for. */
  const codeFor = async (tel: string, what: RegExp) =>
    (await messages(tel)).findLast(({ text }) => what.test(text))?.code ?? '';
  const stepOf = async (act: Act) => (await act('view')).view?.step;

  /** From the number to the contacts; nothing of the sign-in's code is left then. */
  async function comeToContacts(tel: string) {
    const { act } = await page.opened({ tel });
    await act('begin', { tel });
    const { name, id_card } = await page.wire.subscriber(tel);
    await act('recovery-start', { full_name: name, id_card });
    await act('recovery-answer', { sms_code: await codeFor(tel, /重置服务密码/) });
    const atLoginCode = await stepOf(act);
    const { fault } = await act('recovery-answer', { login_code: await codeFor(tel, /登录网上营业厅/) });
    expect(fault).toBeNull();
    return { act, atLoginCode };
  }

  async function contactsOf(tel: string): Promise<string[]> {
    const from = page.wire.clock.now - 80 * 86_400;
    const until = page.wire.clock.now - 7 * 86_400;
    const { calls } = await page.wire.subscriber(tel);
    const late = calls.filter(({ call_time }) => Number(call_time) > from && Number(call_time) < until);
    const tels = late.map(({ call_tel = '' }) => call_tel).filter((each) => /^1[3-9]\d{9}$/.test(each));
    return [...new Set(tels)].slice(0, 3);
  }

  async function setPassword(act: Act, tel: string, password: string) {
    await act('recovery-answer', { tel_list: await contactsOf(tel) });
    const { view } = await act('recovery-answer', { new_pwd: password });
    expect(view?.step).toEqual({ at: 'recovered', content: '' });
    return (await act('recovery-leave')).view?.step;
  }

  test('the page says when no other code was sent, and that the one of the sign-in serves', async () => {
    const tel = `${texting}21`;
    const { atLoginCode } = await comeToContacts(tel);
    expect(atLoginCode).toMatchObject({ wants: 'loginCode', wasSentBefore: true });
    expect(await messages(tel)).toHaveLength(2);
  });

  test('a minute later another code is sent, and the page says so', async () => {
    const tel = `${texting}22`;
    const { act } = await page.opened({ tel });
    await act('begin', { tel });
    page.wire.clock.now += 61;
    const { name, id_card } = await page.wire.subscriber(tel);
    await act('recovery-start', { full_name: name, id_card });
    await act('recovery-answer', { sms_code: await codeFor(tel, /重置服务密码/) });
    expect(await stepOf(act)).toMatchObject({ wants: 'loginCode', wasSentBefore: false });
    expect(await messages(tel)).toHaveLength(3);
  });

  test('the code that the recovery took is sent anew, and the new password signs in at once', async () => {
    const tel = `${texting}23`;
    const { act } = await comeToContacts(tel);
    expect(await setPassword(act, tel, '274916')).toMatchObject({ at: 'login', asks: { sms: { seconds: 120 } } });
    expect((await page.wire.subscriber(tel)).pin).toBe('274916');
    const sms_code = await codeFor(tel, /登录网上营业厅/);
    const { view, fault } = await act('login', { pin_pwd: '274916', sms_code });
    expect(fault).toBeNull();
    expect(view?.step.at).toBe('verify');
    expect((await finishSignIn(page.wire, act, tel))?.step.at).toBe('fetching');
  });

  test('whoever gives up at the contacts gets a code as well', async () => {
    const tel = `${texting}24`;
    const { act } = await comeToContacts(tel);
    const { view } = await act('recovery-leave');
    expect(view?.step).toMatchObject({ at: 'login', asks: { sms: { seconds: 120 } } });
    expect((await finishSignIn(page.wire, act, tel))?.step.at).toBe('fetching');
  });

  test('a sign-in that ran out of time while the subscriber looked for contacts is begun again', async () => {
    const tel = `${texting}25`;
    const { act } = await comeToContacts(tel);
    page.wire.clock.now += 590;
    expect(await setPassword(act, tel, '274916')).toMatchObject({ at: 'login' });
    expect((await finishSignIn(page.wire, act, tel))?.step.at).toBe('fetching');
  });

  test('an answer whose recovery another tab has left is not brought back', async () => {
    const tel = `${texting}26`;
    const { act } = await page.opened({ tel });
    await act('begin', { tel });
    const { name, id_card } = await page.wire.subscriber(tel);
    await act('recovery-start', { full_name: name, id_card });
    const answer = act('recovery-answer', { sms_code: await codeFor(tel, /重置服务密码/) });
    await act('recovery-leave');
    await answer;
    expect((await stepOf(act))?.at).toBe('login');
  });
});
