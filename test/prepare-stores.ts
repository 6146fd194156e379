/** Before all tests: one migrated PGlite directory and one migrated PostgreSQL database, which each test's store is a copy of. */

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createQueues } from '../src/jobs/worker.ts';
import { createPgliteIfMissing } from '../src/store/database/create-pglite.ts';
import { openPglite, openPostgres, type Store } from '../src/store/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    pgliteTemplate: string;
    postgresTemplate: { url: string; name: string } | null;
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'xiangdan-test-'));
  const pgliteTemplate = join(folder, 'pglite');
  await createPgliteIfMissing(pgliteTemplate);
  await installJobs(await openPglite(pgliteTemplate));
  project.provide('pgliteTemplate', pgliteTemplate);

  const url = process.env.TEST_DATABASE_URL;
  const template = url ? await preparePostgres(url) : null;
  project.provide('postgresTemplate', template);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (template) await onServer(template.url, `drop database if exists ${template.name} with (force)`);
  };
}

async function preparePostgres(url: string) {
  const name = `xiangdan_template_${process.pid}`;
  await onServer(url, `create database ${name}`);
  await installJobs(await openPostgres(databaseUrl(url, name)));
  return { url, name };
}

async function installJobs(store: Store): Promise<void> {
  const boss = store.newBoss((error) => {
    throw error;
  });
  await boss.start();
  await createQueues(boss);
  await boss.stop({ graceful: false });
  await store.close();
}

export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export function copyDirectory(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}
