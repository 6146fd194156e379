/** A fresh store per test, on PGlite and, with TEST_DATABASE_URL, on PostgreSQL too. */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openPglite, openPostgres, type Store } from '../src/store/database.ts';
import { lendPglite } from './lent-pglite.ts';
import { copyDirectory, databaseUrl, onServer } from './prepare-stores.ts';

export type StoreKind = 'pglite' | 'postgres';

/** For `describe.each`. */
export const storeKinds: StoreKind[] = process.env.TEST_DATABASE_URL ? ['pglite', 'postgres'] : ['pglite'];

/** Where a test's store is: a data directory of its own, and a database of its own when the kind is PostgreSQL. */
export interface TestPlace {
  dataDir: string;
  databaseUrl: string | null;
  remove(): Promise<void>;
}

export async function newTestPlace(kind: StoreKind): Promise<TestPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-data-'));
  const removeDirectory = () => rmSync(dataDir, { recursive: true, force: true });
  if (kind === 'pglite') {
    copyDirectory(inject('pgliteTemplate'), join(dataDir, 'pglite'));
    return { dataDir, databaseUrl: null, remove: async () => removeDirectory() };
  }
  const template = inject('postgresTemplate');
  if (!template) throw new Error('TEST_DATABASE_URL is not set');
  const name = `xiangdan_test_${randomBytes(6).toString('hex')}`;
  await onServer(template.url, `create database ${name} template ${template.name}`);
  return {
    dataDir,
    databaseUrl: databaseUrl(template.url, name),
    async remove() {
      removeDirectory();
      await onServer(template.url, `drop database if exists ${name} with (force)`);
    },
  };
}

export function openTestStore(place: TestPlace): Promise<Store> {
  return place.databaseUrl ? openPostgres(place.databaseUrl) : openPglite(join(place.dataDir, 'pglite'));
}

/** A fresh store whose place nobody but this process needs; its `close` removes it. */
export async function lendStore(kind: StoreKind): Promise<Store> {
  if (kind === 'pglite') return lendPglite(inject('pgliteTemplate'));
  const place = await newTestPlace(kind);
  const store = await openTestStore(place);
  return {
    ...store,
    async close() {
      await store.close();
      await place.remove();
    },
  };
}
