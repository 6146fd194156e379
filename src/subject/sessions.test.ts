/** What the subscriber's own page tells, hands out, hides and erases. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import type { ReportReply } from '../hosted/report-view.ts';
import { eraseSession } from '../journey/erase.ts';
import { reportLinkPath } from '../journey/report-links.ts';
import { setAppAccess } from '../store/apps/app-access.ts';
import { createApp, disableApp, enableApp } from '../store/apps.ts';
import { appendAudit } from '../store/audit.ts';
import { isGenuine, receiptKey } from '../store/receipts.ts';
import { insertRecord, packDocument } from '../store/sessions/documents.ts';
import { insertFor } from '../store/sessions/session-moves.ts';
import { openTestMyPage, pageHeaders, type TestMyPage } from './test-my-page.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let my: TestMyPage;
  beforeAll(async () => {
    my = await openTestMyPage(kind);
  });
  afterAll(() => my.wire.close());
  afterEach(() => my.moveOn());

  /** The cookie that a link to a report becomes. */
  async function openReport(link: string): Promise<string> {
    const reply = await my.wire.api.inject({
      ...{ method: 'POST', url: '/report/api/open', headers: pageHeaders, payload: { link } },
    });
    return String(reply.headers['set-cookie']).split(';')[0] ?? '';
  }
  async function viewReport(sid: string, cookie: string): Promise<ReportReply> {
    const headers = { ...pageHeaders, cookie };
    const reply = await my.wire.api.inject({ method: 'POST', url: '/report/api/view', headers, payload: { sid } });
    return reply.json<ReportReply>();
  }

  test('shows who fetched and read what, lets all of it be taken away, and writes that down', async () => {
    const tel = '13001000001';
    const sid = await my.fetched(tel);
    const record = await my.wire.call('/calls/record', { sid });
    const report = await my.wire.call('/calls/report', { sid });
    await my.wire.call('/calls/report', { sid });
    const { sessions } = my.listed(await my.enter(tel));
    expect(sessions).toMatchObject([
      {
        ...{ sid, app: 'test', carrier: 'unicom', state: 'reported', holds: { record: true, report: true } },
        consent: { channel: 'assumed', purposes: ['fetch', 'report', 'keep'], withdrawnAt: null },
        keptUntil: (sessions[0]?.openedAt ?? 0) + 30 * 86_400,
      },
    ]);
    expect(sessions[0]?.acts).toMatchObject([
      { by: 'app', action: 'report.read', count: 2 },
      { by: 'app', action: 'record.read', count: 1 },
      { action: 'consent.given' },
    ]);

    const json = await my.call('export', { sid, form: 'json' });
    const taken = JSON.parse(json.file?.text ?? '');
    expect(taken.record).toEqual(record.data);
    expect(taken.report).toEqual(report.data);
    expect(taken.told_by_app).toMatchObject({ tel, uid: 'u1' });
    const csv = (await my.call('export', { sid, form: 'csv' })).file?.text ?? '';
    const lines = csv.slice(1).trimEnd().split('\r\n');
    expect(csv.startsWith('\ufeff通话时间,呼叫类型,对方号码')).toBe(true);
    expect(lines.length - 1).toBe(record.data.call_log.length);
    expect(lines.slice(1).map((line) => line.split(',')[2])).toEqual(
      record.data.call_log.map(({ call_tel }: { call_tel: string }) => call_tel),
    );
    expect(my.listed(await my.call('view')).sessions[0]?.acts[0]).toMatchObject({
      ...{ by: 'subject', action: 'session.exported', count: 2 },
    });
  });

  test('a withdrawn session is hidden from the app and may still be taken away; an erased one is gone, against a genuine receipt', async () => {
    const tel = '13001000002';
    const sid = await my.fetched(tel);
    await my.enter(tel);
    expect(my.listed(await my.call('withdraw', { sid })).sessions).toMatchObject([{ sid, state: 'withdrawn' }]);
    expect(await my.wire.call('/calls/record', { sid })).toMatchObject({ status: 4016 });
    expect((await my.call('export', { sid, form: 'json' })).file?.text).toContain('"call_log"');
    const { sessions, receipts } = my.listed(await my.call('erase', { sid }));
    expect(sessions).toEqual([]);
    expect(receipts).toMatchObject([{ sid, file: { sid, reason: 'subject' } }]);
    expect(my.listed(await my.call('view')).receipts).toEqual(receipts);
    expect(await my.call('export', { sid, form: 'json' })).toMatchObject({ file: null, fault: { why: 'gone' } });
    const session = { sid, appid: my.wire.app.appid };
    const receipt = await eraseSession(my.wire.journey, session, { actor: 'subject', reason: 'subject' });
    expect(isGenuine((await receiptKey(my.wire.store.db, my.wire.journey.vault)).publicKey, receipt)).toBe(true);
  });

  test('leads to the report, with whole numbers where the app sees masked ones and when the app is disabled, and writes down who read it', async () => {
    const tel = '13001000019';
    const sid = await my.fetched(tel);
    const { db } = my.wire.store;
    const { appid } = my.wire.app;
    await setAppAccess(db, appid, { thirdParty: 'masked', scopes: ['record'] });
    await disableApp(db, appid, my.wire.clock.now);
    const [session] = my.listed(await my.enter(tel)).sessions;
    const link = session?.reportLink?.split('#')[1] ?? '';
    const cookie = await openReport(link);
    const read = await viewReport(sid, cookie);
    await enableApp(db, appid);
    await setAppAccess(db, appid, { thirdParty: 'whole', scopes: null });
    if (read.at !== 'ready') throw new Error(`found ${read.at}, expected the report`);
    const { report, record } = JSON.parse((await my.call('export', { sid, form: 'json' })).file?.text ?? '');
    expect(read.view).toMatchObject({ report, isMasked: false });
    expect(read.view.calls?.map(([, number]) => number)).toEqual(
      record.call_log.map(({ call_tel }: { call_tel: string }) => call_tel),
    );
    const acts = my.listed(await my.call('view')).sessions[0]?.acts ?? [];
    expect(acts.filter(({ by }) => by === 'subject').map(({ action }) => action)).toEqual([
      ...['session.exported', 'record.read', 'report.read'],
    ]);
  });

  test('a link to the report opens no other session’s, ends with the visit and with the consent, and is none where there is no report', async () => {
    const [tel, other] = ['13001000021', '13001000022'];
    const [sid, foreign] = [await my.fetched(tel), await my.fetched(other)];
    const step = my.listed(await my.enter(tel));
    const path = step.sessions[0]?.reportLink ?? '';
    expect(path).toMatch(new RegExp(`^/report/#${sid}\\.${step.endsAt}\\.[0-9a-f]{64}$`));
    const link = path.split('#')[1] ?? '';
    const cookie = await openReport(link);
    expect(await viewReport(foreign, cookie)).toEqual({ at: 'refused', why: 'nothing' });
    const { journey, clock } = my.wire;
    const ofApp = reportLinkPath(journey, { sid, expiresAt: step.endsAt, holder: 'app' });
    expect(ofApp).not.toBe(path);
    clock.now = step.endsAt;
    expect(await viewReport(sid, cookie)).toEqual({ at: 'refused', why: 'ended' });
    clock.now = step.endsAt - 1;
    expect((await viewReport(sid, cookie)).at).toBe('ready');
    const { sessions } = my.listed(await my.call('withdraw', { sid }));
    expect(sessions).toMatchObject([{ state: 'withdrawn', reportLink: null }]);
    expect(await viewReport(sid, cookie)).toEqual({ at: 'gone' });
  });

  test('a number sees the sessions of all apps, and none of another number', async () => {
    const [tel, other] = ['13001000003', '13001000004'];
    const second = await createApp(my.wire.store.db, my.wire.journey.vault, 'second', my.wire.clock.now);
    await my.wire.call('/calls/flow', { tel });
    const token = await my.wire.newToken(second);
    const reply = await my.wire.api.inject({ url: '/calls/flow', query: { token, tel } });
    await my.enter(other);
    for (const act of ['withdraw', 'erase', 'export'])
      expect(await my.call(act, { sid: reply.json().data.sid })).toMatchObject({ fault: { why: 'gone' } });
    expect(my.listed(await my.call('view')).sessions).toEqual([]);
    const { sessions } = my.listed(await my.enter(tel));
    expect(sessions.map(({ app }) => app).sort()).toEqual(['second', 'test']);
  });

  test('tells apps, holders of links, the operator and the service apart, and names nobody of the operator', async () => {
    const tel = '13001000018';
    const { sid } = (await my.wire.call('/calls/flow', { tel })).data;
    const { appid } = my.wire.app;
    for (const actor of ['app:x', 'link:x', 'account:lin', 'cli', 'system', 'subject']) {
      const entry = { at: my.wire.clock.now, actor, action: 'report.read', appid, sid, detail: {} };
      await appendAudit(my.wire.store.db, entry);
    }
    await my.enter(tel);
    const acts = my.listed(await my.call('view')).sessions[0]?.acts ?? [];
    expect(acts.slice(0, 5).map(({ by, count }) => `${by} ${count}`)).toEqual([
      ...['subject 1', 'service 1', 'operator 2', 'link 1', 'app 1'],
    ]);
    expect(JSON.stringify(await my.call('view'))).not.toContain('lin"');
    expect((await my.call('export', { sid, form: 'json' })).file?.text).not.toContain('account:');
  });

  test('no cell of the table is a formula to a spreadsheet, and what the carrier printed stays readable', async () => {
    const tel = '13001000016';
    const { sid } = (await my.wire.call('/calls/flow', { tel })).data;
    const session = await my.wire.journey.sessions.find(my.wire.store.db, sid);
    if (!session) throw new Error('the flow opened no session');
    const row = { call_time: '1795147200', call_method: '主叫', call_to: 'a "b", c', call_from: '', call_type: '' };
    const tels = ['=HYPERLINK("http://x")', '@SUM(1)', '-1+2', '+1+2', '+8613001000001', '10086'];
    const calls = tels.map((call_tel) => ({ ...row, call_tel, call_cost: '0.10', call_duration: '60' }));
    const record = await packDocument({ status: 0, data: { call_log: calls } });
    const documents = { record, columns: await packDocument({}) };
    await insertFor(my.wire.store.db, session.sid, insertRecord(session, documents, my.wire.clock.now));
    await my.enter(tel);
    const [, ...lines] = ((await my.call('export', { sid, form: 'csv' })).file?.text ?? '').trimEnd().split('\r\n');
    const cells = [`"'=HYPERLINK(""http://x"")"`, "'@SUM(1)", "'-1+2", "'+1+2", '+8613001000001', '10086'];
    expect(lines).toEqual(cells.map((cell) => `2026-11-20 12:00:00,主叫,${cell},"a ""b"", c",,,60,0.10`));
  });
});
