/** Who may read a report, over HTTP as browsers and strangers would call. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReportWire, type ReportWire } from '../../test/browser/report-wire.ts';
import { storeKinds } from '../../test/store-kinds.ts';
import { setAppAccess } from '../store/apps/app-access.ts';
import { disableApp, enableApp } from '../store/apps.ts';
import { searchAudit } from '../store/audit/audit-search.ts';
import type { ReportReply } from './report-view.ts';

const pageHeaders = { 'x-xiangdan-page': '1', 'content-type': 'application/json' };
const unknownSid = `SID${'0'.repeat(32)}`;

describe.each(storeKinds)('on %s', (kind) => {
  let wire: ReportWire;
  let sid: string;

  beforeAll(async () => {
    wire = await openReportWire(kind);
    sid = await wire.reported('13001000074');
  });
  afterAll(() => wire.close());

  async function open(link: string): Promise<{ status: number; cookie: string; body: Record<string, string> }> {
    const reply = await wire.api.inject({
      method: 'POST',
      url: '/report/api/open',
      headers: pageHeaders,
      payload: { link: link.split('#')[1] ?? link },
    });
    const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return { status: reply.statusCode, cookie, body: reply.json() };
  }

  async function view(cookie: string, of = sid, appid?: string): Promise<{ status: number; body: ReportReply }> {
    const reply = await wire.api.inject({
      method: 'POST',
      url: '/report/api/view',
      headers: { ...pageHeaders, cookie },
      payload: { sid: of, ...(appid === undefined ? {} : { appid }) },
    });
    return { status: reply.statusCode, body: reply.json() };
  }

  async function detail(cookie: string, of = sid): Promise<number> {
    return (await wire.api.inject({ url: `/report/detail?sid=${of}&appid=x`, headers: { cookie } })).statusCode;
  }

  test('a link gives the report, its calls, and the calls behind each figure', async () => {
    const { status, cookie, body } = await open(await wire.newLink(sid));
    expect([status, body]).toEqual([200, { at: 'opened', sid }]);
    const read = await view(cookie);
    if (read.body.at !== 'ready') throw new Error(read.body.at);
    const { report, calls, figures, selections, heat, isAsReported, isMasked } = read.body.view;
    expect(report).toEqual(await wire.report(sid));
    expect(isAsReported).toBe(true);
    expect(isMasked).toBe(false);
    expect(calls).toHaveLength((await wire.call('/calls/record', { sid })).data.call_log.length);
    const countBehind = (path: string) =>
      (selections[figures[path]?.calls ?? -1] ?? []).reduce((sum, row, at) => sum + (at % 2 === 0 ? 1 - row : row), 0);
    expect(countBehind('calls_overview.call_times_sum')).toBe(report.calls_overview.call_times_sum);
    expect(countBehind('call_behavior.number_used.times_telecom')).toBe(report.call_behavior.number_used.times_telecom);
    expect(countBehind('invalid_call_log')).toBe(report.invalid_call_log.length);
    expect(report.invalid_call_log.length).toBeGreaterThan(0);
    for (const [rank, row] of report.call_log_group_by_tel.entries())
      expect(calls?.filter((call) => call[8] === rank)).toHaveLength(Number(row.call_times));
    for (const [at, { days }] of heat.entries())
      expect(days.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(
        report.xiangdan.completeness[at]?.call_times,
      );
    expect(await detail(cookie)).toBe(200);
  });

  test('every reading leaves a row in the audit that says by what', async () => {
    const { cookie } = await open(await wire.newLink(sid));
    await view(cookie);
    await view(await wire.consoleCookie('operator'));
    const rows = await searchAudit(wire.store.db, { sid }, 50);
    const told = rows.map(({ actor, action }) => `${actor} ${action}`);
    expect(told).toContain(`app:${wire.app.appid} report-link.made`);
    expect(told).toContain(`link:${wire.app.appid} report.read`);
    expect(told).toContain(`link:${wire.app.appid} record.read`);
    expect(told).toContain('account:test-operator report.read');
  });

  test('without a proof nobody learns whether there is such a session', async () => {
    const [there, not] = [await view(''), await view('', unknownSid)];
    expect(there).toEqual(not);
    expect(there).toEqual({ status: 403, body: { at: 'refused', why: 'nothing' } });
    expect([await detail(''), await detail('', unknownSid)]).toEqual([403, 403]);
    const page = await wire.api.inject({ url: `/report/detail?sid=${sid}` });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).not.toContain(sid);
  });

  test('a link opens its own session only, and none when a character of it differs', async () => {
    const other = await wire.reported('13001000079');
    const { cookie } = await open(await wire.newLink(sid));
    expect((await view(cookie, other)).body).toEqual({ at: 'refused', why: 'nothing' });
    const [, link = ''] = (await wire.newLink(sid)).split('#');
    const [, expires = '', signature = ''] = link.split('.');
    const flipped = signature.startsWith('0') ? `1${signature.slice(1)}` : `0${signature.slice(1)}`;
    for (const wrong of [
      `${sid}.${expires}.${flipped}`,
      `${sid}.${Number(expires) + 1}.${signature}`,
      `${other}.${expires}.${signature}`,
      '',
      'x',
    ])
      expect(await open(wrong)).toMatchObject({ status: 403, cookie: '', body: { at: 'refused', why: 'link' } });
    expect((await view(`xd_report_${sid}=${expires}.${flipped}`)).body).toEqual({ at: 'refused', why: 'nothing' });
  });

  test('a link ends when it says so, for who has opened it too', async () => {
    const link = await wire.newLink(sid, { expires_in: '60' });
    const { cookie } = await open(link);
    wire.clock.now += 60;
    expect(await open(link)).toMatchObject({ status: 403, body: { at: 'refused', why: 'ended' } });
    expect((await view(cookie)).body).toEqual({ at: 'refused', why: 'ended' });
    expect(await detail(cookie)).toBe(403);
  });

  test('a link is good for a day unless said otherwise, and for a week at most', async () => {
    const { data } = await wire.call(`/sessions/${sid}/report-link`);
    expect(data.expires).toMatch(/^2026-11-21 12:0/);
    expect(await wire.call(`/sessions/${sid}/report-link`, { expires_in: '604800' })).toMatchObject({ status: 0 });
    for (const expires_in of ['604801', '59', '-1', '1e5', 'x'])
      expect(await wire.call(`/sessions/${sid}/report-link`, { expires_in })).toMatchObject({ status: 4001 });
    expect(await wire.call(`/sessions/${unknownSid}/report-link`)).toMatchObject({ status: 4016 });
  });

  test('an operator reads it, an auditor does not, and a foreign appid finds nothing', async () => {
    const operator = await wire.consoleCookie('operator');
    expect((await view(operator, sid, wire.app.appid)).body.at).toBe('ready');
    expect((await view(operator, sid, 'another')).body).toEqual({ at: 'gone' });
    expect((await view(operator, unknownSid)).body).toEqual({ at: 'gone' });
    expect(await view(await wire.consoleCookie('auditor'))).toEqual({
      status: 403,
      body: { at: 'refused', why: 'role' },
    });
  });

  test('another site’s form reads nothing', async () => {
    const { cookie } = await open(await wire.newLink(sid));
    for (const headers of [{ cookie }, { ...pageHeaders, cookie, origin: 'https://elsewhere.example' }]) {
      const reply = await wire.api.inject({ method: 'POST', url: '/report/api/view', headers, payload: `sid=${sid}` });
      expect([reply.statusCode, reply.json()]).toEqual([403, { at: 'refused', why: 'request' }]);
    }
  });

  test('for an app that may not see whole numbers, no number of a third party reaches the page', async () => {
    const { cookie } = await open(await wire.newLink(sid));
    const whole = await wire.report(sid);
    await setAppAccess(wire.store.db, wire.app.appid, { thirdParty: 'masked' });
    const { body } = await view(cookie);
    await setAppAccess(wire.store.db, wire.app.appid, { thirdParty: 'whole' });
    const text = JSON.stringify(body);
    const mobiles = whole.call_log_group_by_tel
      .map(({ format_tel }) => format_tel)
      .filter((tel) => /^1\d{10}$/.test(tel));
    expect(mobiles.length).toBeGreaterThan(10);
    expect(mobiles.filter((tel) => text.includes(tel))).toEqual([]);
    if (body.at !== 'ready') throw new Error(body.at);
    expect([body.view.isMasked, body.view.isAsReported]).toEqual([true, true]);
  });

  test('the link of an app without the scope of records shows no calls, and none at all without that of reports', async () => {
    const { cookie } = await open(await wire.newLink(sid));
    const seen = async (scopes: ('report' | 'tags')[] | null) => {
      await setAppAccess(wire.store.db, wire.app.appid, { scopes });
      const { body } = await view(cookie);
      return body.at === 'ready' ? (body.view.calls?.length ?? null) : body;
    };
    expect(await seen(['report'])).toBe(null);
    expect(await seen(['tags'])).toEqual({ at: 'refused', why: 'link' });
    expect(await seen(null)).toBeGreaterThan(0);
  });

  test('a disabled app’s links are refused', async () => {
    const { cookie } = await open(await wire.newLink(sid));
    await disableApp(wire.store.db, wire.app.appid, wire.clock.now);
    expect((await view(cookie)).body).toEqual({ at: 'refused', why: 'link' });
    await enableApp(wire.store.db, wire.app.appid);
    expect((await view(cookie)).body.at).toBe('ready');
  });

  test('before the report is there the page is told so, and after an erasure that it is gone', async () => {
    const tel = '13001000022';
    const { data } = await wire.call('/calls/flow', { tel });
    const { cookie } = await open(await wire.newLink(data.sid));
    expect((await view(cookie, data.sid)).body).toEqual({ at: 'waiting' });
    const reported = await wire.reported('13001000023');
    const opened = await open(await wire.newLink(reported));
    await wire.api.inject({ method: 'DELETE', url: `/sessions/${reported}`, query: { token: await wire.newToken() } });
    expect((await view(opened.cookie, reported)).body).toEqual({ at: 'gone' });
  });
});
