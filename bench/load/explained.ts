/** How PostgreSQL finds what the service asks for now and then: each query as the store sends it, explained, timed and rolled back. */

import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import {
  bucketsSince,
  countWaiting,
  outcomesSince,
  pushStatesSince,
  sessionStatesSince,
} from '../../src/store/console/overview.ts';
import type { Database } from '../../src/store/database.ts';
import { purgeRules } from '../../src/store/purge/purge-rules.ts';
import { expireIdle, findPastRetention } from '../../src/store/purge/purge-sessions.ts';
import { searchPushes } from '../../src/store/pushes/push-search.ts';
import { claimDuePushes, listPushes } from '../../src/store/pushes.ts';
import { countPendingPushes, countSessions, countWaitingFetches } from '../../src/store/sessions/figures.ts';
import { searchSessions } from '../../src/store/sessions/session-search.ts';
import { createSessions } from '../../src/store/sessions.ts';
import type { Tables } from '../../src/store/tables.ts';
import type { Vault } from '../../src/store/vault.ts';

export interface Plan {
  what: string;
  ms: number;
  /** Tables that were read from end to end, with how many rows they gave. */
  readWhole: string[];
}

interface Question {
  databaseUrl: string;
  vault: Vault;
  appid: string;
  tel: string;
}

const day = 86_400;

type Ask = (db: Database) => Promise<unknown>;

function questions({ vault, appid, tel }: Question): Record<string, Ask> {
  const now = Date.now() / 1000;
  const sessions = createSessions(vault);
  const page = { after: null, most: 51 };
  const rules = purgeRules({ retentionDays: 30, flowWindowSeconds: day });
  return {
    'GET /sessions?tel=': (db) => sessions.search(db, appid, { tel }, 101),
    'GET /sessions?uid=': (db) => sessions.search(db, appid, { uid: 'order-3' }, 101),
    'GET /sessions (newest)': (db) => sessions.search(db, appid, {}, 101),
    'flow: open sessions of a number': (db) => sessions.findOpenByTel(db, appid, tel),
    'claim of due pushes': (db) =>
      claimDuePushes(db, { perApp: 10, most: 100 }, { now, until: now + 45, takesOver: true, firstWaitSeconds: 0 }),
    'list of failed pushes': (db) => listPushes(db, { state: 'failed' }, 50),
    'jobs: sessions in work': (db) => sessions.findInWork(db, now - 120),
    'metrics: sessions by state': (db) => countSessions(db, now),
    'metrics: pending pushes': countPendingPushes,
    'admission: waiting fetches': (db) => countWaitingFetches(db, 1000),
    'purge: past retention': (db) => findPastRetention(db, { retentionDays: 30, shortDays: 7 }, now, 100),
    'purge: idle sessions': (db) => expireIdle(db, now - 600, now, 100),
    ...Object.fromEntries(rules.map(({ name, run }) => [`purge: ${name}`, (db: Database) => run(db, now, 100)])),
    'console: outcomes of a day': (db) => outcomesSince(db, now - day),
    'console: outcomes of a week': (db) => outcomesSince(db, now - 7 * day),
    'console: hours of a day': (db) => bucketsSince(db, now - day, 3600),
    'console: states of a day': (db) => sessionStatesSince(db, now - day),
    'console: pushes of a day': (db) => pushStatesSince(db, now - day),
    'console: what waits': countWaiting,
    'console: search by number': (db) => searchSessions(db, vault, { tel }, page),
    'console: search, failed': (db) => searchSessions(db, vault, { state: 'query_failed' }, page),
    'console: search, a carrier': (db) => searchSessions(db, vault, { carrier: 'unicom' }, page),
    'console: pushes, newest': (db) => searchPushes(db, {}, page),
    'console: pushes of a kind': (db) => searchPushes(db, { kind: 'report' }, page),
  };
}

export async function explainAll(question: Question): Promise<Plan[]> {
  let asked: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: question.databaseUrl, max: 2 }) }),
    log: ({ query }) => void asked.push(query),
  });
  const client = new pg.Client({ connectionString: question.databaseUrl });
  await client.connect();
  const plans: Plan[] = [];
  try {
    for (const [what, ask] of Object.entries(questions(question))) {
      asked = [];
      await db
        .transaction()
        .execute(async (transaction) => {
          await ask(transaction);
          throw new RolledBack();
        })
        .catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error;
        });
      for (const query of asked.filter((one) => !/^(begin|commit|rollback|set )/i.test(one.sql)))
        plans.push({ what, ...(await explain(client, query)) });
    }
  } finally {
    await client.end();
    await db.destroy();
  }
  return plans;
}

class RolledBack extends Error {}

async function explain(client: pg.Client, query: CompiledQuery): Promise<Omit<Plan, 'what'>> {
  await client.query('begin');
  try {
    const text = `explain (analyze, format json) ${query.sql}`;
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }>(text, [
      ...query.parameters,
    ]);
    const [found] = rows[0]?.['QUERY PLAN'] ?? [];
    if (!found) throw new Error('PostgreSQL explained nothing');
    const readWhole = nodesOf(found.Plan)
      .filter(
        (node) =>
          node['Node Type'] === 'Seq Scan' && (node['Rows Removed by Filter'] ?? 0) + node['Actual Rows'] > 1000,
      )
      .map((node) => `${node['Relation Name']}: ${(node['Rows Removed by Filter'] ?? 0) + node['Actual Rows']} rows`);
    return { ms: found['Execution Time'], readWhole };
  } finally {
    await client.query('rollback');
  }
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
