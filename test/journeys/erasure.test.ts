/** Erasure: from every state, for good, with a receipt that anybody can verify. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receipt as receiptCommand } from '../../src/commands/receipt.ts';
import { fetchRecord } from '../../src/jobs/fetch-record.ts';
import { eraseSession } from '../../src/journey/erase.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { createApp } from '../../src/store/apps.ts';
import { listAudit } from '../../src/store/audit.ts';
import { findConsent } from '../../src/store/consents.ts';
import { storeKinds } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { keysLeft, needlesOf, opens, rowsWith } from './personal-bytes.ts';
import { allGone, erase, polls, report, signIn } from './session-states.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let wire: TestWire;
  let used = 40;
  /** Another natural subscriber each time. */
  const nextTel = () => `130613000${used++}`;
  beforeAll(async () => {
    wire = await openTestWire(kind);
  });
  afterAll(() => wire.close());

  test('a session that waits, one that is signed in and one that is reported are erased alike, each with a receipt', async () => {
    const waiting = (await wire.call('/calls/flow', { tel: nextTel() })).data.sid;
    const signedIn = await signIn(wire, nextTel());
    wire.loseJobs();
    const reported = await report(wire, nextTel());
    const always = ['data_key', 'subject', 'sign_in', 'lookup_hashes'];
    for (const [sid, more] of [
      [waiting, []],
      [signedIn, []],
      [reported, ['record', 'report', 'score', 'tags']],
    ] as const) {
      const reply = await erase(wire, sid);
      expect(reply).toMatchObject({
        status: 0,
        action: 'done',
        data: { sid, reason: 'app', what: [...always, ...more] },
      });
      expect(await polls(wire, sid)).toEqual(allGone);
    }
  });

  test('a session is erased once: the same receipt comes back from DELETE and from its own path', async () => {
    const sid = await report(wire, nextTel());
    const { data } = await erase(wire, sid);
    wire.clock.now += 60;
    expect((await erase(wire, sid)).data).toEqual(data);
    expect((await wire.call(`/receipts/${data.receipt_id}`)).data).toEqual(data);
  });

  test('for another app neither session nor receipt exists', async () => {
    const { sid } = (await wire.call('/calls/flow', { tel: nextTel() })).data;
    const token = await wire.newToken(await createApp(wire.store.db, wire.journey.vault, 'other', wire.clock.now));
    const unknown = await erase(wire, `SID${'0'.repeat(32)}`, token);
    expect(unknown).toMatchObject({ status: 4016, data: {} });
    expect(await erase(wire, sid, token)).toEqual(unknown);
    const { data } = await erase(wire, sid);
    expect(await erase(wire, sid, token)).toEqual(unknown);
    const foreign = await wire.api.inject({ url: `/receipts/${data.receipt_id}`, query: { token } });
    expect(foreign.json()).toEqual(unknown);
  });

  test('what a backup holds sealed opens with no key that is left in the store', async () => {
    const sid = await report(wire, nextTel());
    await report(wire, nextTel()); // another session, whose key stays
    const { db } = wire.store;
    const backup = {
      session: await db.selectFrom('sessions').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow(),
      record: await db.selectFrom('records').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow(),
      report: await db.selectFrom('reports').selectAll().where('sid', '=', sid).executeTakeFirstOrThrow(),
    };
    const sealed = [
      [`subject:${sid}`, backup.session.subject_sealed],
      [`record:${sid}`, backup.record.body_sealed],
      [`columns:${sid}`, backup.record.columns_sealed],
      [`report:${sid}`, backup.report.body_sealed],
      [`score:${sid}`, backup.report.score_sealed],
      [`tags:${sid}`, backup.report.tags_sealed],
    ] as const;
    const opened = async () => {
      const keys = await keysLeft(wire.store, wire.journey.vault);
      expect(keys.length).toBeGreaterThan(0);
      return sealed.filter(([purpose, bytes]) => keys.some((key) => opens(key, purpose, bytes))).length;
    };
    expect(await opened()).toBe(sealed.length);
    await erase(wire, sid);
    expect(await opened()).toBe(0);
  });

  test('neither number nor uid is found in any row, plain or as a keyed hash; consent, receipt and audit stay', async () => {
    const tel = nextTel();
    const sid = await report(wire, tel, { uid: 'customer-number-77' });
    const needles = await needlesOf(wire.store, wire.journey.vault, tel, 'customer-number-77');
    expect(await rowsWith(wire.store, needles)).toContain('sessions');
    await erase(wire, sid);
    // How often a number was asked for is counted for a day, whoever erases what: nobody may be bombed with SMS.
    expect(await rowsWith(wire.store, needles)).toEqual(['flow_calls']);
    expect((await wire.call('/sessions', { tel })).data.sessions).toEqual([]);
    expect(await findConsent(wire.store.db, sid)).toMatchObject({ channel: 'assumed', withdrawnAt: null });
    const audit = await listAudit(wire.store.db, { sid, most: 100 });
    expect(audit.find(({ action }) => action === 'session.erased')).toMatchObject({
      actor: `app:${wire.app.appid}`,
      detail: { reason: 'app' },
    });
  });

  test('recoveries of the number that have ended go with it', async () => {
    const tel = nextTel();
    const sid = await report(wire, tel);
    const { name, id_card } = await wire.subscriber(tel);
    const { data } = await wire.call('/forget/pwd', { tel, user_name: name, user_id: id_card });
    await wire.journey.recoveries.end(wire.store.db, data.tid, 'failed', 4016);
    await erase(wire, sid);
    expect(await wire.store.db.selectFrom('recoveries').selectAll().where('tid', '=', data.tid).execute()).toEqual([]);
  });

  test('a record that a job was about to store is not stored', async () => {
    const sid = await signIn(wire, nextTel());
    wire.loseJobs();
    const { journey } = wire;
    /** Erases when the carrier is asked for the first time: everything is fetched, and nobody wants it. */
    let erased: Promise<unknown> | null = null;
    const meanwhile: Journey = {
      ...journey,
      openPortal(...visit) {
        erased ??= eraseSession(journey, { sid, appid: wire.app.appid }, { actor: 'subject', reason: 'subject' });
        return journey.openPortal(...visit);
      },
    };
    await fetchRecord(meanwhile, sid, true);
    await erased;
    expect(await polls(wire, sid)).toEqual(allGone);
    expect(await wire.store.db.selectFrom('records').select('sid').where('sid', '=', sid).execute()).toEqual([]);
  });

  test('a session whose place a later one takes is erased with a receipt too', async () => {
    const tel = nextTel();
    const older = (await wire.call('/calls/flow', { tel, uid: 'a' })).data.sid;
    await wire.call('/calls/flow', { tel, uid: 'b' });
    expect((await erase(wire, older)).data).toMatchObject({ sid: older, reason: 'replaced' });
  });

  describe('xiangdan receipt verify', () => {
    async function verify(change: Record<string, unknown> = {}, keyChange: Record<string, unknown> = {}) {
      const { sid } = (await wire.call('/calls/flow', { tel: nextTel() })).data;
      const reply = await erase(wire, sid);
      const key = (await wire.api.inject('/receipts/key')).json();
      const directory = mkdtempSync(join(tmpdir(), 'xiangdan-receipt-'));
      try {
        const [file, keyFile] = [join(directory, 'receipt.json'), join(directory, 'key.json')];
        writeFileSync(file, JSON.stringify({ ...reply, data: { ...reply.data, ...change } }));
        writeFileSync(keyFile, JSON.stringify({ ...key.data, ...keyChange }));
        await receiptCommand.run(['verify', file, '--key', keyFile]);
        return 'genuine';
      } catch (error) {
        return error instanceof Error ? error.message : 'no error';
      } finally {
        rmSync(directory, { recursive: true });
      }
    }

    test('finds a receipt genuine, by the key that needs no token', async () => {
      expect(await verify()).toBe('genuine');
    });

    test.each([
      { sid: `SID${'1'.repeat(32)}` },
      { receipt_id: 'RCP1' },
      { erased_at: '2026-11-20 12:00:01' },
      { reason: 'subject' },
      { what: ['data_key', 'subject', 'sign_in', 'lookup_hashes', 'record'] },
      { signature: Buffer.alloc(64).toString('base64') },
    ])('finds one with %o not genuine', async (change) => {
      expect(await verify(change)).toBe('The receipt is not genuine: its signature does not fit what it says.');
    });

    test('finds one of another installation not genuine', async () => {
      expect(await verify({}, { key_id: '0'.repeat(16) })).toContain('another one signed it');
      expect(await verify({}, { public_key: Buffer.alloc(32, 1).toString('base64') })).toContain('not genuine');
    });
  });
});
