/** The phone page in a real browser, from the link to the app's own page, for a number of each carrier. */

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HostedWire, openHostedWire } from './hosted-wire.ts';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';
import { agree, answer, heading, startAt, submit } from './walk.ts';

describe.skipIf(noChromium)('the phone page', () => {
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

  test.each([
    ['13910000001', '登录中国移动'],
    ['13001000001', '登录中国联通'],
    ['18910000001', '登录中国电信'],
  ])('%s: consent, sign-in, progress, and back to the app with sid and state', async (tel, title) => {
    const { page, errors } = phone;
    await page.goto(await wire.newLink({ redirect_url: 'http://127.0.0.1:9/back?a=1', state: 'x y' }));
    await heading(page, '授权查询通话详单');
    await expectAccessible(page);
    await agree(page);
    await heading(page, '您的手机号码');
    await expectAccessible(page);
    await page.getByLabel('手机号码').fill(`${tel.slice(0, 3)} ${tel.slice(3)}`);
    await submit(page);
    await heading(page, title);
    await expectAccessible(page);
    await answer(wire, page, tel);
    const next = page.getByRole('heading', { name: /^(再验证一次|正在查询)$/ });
    await next.waitFor();
    if ((await next.textContent()) === '再验证一次') {
      await expectAccessible(page);
      await answer(wire, page, tel);
    }
    await heading(page, '正在查询');
    await expectAccessible(page);
    await wire.runJobs();
    await heading(page, '授权完成');
    await expectAccessible(page);
    const back = new URL((await page.getByRole('link', { name: '返回应用' }).getAttribute('href')) ?? '');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      a: '1',
      state: 'x y',
      sid: expect.stringMatching(/^SID[0-9a-f]{32}$/),
    });
    expect((await wire.call('/calls/report', { sid: back.searchParams.get('sid') ?? '' })).status).toBe(0);
    expect(errors).toEqual([]);
  });

  test('the codes may be read from the sandbox’s phone beside the page', async () => {
    const { page, errors } = phone;
    const tel = '13401003107';
    await startAt(wire, page, tel);
    const beside = page.getByRole('link', { name: '看沙盒手机' });
    const [sandboxPhone] = await Promise.all([page.context().waitForEvent('page'), beside.click()]);
    const codes = sandboxPhone.getByRole('button', { name: /^复制验证码/ });
    await codes.first().waitFor();
    await page.getByLabel('服务密码', { exact: true }).fill((await wire.subscriber(tel)).pin);
    await page.getByLabel('短信验证码', { exact: true }).fill((await codes.last().textContent()) ?? '');
    await submit(page);
    await heading(page, '再验证一次');
    // The second message comes to the open phone by itself.
    await codes.nth(1).waitFor();
    await page.getByLabel('图片验证码', { exact: true }).fill(await wire.captcha(tel));
    await page.getByLabel('短信验证码', { exact: true }).fill((await codes.last().textContent()) ?? '');
    await submit(page);
    await heading(page, '正在查询');
    expect(errors).toEqual([]);
  });

  test('nothing is ticked beforehand, and without every tick nothing goes on', async () => {
    const { page } = phone;
    await page.goto(await wire.newLink());
    await heading(page, '授权查询通话详单');
    const boxes = page.getByRole('checkbox');
    expect(await boxes.evaluateAll((all) => all.map((box) => 'checked' in box && box.checked))).toEqual([
      false,
      false,
      false,
    ]);
    await boxes.first().check();
    await page.getByRole('button', { name: '同意并继续' }).click();
    await page.getByText('请阅读并勾选这一项').first().waitFor();
    await page.locator('#agree-report:focus').waitFor();
    await expectAccessible(page);
  });

  test('a wrong code says what to do, takes the focus, and leaves what was typed', async () => {
    const { page } = phone;
    const tel = '18910000002';
    await startAt(wire, page, tel);
    await page.getByLabel('服务密码', { exact: true }).fill((await wire.subscriber(tel)).pin);
    await page.getByLabel('图片验证码', { exact: true }).fill('????');
    await submit(page);
    const alert = page.getByRole('alert');
    await alert.getByText('验证码不正确').waitFor();
    await page.locator('[role=alert]:focus').waitFor();
    expect(await page.getByLabel('图片验证码', { exact: true }).inputValue()).toBe('');
    expect(await page.getByLabel('服务密码', { exact: true }).inputValue()).not.toBe('');
    await expectAccessible(page);
    await answer(wire, page, tel);
    await heading(page, '再验证一次');
  });

  test('a reload in the middle goes on where it was, and another browser is refused in words', async () => {
    const { page } = phone;
    const tel = '13910000003';
    const link = await wire.newLink({ tel, tel_locked: '1' });
    await page.goto(link);
    await agree(page);
    await page.getByText('不能更改').waitFor();
    await submit(page);
    await heading(page, '登录中国移动');
    expect(page.url()).not.toContain('#');
    await page.reload();
    await heading(page, '登录中国移动');
    await answer(wire, page, tel);
    await heading(page, '再验证一次');
    await page.reload();
    await heading(page, '再验证一次');
    await page.goto(link);
    await heading(page, '再验证一次');

    const other = await openPhone(browser, { locale: 'en-GB' });
    await other.page.goto(link);
    await other.page.getByText('It was opened in another browser').waitFor();
    await expectAccessible(other.page);
    await other.close();
  });

  test('a lost connection costs nothing that was typed', async () => {
    const { page } = phone;
    const tel = '13001000004';
    await startAt(wire, page, tel);
    await page.context().setOffline(true);
    await page.getByLabel('服务密码', { exact: true }).fill((await wire.subscriber(tel)).pin);
    await submit(page);
    await page.getByText('网络连接不上').waitFor();
    await page.context().setOffline(false);
    await submit(page);
    await page.getByRole('heading', { name: /再验证一次|正在查询/ }).waitFor();
  });

  test('a locked account ends in words, without an invitation to try again', async () => {
    const { page } = phone;
    const tel = '13001000062';
    await startAt(wire, page, tel);
    await answer(wire, page, tel);
    await heading(page, '没有完成');
    await page.getByText('运营商已锁定您的账户').waitFor();
    expect(await page.getByRole('button', { name: '重新开始' }).count()).toBe(0);
    await expectAccessible(page);
  });

  test('a query that the carrier cuts short may be started again from the number on', async () => {
    const { page } = phone;
    const tel = '13001000067';
    await startAt(wire, page, tel);
    await answer(wire, page, tel);
    await page.getByRole('heading', { name: /再验证一次|正在查询/ }).waitFor();
    if (await page.getByRole('heading', { name: '再验证一次' }).count()) await answer(wire, page, tel);
    await heading(page, '正在查询');
    await wire.runJobs();
    await heading(page, '没有完成');
    await page.getByRole('button', { name: '重新开始' }).click();
    await heading(page, '您的手机号码');
    expect(await page.getByLabel('手机号码').inputValue()).toBe(tel);
  });

  test('the keyboard alone is enough, and the focus begins each step at its heading', async () => {
    const { page } = phone;
    await page.goto(await wire.newLink({ tel: '13001000005' }));
    await heading(page, '授权查询通话详单');
    for (const box of await page.getByRole('checkbox').all()) {
      await box.focus();
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Enter');
    await heading(page, '您的手机号码');
    await page.locator('h1:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('#tel:focus').waitFor();
    await page.keyboard.press('Enter');
    await heading(page, '登录中国联通');
  });

  test('nothing that is touched is smaller than 44 px, and nothing is wider than 360 px', async () => {
    const { page } = phone;
    await startAt(wire, page, '13910000006');
    const small = await page
      .locator('button, a, input:not([type=checkbox]), label:has(input)')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 100)),
      );
    expect(small).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});
