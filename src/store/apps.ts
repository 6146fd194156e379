/** Apps in the store: who may call the API, with sealed secrets. */

import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { type Access, accessOf } from './apps/app-access.ts';
import { appColumns } from './database/columns.ts';
import { dateOf } from './database/date-of.ts';
import { anyOf, gathered } from './database/gathered.ts';
import type { Database } from './database.ts';
import { type PushKind, pushKinds } from './pushes/push-kinds.ts';
import type { AppsTable } from './tables.ts';
import type { Vault } from './vault.ts';

export interface App {
  appid: string;
  name: string;
  appsecret: string;
  /** Switched off by an operator. */
  disabled: boolean;
  /** Unix seconds; null: no end. */
  contractUntil: number | null;
  pushes: PushSettings;
  access: Access;
}

/** Where an app wants its pushes; null: not at all. */
export interface PushSettings {
  urls: Record<PushKind, string | null>;
  /** The result goes out in its encrypted form (wire contract §7). */
  encrypted: boolean;
}

/** Makes an app with fresh credentials: appid 16 and appsecret 64 lower-case hex. */
export async function createApp(db: Database, vault: Vault, name: string, now: number): Promise<App> {
  const appid = randomBytes(8).toString('hex');
  const appsecret = randomBytes(32).toString('hex');
  await db
    .insertInto('apps')
    .values({
      appid,
      name,
      secret_sealed: vault.sealForApp(appid, appsecret),
      disabled_at: null,
      contract_until: null,
      created_at: dateOf(now),
    })
    .execute();
  const urls = { auth: null, result: null, report: null, tags: null };
  const access: Access = {
    scopes: null,
    thirdParty: 'whole',
    ipAllow: null,
    tokensPerHour: null,
    callsPerMinute: null,
  };
  return { appid, name, appsecret, disabled: false, contractUntil: null, pushes: { urls, encrypted: false }, access };
}

export async function findApp(db: Database, vault: Vault, appid: string): Promise<App | null> {
  const row = await findRow(db, appid);
  if (!row) return null;
  return { ...withoutSecret(row), appsecret: vault.openForApp(row.appid, Buffer.from(row.secret_sealed)) };
}

const findRow = gathered<string, Selectable<AppsTable> | null>(async (db, appids) => {
  const rows = await db.selectFrom('apps').select(appColumns).where('appid', '=', anyOf(appids, 'text')).execute();
  const found = new Map(rows.map((row) => [row.appid, row]));
  return appids.map((appid) => found.get(appid) ?? null);
});

/** All apps by name, without their secrets. */
export async function listApps(db: Database): Promise<Omit<App, 'appsecret'>[]> {
  const rows = await db.selectFrom('apps').selectAll().orderBy('name').execute();
  return rows.map(withoutSecret);
}

function withoutSecret(row: Selectable<AppsTable>): Omit<App, 'appsecret'> {
  return {
    appid: row.appid,
    name: row.name,
    disabled: row.disabled_at !== null,
    contractUntil: row.contract_until ? row.contract_until.getTime() / 1000 : null,
    pushes: {
      urls: {
        auth: row.push_auth_url,
        result: row.push_result_url,
        report: row.push_report_url,
        tags: row.push_tags_url,
      },
      encrypted: row.push_encrypted,
    },
    access: accessOf(row),
  };
}

/** What is not named stays as it is. False when there is no such app. */
export async function setAppPushes(
  db: Database,
  appid: string,
  { urls, encrypted }: { urls: Partial<PushSettings['urls']>; encrypted?: boolean },
): Promise<boolean> {
  const named = pushKinds.filter((kind) => urls[kind] !== undefined);
  const change = {
    ...Object.fromEntries(named.map((kind) => [`push_${kind}_url`, urls[kind]])),
    ...(encrypted === undefined ? {} : { push_encrypted: encrypted }),
  };
  // SQL has no update that sets nothing.
  if (Object.keys(change).length === 0) {
    const found = await db.selectFrom('apps').select('appid').where('appid', '=', appid).executeTakeFirst();
    return found !== undefined;
  }
  const updated = await db.updateTable('apps').set(change).where('appid', '=', appid).executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** A new appsecret. The old one ends at once, and with it the tokens that it was good for. Null when there is no such app. */
export async function rotateApp(db: Database, vault: Vault, appid: string): Promise<string | null> {
  const appsecret = randomBytes(32).toString('hex');
  return db.transaction().execute(async (transaction) => {
    const updated = await transaction
      .updateTable('apps')
      .set({ secret_sealed: vault.sealForApp(appid, appsecret) })
      .where('appid', '=', appid)
      .executeTakeFirst();
    if (updated.numUpdatedRows !== 1n) return null;
    await transaction.deleteFrom('tokens').where('appid', '=', appid).execute();
    return appsecret;
  });
}

/** Its calls are refused and its pushes fail from now on. False when there is no such app. */
export async function disableApp(db: Database, appid: string, now: number): Promise<boolean> {
  const updated = await db
    .updateTable('apps')
    .set({ disabled_at: dateOf(now) })
    .where('appid', '=', appid)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Its calls are taken again, with the tokens that it still has. False when there is no such app. */
export async function enableApp(db: Database, appid: string): Promise<boolean> {
  const updated = await db.updateTable('apps').set({ disabled_at: null }).where('appid', '=', appid).executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
