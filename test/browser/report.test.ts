/** The report page's figures in Debian's Chromium: what it shows equals the report. */

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatDateTime } from '../../src/domain/shanghai-time.ts';
import type { ReportData } from '../../src/report/build-report.ts';
import { expectAccessible, noChromium, openBrowser, openPhone, type Phone } from './open-browser.ts';
import { openReportWire, type ReportWire } from './report-wire.ts';

const desktop = { viewport: { width: 1200, height: 800 } };
const tels = ['13001000012', '13001000068', '13001000077', '13001000079'];

/** As the page groups thousands. */
const count = (value: number | string) => Number(value).toLocaleString('zh-CN');

function length(seconds: number | string): string {
  const value = Number(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(value % 60)}` : `${minutes}:${two(value % 60)}`;
}

describe.skipIf(noChromium)('the report page', () => {
  let browser: Browser;
  let wire: ReportWire;
  const sids = new Map<string, string>();
  let tab: Phone;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    wire = await openReportWire();
    for (const tel of tels) sids.set(tel, await wire.reported(tel));
  });
  afterAll(async () => {
    await browser?.close();
    await wire?.close();
  });
  beforeEach(async () => {
    tab = await openPhone(browser, desktop);
    page = tab.page;
  });
  afterEach(() => tab.close());

  const sidOf = (tel: string) => sids.get(tel) ?? '';

  async function open(tel: string): Promise<ReportData> {
    await page.goto(await wire.newLink(sidOf(tel)));
    await page.getByRole('heading', { name: tel }).waitFor();
    return wire.report(sidOf(tel));
  }

  /** The texts of each row's cells. */
  async function rowsOf(selector: string): Promise<string[][]> {
    const rows = await page.locator(selector).all();
    return Promise.all(
      rows.map(async (row) => (await row.locator('th,td').allInnerTexts()).map((text) => text.trim())),
    );
  }

  const section = (id: string) => `section[aria-labelledby="${id}"]`;

  async function sortBy(name: string): Promise<void> {
    await page.locator('.windowed thead').getByRole('button', { name }).click();
  }

  async function conclusions(): Promise<Record<string, [verdict: string, figures: Record<string, string>]>> {
    const cards = await page.locator('[data-conclusion]').all();
    const read = cards.map(async (card): Promise<[string, [string, Record<string, string>]]> => {
      const figures = await card.locator('[data-path]').all();
      const values = figures.map(async (one) => [
        await one.getAttribute('data-path'),
        (await one.locator('dd').textContent())?.replace(/^异常\s*/, ''),
      ]);
      const verdict = (await card.locator('.chip').textContent()) ?? '';
      return [
        String(await card.getAttribute('data-conclusion')),
        [verdict, Object.fromEntries(await Promise.all(values))],
      ];
    });
    return Object.fromEntries(await Promise.all(read));
  }

  test.each(tels)('%s: conclusions, totals and the first rows of each table are the report’s', async (tel) => {
    const report = await open(tel);
    const { calls_overview: overview, call_behavior: behavior, cuishou_risk_detection: risk, user_info } = report;
    const shown = await conclusions();
    const checks = ['无法比对', '一致', '不一致', '模糊一致'];
    expect(shown.identity?.[1]).toEqual({
      'user_info.conclusion_of_user_name_check': checks[user_info.conclusion_of_user_name_check ?? 0],
      'user_info.conclusion_of_user_idcard_check': checks[user_info.conclusion_of_user_idcard_check ?? 0],
      'user_info.conclusion_of_user_address_check': checks[user_info.conclusion_of_user_address_check ?? 0],
    });
    const gaps = report.xiangdan.completeness.filter(({ calls }) => calls !== 'complete').length;
    expect(shown.completeness?.[0]).toBe(gaps > 0 ? `${gaps} 个月有缺` : '完整');
    expect(shown.silence?.[1]).toMatchObject({
      'calls_overview.blank_times_count': count(overview.blank_times_count),
      'call_behavior.number_used.blank_times_count_max': `${count(behavior.number_used.blank_times_count_max)} 天`,
      'call_behavior.number_used.blank_times_count_30': count(behavior.number_used.blank_times_count_30),
    });
    expect(shown.dunning?.[0]).toBe(['无', '轻度', '中度', '重度'][risk.detection_result]);
    expect(shown.dunning?.[1]).toMatchObject({
      'cuishou_risk_detection.cuishou.nums_tel': count(risk.cuishou.nums_tel),
      'cuishou_risk_detection.cuishou.call_in_times': count(risk.cuishou.call_in_times),
      'cuishou_risk_detection.yisicuishou.call_in_times': count(risk.yisicuishou.call_in_times),
    });
    expect(shown.law?.[0]).toBe(behavior.result_law_dispute);
    expect(shown.use?.[0]).toBe(
      [behavior.result_num_used, behavior.result_num_tags].includes('异常') ? '异常' : '无异常',
    );

    const tile = (key: string) => page.locator(`[data-path="calls_overview.${key}"] strong`).textContent();
    expect(await tile('call_times_sum')).toBe(count(overview.call_times_sum));
    expect(await tile('call_tel_sum')).toBe(count(overview.call_tel_sum));
    expect(await tile('call_region_sum')).toBe(count(overview.call_region_sum));
    expect(await tile('night_calls_length')).toBe(length(overview.night_calls_length));
    expect(await tile('evening_calls_percent')).toBe(`${overview.evening_calls_percent}%`);
    expect(await tile('most_active_region')).toBe(overview.most_active_region || '—');

    expect((await rowsOf(`${section('contacts')} tr.contact`)).slice(0, 5)).toEqual(
      report.call_log_group_by_tel
        .slice(0, 5)
        .map((row) => [
          ...[row.format_tel, row.fancha_telloc, count(row.call_times), length(row.call_length)],
          ...[count(row.call_out_times), count(row.call_in_times)],
          formatDateTime(Number(row.recent_call_time)).slice(0, 16),
          [row.tags_yellow_page, row.tags_label, ...row.tags_financial].filter(Boolean).join(' · '),
        ]),
    );
    expect((await rowsOf(`${section('months')} tbody tr`)).map((row) => row.slice(0, 3))).toEqual(
      report.calls_sa_monthly_usage.map((row) => [
        row.month.replace('/', '-'),
        count(row.call_times),
        length(row.call_length),
      ]),
    );
    expect((await rowsOf(`${section('regions')} tbody tr`)).slice(0, 5)).toEqual(
      report.calls_sa_by_region
        .slice(0, 5)
        .map((row) => [row.region, '', count(row.call_times), count(row.total_format_tel), length(row.call_length)]),
    );
    expect(await rowsOf(`${section('sensitive')} tbody tr`)).toEqual(
      report.calls_sa_by_tags_financial
        .filter(({ call_times }) => call_times !== '')
        .map((row) => [
          ...[row.tags_name, count(row.contact_detail.length), count(row.call_times), length(row.call_length)],
          row.contact_last_time.slice(0, 16).replaceAll('/', '-'),
        ]),
    );
    const heat = await rowsOf(`${section('heat')} tbody tr`);
    expect(heat.map((row) => [row[0], row.at(-1)])).toEqual(
      report.xiangdan.completeness.map((row) => [
        `${row.month.slice(0, 4)}-${row.month.slice(4)}`,
        count(row.call_times),
      ]),
    );
    expect((await rowsOf(`${section('hours')} tbody tr`)).map((row) => row.slice(1).map(Number))).toEqual(
      report.xiangdan.calls_by_hour,
    );
    expect(tab.errors).toEqual([]);
  });

  test('a month that could not be had is hatched and says why: it is no silence', async () => {
    const report = await open('13001000068');
    const [missing = ''] = report.call_log_missing_month_list;
    const named = `${missing.slice(0, 4)}-${missing.slice(4)}`;
    expect(await page.locator(`[data-month="${missing}"] td.gap.missing`).count()).toBeGreaterThanOrEqual(28);
    await page.getByText(`${named}：运营商查询失败或拒绝查询，整月缺失`).waitFor();
    expect((await conclusions()).silence?.[0]).toBe('无静默');
  });

  test('a number without calls says so and offers nothing to export', async () => {
    await open('13001000079');
    await page.locator('[data-empty]').waitFor();
    await page.getByText('没有联系人').waitFor();
    expect(await page.getByRole('button', { name: '导出 CSV' }).isDisabled()).toBe(true);
    await expectAccessible(page);
  });

  test('each conclusion shows its definitions, its thresholds and the calls behind it', async () => {
    const report = await open('13001000077');
    const button = page.getByRole('button', { name: '查看依据：催收风险' });
    await button.click();
    const dialog = page.getByRole('dialog');
    const inTimes = dialog.locator('[data-evidence="cuishou_risk_detection.cuishou.call_in_times"]');
    await inTimes.getByText('确认的催收号码').waitFor();
    await inTimes.getByRole('button').click();
    const behind = report.cuishou_risk_detection.cuishou.call_in_times;
    await dialog.getByText(`共 ${count(behind)} 条`).waitFor();
    const ways = await dialog.locator('tbody tr td:nth-child(3)').allInnerTexts();
    expect(new Set(ways)).toEqual(new Set(['被叫']));
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '查看依据：静默' }).click();
    await dialog.getByText('静默达到（天）：7').waitFor();
    await page.keyboard.press('Escape');
  });

  test('contacts are sorted and searched, each shows its calls, and the file has the same rows', async () => {
    const report = await open('13001000012');
    const contacts = report.call_log_group_by_tel;
    await sortBy('被叫');
    const [most = []] = await rowsOf(`${section('contacts')} tr.contact`);
    expect(most[5]).toBe(count(Math.max(...contacts.map(({ call_in_times }) => call_in_times))));
    const [first] = contacts;
    await page.getByRole('searchbox').fill(first?.format_tel ?? '');
    await page.getByText('1 个号码', { exact: true }).waitFor();
    await page.getByRole('button', { name: `${first?.format_tel} 的通话` }).click();
    await page.getByText(`共 ${count(first?.call_times ?? '')} 条`).waitFor();
    await page.getByRole('searchbox').fill('');
    await sortBy('次数');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]?.startsWith('\uFEFFformat_tel,')).toBe(true);
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 6))).toEqual(
      contacts.map((row) => [
        ...[row.format_tel, row.fancha_telloc, row.call_times, row.call_length],
        ...[String(row.call_out_times), String(row.call_in_times)],
      ]),
    );
  });
});
