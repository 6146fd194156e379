/** The console in Debian's Chromium: what an operator and an auditor do there, on real sessions and a real receiver. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addConsole } from '../../src/console/console.ts';
import { addHosted } from '../../src/hosted/hosted.ts';
import { setAccount } from '../../src/store/console/accounts.ts';
import { cheapHash } from '../cheap-hash.ts';
import { openPushWire, type PushWire } from '../journeys/push-wire.ts';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';

const password = 'correct horse battery';
const tel = '13001000001';
const desktop = { viewport: { width: 1280, height: 800 } };

const pages = ['/', '/sessions', '/pushes', '/apps', '/carriers', '/tag-lists', '/audit', '/accounts'];

describe.skipIf(noChromium)('the console', () => {
  let browser: Browser;
  let pushes: PushWire;
  let url: string;
  let sid: string;
  let tab: Phone;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    pushes = await openPushWire('pglite');
    const { wire } = pushes;
    addHosted(wire.api, { journey: wire.journey, sandboxUrl: null });
    addConsole(wire.api, { journey: wire.journey, allowPrivate: true });
    url = await wire.api.listen({ port: 0, host: '127.0.0.1' });
    await setAccount(wire.store.db, 'lin', await cheapHash(password), 'operator', wire.clock.now);
    await setAccount(wire.store.db, 'wang', await cheapHash(password), 'auditor', wire.clock.now);
    pushes.receiver.answer = ({ path }) => (path === '/push/report' ? [500, 'no'] : [200, 'ok']);
    sid = await pushes.signIn(tel);
    await wire.runJobs();
    await pushes.delivering.settle();
    for (const waitSeconds of [30, 300]) {
      wire.clock.now += waitSeconds;
      await pushes.delivering.settle();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await pushes?.close();
  });
  beforeEach(async () => {
    tab = await openPhone(browser, desktop);
    page = tab.page;
  });
  afterEach(() => tab.close());

  async function enter(username: string, typed = password): Promise<void> {
    await page.goto(`${url}/console/`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码').fill(typed);
    await page.getByRole('button', { name: '登录' }).click();
  }

  async function signIn(username: string): Promise<void> {
    await enter(username);
    await page.getByRole('heading', { name: '概览' }).waitFor();
  }

  async function go(path: string): Promise<void> {
    await page.goto(`${url}/console/#${path}`);
    await page.locator(`main[data-page="${path}"]`).waitFor();
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  test('lets nobody in with a wrong password, and whoever has the right one', async () => {
    await enter('lin', 'wrong');
    await page.getByText('用户名或密码不正确').waitFor();
    await expectAccessible(page);
    await enter('lin');
    await page.getByRole('heading', { name: '概览' }).waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('heading', { name: '登录详单控制台' }).waitFor();
  });

  test('keeps whoever guesses waiting', async () => {
    await setAccount(pushes.wire.store.db, 'guessed', await cheapHash(password), 'auditor', pushes.wire.clock.now);
    for (let n = 0; n < 5; n++) {
      await enter('guessed', `wrong ${n}`);
      await page.getByText('用户名或密码不正确').waitFor();
    }
    await enter('guessed');
    await page.getByText('错误次数过多').waitFor();
  });

  test('finds a session by its number, masked until it is asked for, and shows its life', async () => {
    await signIn('lin');
    await go('/sessions');
    await page.getByLabel('手机号').fill(tel);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('link', { name: sid.slice(0, 11) }).click();
    await page.getByText('130****0001').waitFor();
    for (const event of ['待登录', '已授权', '获取中', '已获取', '已出报告', '推送 · 授权', '推送 · 报告'])
      await page.locator('ol.line').getByText(event).first().waitFor();
    expect(await page.content()).not.toContain(tel);
    await page.getByRole('button', { name: '显示完整信息' }).click();
    await page.getByText(tel, { exact: true }).waitFor();
    await go('/audit');
    await page.getByText('查看完整号码').first().waitFor();
  });

  test('sends a failed push again, and it arrives', async () => {
    await signIn('lin');
    await go('/pushes');
    await page.getByLabel('状态').selectOption('failed');
    await page.getByText('500 · not a 2xx').first().waitFor();
    await page.getByRole('button', { name: '查看内容' }).first().click();
    await page.locator('pre.body').getByText(sid).waitFor();
    const before = pushes.receiver.received.length;
    pushes.receiver.answer = () => [200, 'ok'];
    await page.getByRole('button', { name: '重新推送' }).click();
    await page.getByText('已重新排队').waitFor();
    await pushes.delivering.settle();
    expect(pushes.receiver.received.slice(before).map(({ path }) => path)).toContain('/push/report');
    await page.getByLabel('状态').selectOption('delivered');
    await page.getByRole('cell', { name: '报告', exact: true }).waitFor();
  });

  test('tests an endpoint from the settings of an app and shows what it answered', async () => {
    pushes.receiver.answer = () => [418, 'a teapot'];
    await signIn('lin');
    await go('/apps');
    await page.getByRole('button', { name: '设置' }).first().click();
    await page.getByRole('button', { name: '发送测试推送' }).first().click();
    await page.getByText('a teapot').waitFor();
    await expectAccessible(page);
    pushes.receiver.answer = () => [200, 'ok'];
  });

  test('shows a new secret once', async () => {
    await signIn('lin');
    await go('/apps');
    await page.getByLabel('新应用名称').fill('second');
    await page.getByRole('button', { name: '新建' }).click();
    const secret = await page
      .locator('dd')
      .filter({ hasText: /^[0-9a-f]{64}$/ })
      .textContent();
    await page.getByRole('button', { name: '已保存' }).click();
    await page.getByRole('cell', { name: 'second' }).waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  test('shows an auditor everything and offers no change', async () => {
    await signIn('wang');
    expect(await page.getByRole('link', { name: '账号' }).count()).toBe(0);
    const changes = /显示完整信息|读取|删除|重新推送|查看内容|新建|设置|换密钥|停用|导入/;
    for (const path of ['/sessions', `/sessions/${sid}`, '/pushes', '/apps', '/tag-lists', '/audit']) {
      await go(path);
      expect(await page.getByRole('button', { name: changes }).count(), path).toBe(0);
    }
  });

  test.each(['light', 'dark'] as const)(
    'no page in %s has a serious fault of accessibility, or breaks its own policy',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await signIn('lin');
      for (const path of [...pages, `/sessions/${sid}`]) {
        await go(path);
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
      expect(tab.errors).toEqual([]);
    },
  );

  test('no page is wider than a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn('lin');
    for (const path of [...pages, `/sessions/${sid}`]) {
      await go(path);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(360);
    }
  });

  test('is complete in English, and stays so', async () => {
    await signIn('lin');
    await page.getByRole('button', { name: 'English' }).click();
    for (const path of [...pages, `/sessions/${sid}`]) {
      await go(path);
      const text = await page.evaluate("document.querySelector('.frame').innerText");
      const chinese = String(text).match(/[\u4e00-\u9fff]+/g) ?? [];
      // Names of provinces, places and lists are data.
      const known = ['中文', ...provinceNames(String(text))];
      expect(
        chinese.filter((word) => !known.includes(word)),
        path,
      ).toEqual([]);
    }
  });

  test('a page that cannot get its data says so, and gets it when asked again', async () => {
    await signIn('lin');
    await page.route('**/console/api/apps', (route) => route.abort());
    await go('/apps');
    await page.getByRole('alert').getByText('无法连接服务').waitFor();
    await page.unroute('**/console/api/apps');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByRole('cell', { name: 'test', exact: true }).waitFor();
  });
});

function provinceNames(text: string): string[] {
  return (
    text
      .match(/[\u4e00-\u9fff]{2,3}/g)
      ?.filter((word) =>
        /^(北京|天津|上海|重庆|河|山|内蒙|辽宁|吉林|黑龙|江|浙江|安徽|福建|湖|广|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)/.test(
          word,
        ),
      ) ?? []
  );
}
