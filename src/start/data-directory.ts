/** The data directory of one installation: made, locked, and holding the master key and the demo app's credentials. */

import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createApp, findApp } from '../store/apps.ts';
import { setAccount } from '../store/console/accounts.ts';
import { hashPassword } from '../store/console/password-hash.ts';
import type { Database } from '../store/database.ts';
import type { Vault } from '../store/vault.ts';

/** Throws an Error with one sentence when the directory cannot be made or written. */
export function makeDataDirectory(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    makeWithParents(path);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR' });
    accessSync(path, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error;
    throw new Error(`DATA_DIR ${path} cannot be written (${why}): choose another directory or change its owner.`);
  }
  return path;
}

/** Not mkdir's own `recursive`: under a parent that cannot hold it (`/proc`) that one tries for ever (Node 24.21). */
function makeWithParents(path: string): void {
  if (existsSync(path)) return;
  makeWithParents(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** The key in `master.key`, generated at the first start. Whoever loses it loses everything that is sealed. */
export function loadMasterKey(dataDir: string): Buffer {
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    throw new Error(
      `${file} holds ${text.length} characters, expected 64 hex digits: restore it from a backup, or set MASTER_KEY.`,
    );
  }
  return Buffer.from(text, 'hex');
}

interface DemoApp {
  appid: string;
  appsecret: string;
  console: { user: string; password: string };
}

/** Makes the demo app and the first console account once, and leaves their credentials in `demo-app.json` (mode 0600). */
export async function ensureDemoApp(dataDir: string, db: Database, vault: Vault, now: number): Promise<DemoApp> {
  const file = join(dataDir, 'demo-app.json');
  if (existsSync(file)) {
    const demo: DemoApp = JSON.parse(readFileSync(file, 'utf8'));
    if (await findApp(db, vault, demo.appid)) return demo;
  }
  const { appid, appsecret } = await createApp(db, vault, 'demo', now);
  const demo: DemoApp = {
    appid,
    appsecret,
    console: { user: 'operator', password: randomBytes(12).toString('base64url') },
  };
  await setAccount(db, demo.console.user, await hashPassword(demo.console.password), 'operator', now);
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}
