/** The forgotten-password journey on the phone page. */

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HostedWire, openHostedWire } from './hosted-wire.ts';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';
import { answer, heading, startAt, submit } from './walk.ts';

describe.skipIf(noChromium)('a forgotten service password', () => {
  let wire: HostedWire;
  let browser: Browser;
  let phone: Phone;

  beforeAll(async () => {
    [wire, browser] = await Promise.all([openHostedWire(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await wire.close();
  });
  beforeEach(async () => {
    phone = await openPhone(browser);
  });
  afterEach(() => phone.close());

  /** Three people whom the subscriber called between 90 and 5 days ago. */
  async function contactsOf(tel: string): Promise<string[]> {
    const { calls } = await wire.subscriber(tel);
    const day = (back: number) => new Date((wire.clock.now - back * 86_400) * 1000).toISOString().slice(0, 10);
    const [from, to] = [day(80), day(7)];
    const called = calls.filter(({ call_time: at = '', call_tel = '', call_method }) => {
      const date = new Date(Number(at) * 1000).toISOString().slice(0, 10);
      return call_method === '主叫' && date > from && date < to && /^1[3-9]\d{9}$/.test(call_tel);
    });
    return [...new Set(called.map(({ call_tel = '' }) => call_tel))].slice(0, 3);
  }

  test.each([['18910000011'], ['13001000011'], ['13910000011'], ['13401003111']])(
    '%s: sets a new one and signs in with it',
    async (tel) => {
      const { page, errors } = phone;
      await startAt(wire, page, tel);
      await page.getByRole('button', { name: '忘记密码？' }).click();
      await heading(page, '重设服务密码');
      await expectAccessible(page);
      await answer(wire, page, tel);
      const newPassword = '274916';
      for (;;) {
        const title = page.getByRole('heading', {
          name: /^(输入短信验证码|输入登录验证码|填写通话联系人|设置新密码|服务密码已重设)$/,
        });
        await title.waitFor();
        const asked = await title.textContent();
        await expectAccessible(page);
        if (asked === '服务密码已重设') break;
        if (asked === '输入短信验证码') await page.reload();
        if (asked === '填写通话联系人') {
          for (const [index, contact] of (await contactsOf(tel)).entries()) {
            await page.getByLabel(`联系人号码 ${index + 1}`).fill(contact);
          }
          await submit(page);
        } else if (asked === '设置新密码') {
          await page.getByLabel('新的服务密码', { exact: true }).fill('123456');
          await submit(page);
          await page.getByText('新密码过于简单').waitFor();
          await page.getByLabel('新的服务密码', { exact: true }).fill(newPassword);
          await submit(page);
        } else {
          await answer(wire, page, tel);
        }
        const trouble = page.getByRole('alert');
        await title
          .filter({ hasNotText: asked ?? '' })
          .or(trouble)
          .waitFor();
        expect(await trouble.allTextContents()).toEqual([]);
      }
      await page.getByRole('button', { name: '继续登录' }).click();
      await page.getByRole('heading', { name: /^登录/ }).waitFor();
      // With what the subscriber now knows and the phone now shows, at the first try.
      await answer(wire, page, tel, { pin_pwd: newPassword });
      const next = page.getByRole('heading', { name: /^(再验证一次|正在查询)$/ });
      await next.or(page.getByRole('alert')).waitFor();
      expect(await page.getByRole('alert').allTextContents()).toEqual([]);
      if ((await next.textContent()) === '再验证一次') await answer(wire, page, tel, { pin_pwd: newPassword });
      await heading(page, '正在查询');
      expect(errors).toEqual([]);
    },
  );

  test('whoever remembers it after all goes back to the sign-in', async () => {
    const { page } = phone;
    await startAt(wire, page, '18910000012');
    await page.getByRole('button', { name: '忘记密码？' }).click();
    await heading(page, '重设服务密码');
    await page.getByRole('button', { name: '返回登录' }).click();
    await heading(page, '登录中国电信');
  });
});
