/** The chain over the audit: each committed row is given its place and a keyed hash over it and the row before. */

import { createHmac, createSecretKey } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { AuditTable } from '../tables.ts';
import type { Vault } from '../vault.ts';

/** Any constant other than the migrations': one node seals at a time. */
const advisoryLock = 7_206_009;
const batchRows = 500;
/** What the first row is chained to. */
const beginning = '0'.repeat(64);

/** The head of the chain: note it outside the database, and a chain cut short or rewritten later is found out. */
export interface Anchor {
  seq: number;
  hash: string;
}

export interface ChainReport {
  rows: number;
  first: Anchor | null;
  last: Anchor | null;
  /** The first place where the chain does not hold, and what is wrong there. */
  broken: { seq: number; why: string } | null;
}

/**
 * Chains what has committed; gives how many rows, 0 also when another node is at it.
 * Readers of records never wait for it: they insert unchained rows, and a lock in each of them would let one read a time through.
 */
export async function sealAudit(db: Database, vault: Vault): Promise<number> {
  let sealed = 0;
  for (let rows = batchRows; rows === batchRows; sealed += rows) rows = await sealBatch(db, vault);
  return sealed;
}

async function sealBatch(db: Database, vault: Vault): Promise<number> {
  // Looked for every second on every worker: a transaction and its lock only where there is something to seal.
  const waiting = await db.selectFrom('audit').select('id').where('seq', 'is', null).limit(1).executeTakeFirst();
  if (!waiting) return 0;
  return db.transaction().execute(async (trx) => {
    const lock = await sql<{
      ours: boolean;
    }>`select pg_try_advisory_xact_lock(${sql.lit(advisoryLock)}) as ours`.execute(trx);
    if (!lock.rows[0]?.ours) return 0;
    const rows = await trx
      .selectFrom('audit')
      .selectAll()
      .where('seq', 'is', null)
      .orderBy('id')
      .limit(batchRows)
      .execute();
    if (rows.length === 0) return 0;
    const key = await chainKey(trx, vault);
    let { seq, hash } = (await head(trx)) ?? { seq: 0, hash: beginning };
    const links = rows.map((row) => {
      seq += 1;
      hash = linkHash(key, hash, seq, row);
      return sql`(${row.id}::bigint, ${seq}::bigint, ${hash}::text)`;
    });
    await sql`update audit set seq = link.seq, hash = link.hash
      from (values ${sql.join(links)}) as link (id, seq, hash) where audit.id = link.id`.execute(trx);
    return rows.length;
  });
}

/** The newest place in the chain; null while nothing is sealed. */
export async function head(db: Database): Promise<Anchor | null> {
  const row = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && row.seq !== null && row.hash !== null ? { seq: row.seq, hash: row.hash } : null;
}

/** Walks the whole chain. `anchor` is a head that was noted earlier: it must still be there. */
export async function verifyAudit(db: Database, vault: Vault, anchor: Anchor | null): Promise<ChainReport> {
  const key = await chainKey(db, vault);
  const report: ChainReport = { rows: 0, first: null, last: null, broken: null };
  for (;;) {
    const after = report.last?.seq ?? 0;
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(batchRows * 4)
      .execute();
    for (const row of rows) {
      const seq = (report.last?.seq ?? 0) + 1;
      const why = faultOf(key, row, { seq: seq - 1, hash: report.last?.hash ?? beginning }, anchor);
      if (why !== null) return { ...report, broken: { seq, why } };
      report.last = { seq, hash: row.hash ?? '' };
      report.first ??= report.last;
      report.rows += 1;
    }
    if (rows.length === 0) break;
  }
  if (anchor && anchor.seq > (report.last?.seq ?? 0)) {
    report.broken = { seq: anchor.seq, why: 'the chain ends before the anchor: rows have been cut off' };
  }
  return report;
}

function faultOf(key: Buffer, row: Selectable<AuditTable>, before: Anchor, anchor: Anchor | null): string | null {
  const seq = before.seq + 1;
  if (row.seq !== seq) return `row ${seq} is missing: ${row.seq} follows ${before.seq}`;
  if (row.hash !== linkHash(key, before.hash, seq, row)) return 'the row is not what was sealed';
  if (anchor?.seq === seq && anchor.hash !== row.hash) return 'the anchor noted another hash';
  return null;
}

function linkHash(key: Buffer, before: string, seq: number, row: Selectable<AuditTable>): string {
  const { at, actor, action, appid, sid, detail } = row;
  const canonical = JSON.stringify([seq, at.toISOString(), actor, action, appid, sid, detail]);
  return createHmac('sha256', createSecretKey(key)).update(`${before}\n${canonical}`).digest('hex');
}

/** Made at the first sealing. Wrapped by the master key: who can write the database alone cannot forge a chain. */
async function chainKey(db: Database, vault: Vault): Promise<Buffer> {
  const find = () => db.selectFrom('own_keys').select('key_wrapped').where('name', '=', 'audit').executeTakeFirst();
  const found = await find();
  if (found) return vault.unwrapDataKey('audit', Buffer.from(found.key_wrapped));
  await db
    .insertInto('own_keys')
    .values({ name: 'audit', key_wrapped: vault.newDataKey('audit').wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await find();
  if (!made) throw new Error('the key of the audit chain was inserted and is not there');
  return vault.unwrapDataKey('audit', Buffer.from(made.key_wrapped));
}
