/** The audit: appended by everybody, chained by one, changed by nobody. */

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTestPlace, openTestStore, storeKinds, type TestPlace } from '../../test/store-kinds.ts';
import { head, sealAudit, verifyAudit } from './audit/audit-chain.ts';
import { appendAudit, listAudit } from './audit.ts';
import type { Store } from './database.ts';
import { createVault } from './vault.ts';

describe.each(storeKinds)('on %s', (kind) => {
  const vault = createVault(Buffer.alloc(32, 7));
  let place: TestPlace;
  let store: Store;
  beforeAll(async () => {
    place = await newTestPlace(kind);
    store = await openTestStore(place);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  const append = (n: number, db = store.db) =>
    appendAudit(db, {
      at: 1_795_147_200 + n,
      actor: 'app:a1',
      action: 'record.read',
      appid: n % 2 ? 'a1' : null,
      sid: `SID${n}`,
      detail: { z: true, a: n },
    });
  /** What somebody who owns the database can do: take the rules off first. */
  async function tamper(statement: string): Promise<void> {
    const rules = await sql<{ definition: string }>`select definition from pg_rules where tablename = 'audit'`.execute(
      store.db,
    );
    for (const name of ['audit_stays', 'audit_remains']) await sql.raw(`drop rule ${name} on audit`).execute(store.db);
    await sql.raw(statement).execute(store.db);
    for (const { definition } of rules.rows) await sql.raw(definition).execute(store.db);
  }

  test('rows are listed by session, app and time, oldest first, before and after they are sealed', async () => {
    for (let n = 1; n <= 6; n += 1) await append(n);
    const list = async (filter: object) =>
      (await listAudit(store.db, { most: 100, ...filter })).map(({ at }) => at % 100);
    expect(await list({})).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await list({ appid: 'a1' })).toEqual([1, 3, 5]);
    expect(await list({ sid: 'SID4' })).toEqual([4]);
    expect(await list({ since: 1_795_147_205, most: 1 })).toEqual([6]);
    expect((await listAudit(store.db, { sid: 'SID4', most: 1 }))[0]).toMatchObject({
      seq: null,
      detail: { a: 4, z: true },
    });
  });

  test('sealing chains what has committed; what commits later is chained later', async () => {
    expect(await sealAudit(store.db, vault)).toBe(6);
    expect(await sealAudit(store.db, vault)).toBe(0);
    await append(7);
    expect(await sealAudit(store.db, vault)).toBe(1);
    const report = await verifyAudit(store.db, vault, null);
    expect(report).toMatchObject({ rows: 7, first: { seq: 1 }, last: { seq: 7 }, broken: null });
    expect(report.last).toEqual(await head(store.db));
  });

  test('more rows than a batch are sealed in one go', async () => {
    await sql`insert into audit (at, actor, action, detail) select now(), 'system', 'many', '{}' from generate_series(1, 1200)`.execute(
      store.db,
    );
    expect(await sealAudit(store.db, vault)).toBe(1200);
    expect(await verifyAudit(store.db, vault, null)).toMatchObject({ rows: 1207, broken: null });
  });

  test.each([
    "update audit set actor = 'app:b2' where sid = 'SID2'",
    "update audit set seq = null, hash = null where sid = 'SID2'",
    "delete from audit where sid = 'SID2'",
    'delete from audit',
  ])('the store refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(store.db)).rejects.toThrow('the audit is append-only: row');
  });

  test('an unsealed row may be sealed and nothing else', async () => {
    await append(8);
    const change = sql
      .raw("update audit set detail = '{}', seq = 9000, hash = '' where sid = 'SID8'")
      .execute(store.db);
    await expect(change).rejects.toThrow('append-only');
    await expect(sql.raw("delete from audit where sid = 'SID8'").execute(store.db)).rejects.toThrow('append-only');
    expect(await sealAudit(store.db, vault)).toBe(1);
  });

  test('a chain made under another master key cannot be verified, so none can be forged without it', async () => {
    await expect(verifyAudit(store.db, createVault(Buffer.alloc(32, 8)), null)).rejects.toThrow();
  });

  test('an anchor that was noted holds; one of another chain does not', async () => {
    const anchor = await head(store.db);
    if (!anchor) throw new Error('nothing is sealed');
    await append(9);
    await sealAudit(store.db, vault);
    expect(await verifyAudit(store.db, vault, anchor)).toMatchObject({ broken: null });
    const other = { ...anchor, hash: 'f'.repeat(64) };
    expect(await verifyAudit(store.db, vault, other)).toMatchObject({ broken: { seq: anchor.seq } });
  });

  test('rows cut off at the end are found out by the anchor, and by nothing else', async () => {
    const anchor = await head(store.db);
    await tamper("delete from audit where sid = 'SID9'");
    expect(await verifyAudit(store.db, vault, null)).toMatchObject({ broken: null });
    expect(await verifyAudit(store.db, vault, anchor)).toMatchObject({ broken: { seq: anchor?.seq } });
  });

  test('the first changed row is named, and the first missing one', async () => {
    await tamper("update audit set sid = 'SID6x' where sid = 'SID6'");
    expect(await verifyAudit(store.db, vault, null)).toMatchObject({ rows: 5, broken: { seq: 6 } });
    await tamper("delete from audit where sid = 'SID3'");
    expect(await verifyAudit(store.db, vault, null)).toMatchObject({ rows: 2, last: { seq: 2 }, broken: { seq: 3 } });
  });
});

describe('several transactions at once', () => {
  test.runIf(storeKinds.includes('postgres'))(
    'a row that commits after later ones were sealed is chained after them; two sealers do not disturb each other',
    async () => {
      const vault = createVault(Buffer.alloc(32, 7));
      const place = await newTestPlace('postgres');
      const store = await openTestStore(place);
      const entry = { at: 1, actor: 'system', appid: null, sid: null, detail: {} };
      await store.db.transaction().execute(async (slow) => {
        await appendAudit(slow, { ...entry, action: 'slow' });
        await appendAudit(store.db, { ...entry, action: 'quick' });
        expect(await sealAudit(store.db, vault)).toBe(1);
      });
      await Promise.all(Array.from({ length: 50 }, (_, n) => appendAudit(store.db, { ...entry, action: `a${n}` })));
      const sealed = await Promise.all([1, 2, 3, 4].map(() => sealAudit(store.db, vault)));
      expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(51);
      const rows = await store.db.selectFrom('audit').select('action').orderBy('seq').limit(2).execute();
      expect(rows.map(({ action }) => action)).toEqual(['quick', 'slow']);
      expect(await verifyAudit(store.db, vault, null)).toMatchObject({ rows: 52, broken: null });
      await store.close();
      await place.remove();
    },
  );
});
