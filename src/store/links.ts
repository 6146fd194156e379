/** One-time links to the phone page: secrets as hashes only, what the app said and the subscriber's consent sealed. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { dateOf } from './database/date-of.ts';
import type { Database } from './database.ts';
import type { Subject } from './sessions.ts';
import type { LinksTable } from './tables.ts';
import { deleteWithKeys, withNewKey, wrappedKeyOf } from './vault/data-keys.ts';
import { open, seal, type Vault } from './vault.ts';

/** What the subscriber agreed to on the page, before anything was opened: the hash is that of the text which was shown. */
export interface PageConsent {
  language: 'zh' | 'en';
  textHash: string;
}

export interface LinkContent {
  /** What goes to `openSession`; `tel` is '' when the app named none. */
  subject: Subject;
  telLocked: boolean;
  /** Where the page leads back to; null: nowhere. */
  redirectUrl: string | null;
  /** Handed back to the app as it came. */
  state: string;
  consent: PageConsent | null;
  /** The carrier's last words to a recovery, a new random password perhaps, until the subscriber has read them. */
  recovery: { isDone: boolean; content: string } | null;
}

export interface Link {
  id: string;
  appid: string;
  content: LinkContent;
  /** As it was read. Sealed afresh at every change, so it tells one version from the next. */
  contentSealed: Buffer;
  dataKey: Buffer;
  sid: string | null;
  tid: string | null;
  expiresAt: number;
}

/** What is not named stays as it is. */
export type LinkChange = Partial<Pick<Link, 'content' | 'sid' | 'tid'>>;

export interface NewLink {
  id: string;
  secret: string;
  appid: string;
  content: LinkContent;
  now: number;
  expiresAt: number;
}

type Row = Selectable<LinksTable> & { key_wrapped: Uint8Array | null };

const wrappedKey = wrappedKeyOf('links.id');

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

export async function insertLink(db: Database, vault: Vault, link: NewLink): Promise<void> {
  const { dataKey, wrapped } = vault.newDataKey(link.id);
  await withNewKey(db, link.id, wrapped)
    .insertInto('links')
    .values({
      id: link.id,
      appid: link.appid,
      secret_hash: hashOf(link.secret),
      browser_hash: null,
      content_sealed: sealContent(link.id, dataKey, link.content),
      sid: null,
      tid: null,
      created_at: dateOf(link.now),
      expires_at: dateOf(link.expiresAt),
    })
    .execute();
}

/** Binds the link to the browser if none has it yet, and gives it to the browser that has it. A wrong secret is `unknown`. */
export async function bindLink(
  db: Database,
  vault: Vault,
  { id, secret, browser, expiresAt }: { id: string; secret: string; browser: string; expiresAt: number },
): Promise<Link | 'unknown' | 'elsewhere'> {
  const bound = await db
    .updateTable('links')
    .set({ browser_hash: hashOf(browser), expires_at: dateOf(expiresAt) })
    .where('id', '=', id)
    .where('secret_hash', '=', hashOf(secret))
    .where('browser_hash', 'is', null)
    .returningAll()
    .returning(wrappedKey)
    .executeTakeFirst();
  if (bound) return linkOf(vault, bound) ?? 'unknown';
  const row = await db
    .selectFrom('links')
    .selectAll()
    .select(wrappedKey)
    .where('id', '=', id)
    .where('secret_hash', '=', hashOf(secret))
    .executeTakeFirst();
  if (!row) return 'unknown';
  return isOf(row, browser) ? (linkOf(vault, row) ?? 'unknown') : 'elsewhere';
}

/** Null for another browser than the one that opened it. */
export async function findLink(db: Database, vault: Vault, id: string, browser: string): Promise<Link | null> {
  const row = await db.selectFrom('links').selectAll().select(wrappedKey).where('id', '=', id).executeTakeFirst();
  return row && isOf(row, browser) ? linkOf(vault, row) : null;
}

/** Whoever's it is, as it is now; null when it is gone. */
export async function rereadLink(db: Database, vault: Vault, { id }: Link): Promise<Link | null> {
  const row = await db.selectFrom('links').selectAll().select(wrappedKey).where('id', '=', id).executeTakeFirst();
  return row ? linkOf(vault, row) : null;
}

function isOf({ browser_hash }: Selectable<LinksTable>, browser: string): boolean {
  return browser_hash !== null && timingSafeEqual(Buffer.from(browser_hash), hashOf(browser));
}

/** False when another tab's call changed the link after it was read: then nothing is kept. */
export async function keepLink(db: Database, link: Link, change: LinkChange): Promise<boolean> {
  const { id, dataKey, content, sid, tid } = { ...link, ...change };
  const kept = await db
    .updateTable('links')
    .set({ content_sealed: sealContent(id, dataKey, content), sid, tid })
    .where('id', '=', id)
    .where('content_sealed', '=', link.contentSealed)
    .executeTakeFirst();
  return kept.numUpdatedRows === 1n;
}

/** Whosever they are; how many there were. */
export async function dropEndedLinks(db: Database, now: number): Promise<number> {
  return deleteWithKeys(db, { table: 'links', id: 'id' }, sql`expires_at < ${dateOf(now)}`);
}

function sealContent(id: string, dataKey: Buffer, content: LinkContent): Buffer {
  return seal(dataKey, `link:${id}`, Buffer.from(JSON.stringify(content)));
}

/** Null when its key is gone: it came with a backup that had none. */
function linkOf(vault: Vault, row: Row): Link | null {
  if (!row.key_wrapped) return null;
  const dataKey = vault.unwrapDataKey(row.id, Buffer.from(row.key_wrapped));
  const contentSealed = Buffer.from(row.content_sealed);
  return {
    id: row.id,
    appid: row.appid,
    // Sealed and authenticated: what opens is what `insertLink` and `keepLink` wrote.
    content: JSON.parse(open(dataKey, `link:${row.id}`, contentSealed).toString()),
    contentSealed,
    dataKey,
    sid: row.sid,
    tid: row.tid,
    expiresAt: row.expires_at.getTime() / 1000,
  };
}
