/** Apps in the store: who may call the API, with sealed secrets. */

import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';
import { dateOf } from './sessions.ts';
import type { Vault } from './vault.ts';

export interface App {
  appid: string;
  name: string;
  appsecret: string;
  /** Switched off by an operator. */
  disabled: boolean;
  /** Unix seconds; null: no end. */
  contractUntil: number | null;
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
  return { appid, name, appsecret, disabled: false, contractUntil: null };
}

export async function findApp(db: Database, vault: Vault, appid: string): Promise<App | null> {
  const row = await db.selectFrom('apps').selectAll().where('appid', '=', appid).executeTakeFirst();
  if (!row) return null;
  return {
    appid: row.appid,
    name: row.name,
    appsecret: vault.openForApp(row.appid, Buffer.from(row.secret_sealed)),
    disabled: row.disabled_at !== null,
    contractUntil: row.contract_until ? row.contract_until.getTime() / 1000 : null,
  };
}

/** All apps by name, without their secrets. */
export async function listApps(db: Database): Promise<Omit<App, 'appsecret'>[]> {
  const rows = await db
    .selectFrom('apps')
    .select(['appid', 'name', 'disabled_at', 'contract_until'])
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    appid: row.appid,
    name: row.name,
    disabled: row.disabled_at !== null,
    contractUntil: row.contract_until ? row.contract_until.getTime() / 1000 : null,
  }));
}
