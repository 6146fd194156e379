/** The subscriber's own page in a real browser: in by a texted code, and out with a receipt. */

import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cliPlace } from '../../src/commands/test-cli.ts';
import { type HostedWire, openHostedWire } from './hosted-wire.ts';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';
import { heading } from './walk.ts';

describe.skipIf(noChromium)("the subscriber's own page", () => {
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
  afterEach(async () => {
    await phone.close();
    wire.clock.now += 601;
  });

  async function fetched(tel: string): Promise<string> {
    const { sid } = (await wire.call('/calls/flow', { tel })).data;
    for (const path of ['/calls/login', '/calls/verify']) {
      const { pin, name, id_card } = await wire.subscriber(tel);
      const codes = { sms_code: await wire.lastCode(tel), captcha_code: await wire.captcha(tel) };
      const { action } = await wire.call(path, { sid, tel, pin_pwd: pin, full_name: name, id_card, ...codes });
      if (action === 'done') break;
    }
    await wire.runJobs();
    return sid;
  }

  async function enter(tel: string): Promise<void> {
    const { page } = phone;
    await page.goto(`${wire.url}/my/`);
    await heading(page, '我的通话详单数据');
    await page.getByLabel('手机号码').fill(tel);
    await page.getByRole('button', { name: '发送验证码' }).click();
    await heading(page, '输入短信验证码');
    await page.getByLabel('短信验证码').fill((await wire.subscriber(tel)).sms.at(-1)?.text ?? '');
    await page.getByRole('button', { name: '验证', exact: true }).click();
    await heading(page, '关于您的查询');
  }

  async function download(name: string): Promise<string> {
    const [file] = await Promise.all([
      phone.page.waitForEvent('download'),
      phone.page.getByRole('button', { name }).or(phone.page.getByRole('link', { name })).click(),
    ]);
    expect(file.suggestedFilename()).not.toMatch(/\d{11}/);
    return readFileSync(await file.path(), 'utf8');
  }

  test('shows the reads, hands out what the app was given, hides what is withdrawn, and erases against a receipt', async () => {
    const { page, errors } = phone;
    const tel = '13001000001';
    const sid = await fetched(tel);
    const record = await wire.call('/calls/record', { sid });
    const report = await wire.call('/calls/report', { sid });
    await page.goto(`${wire.url}/my/`);
    await heading(page, '我的通话详单数据');
    await expectAccessible(page);
    await enter(tel);
    await expectAccessible(page);
    expect(page.url()).toBe(`${wire.url}/my/`);
    await page.getByText('应用未提供授权记录').waitFor();
    await page.getByText('谁做过什么').click();
    await page.getByText('test：读取详单').waitFor();
    await page.getByText('test：读取报告').waitFor();
    await expectAccessible(page);

    const [shown] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '查看报告' }).click(),
    ]);
    await shown.getByRole('heading', { name: '通话详单报告' }).waitFor();
    expect(shown.url()).toBe(`${wire.url}/report/detail?sid=${sid}`);
    await shown.close();

    const taken = JSON.parse(await download('下载全部 JSON'));
    expect(taken).toMatchObject({ sid, record: record.data, report: report.data });
    const table = await download('下载通话 CSV');
    expect(table.trimEnd().split('\r\n').length - 1).toBe(record.data.call_log.length);

    await page.getByRole('button', { name: '撤回授权' }).click();
    await page.locator('.confirm:focus').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '取消' }).click();
    expect((await wire.call('/calls/record', { sid })).status).toBe(0);
    await page.getByRole('button', { name: '撤回授权' }).click();
    await page.getByRole('button', { name: '确认撤回' }).click();
    await page.locator('.state').getByText('已撤回授权').waitFor();
    expect((await wire.call('/calls/record', { sid })).status).toBe(4016);

    await page.getByRole('button', { name: '立即删除' }).click();
    await page.getByRole('button', { name: '确认删除' }).click();
    await page.getByText('没有关于这个号码的数据').waitFor();
    await expectAccessible(page);
    await page.reload();
    const receipt = await download('下载凭证');
    const key = await download('验证公钥');
    const place = cliPlace();
    const { code, stdout } = place.run(
      ...['receipt', 'verify', place.write('receipt.json', receipt)],
      ...['--key', place.write('key.json', key)],
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining(`genuine: ${sid} was erased`)]);
    await page.getByRole('button', { name: '退出' }).click();
    await heading(page, '我的通话详单数据');
    expect(errors).toEqual([]);
  });

  test('another number sees nothing, and a wrong code says what to do and takes the focus', async () => {
    const { page } = phone;
    await fetched('13001000002');
    await enter('13001000003');
    await page.getByText('没有关于这个号码的数据').waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('手机号码').fill('123');
    await page.getByRole('button', { name: '发送验证码' }).click();
    await page.getByText('请填写 11 位手机号码').waitFor();
    await page.getByLabel('手机号码').fill('13001000004');
    await page.getByRole('button', { name: '发送验证码' }).click();
    const code = await wire.lastCode('13001000004').then((sent) => (sent === '000000' ? '000001' : '000000'));
    await page.getByLabel('短信验证码').fill(code);
    await page.getByRole('button', { name: '验证', exact: true }).click();
    await page.getByRole('alert').getByText('验证码不正确').waitFor();
    await page.locator('[role=alert]:focus').waitFor();
    expect(await page.getByLabel('短信验证码').inputValue()).toBe('');
    await expectAccessible(page);
  });

  test('a visit whose time is over leads back to the number, and says so', async () => {
    const { page } = phone;
    const tel = '13001000005';
    await wire.call('/calls/flow', { tel });
    await enter(tel);
    wire.clock.now += 1801;
    await page.getByRole('button', { name: '撤回授权' }).click();
    await page.getByRole('button', { name: '确认撤回' }).click();
    await page.getByText('查看时间已结束').waitFor();
    await page.getByRole('button', { name: '发送验证码' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('is whole in English, %s, at 360 px and on a desk', async (colorScheme) => {
    const tel = colorScheme === 'dark' ? '13001000007' : '13001000006';
    await wire.call('/calls/flow', { tel });
    await phone.close();
    phone = await openPhone(browser, { locale: 'en-GB', colorScheme });
    const { page } = phone;
    await page.goto(`${wire.url}/my/`);
    await heading(page, 'My call record data');
    await page.locator('input').fill(tel);
    await page.getByRole('button', { name: 'Send the code' }).click();
    await heading(page, 'Enter the SMS code');
    await expectAccessible(page);
    await page.locator('input').fill(await wire.lastCode(tel));
    await page.getByRole('button', { name: 'Verify' }).click();
    await heading(page, 'Queries about you');
    await page.getByText('Who did what').click();
    await page.getByRole('button', { name: 'Erase now' }).click();
    await expectAccessible(page);
    // What stands in Chinese on the English page are the way back and names that people gave.
    const text = ((await page.locator('main').textContent()) ?? '').replace('中文', '');
    expect(text.match(/[\p{Script=Han}]+/gu)).toBeNull();
    for (const width of [360, 1100]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });
});
