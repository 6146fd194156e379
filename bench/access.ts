/**
 * What access control costs: a read of a record with its audit row, and whether a foreign sid can be told from an unknown one by time.
 *
 * `node bench/access.ts [postgres://…/empty-database]`; without an address on PGlite in a temporary directory.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDirectory } from '../src/directory-files.ts';
import { createLog } from '../src/log.ts';
import { newJourney } from '../src/start/new-journey.ts';
import { setAppAccess, thirdPartyOf } from '../src/store/apps/app-access.ts';
import { insertToken } from '../src/store/apps/tokens.ts';
import { createApp } from '../src/store/apps.ts';
import { sealAudit } from '../src/store/audit/audit-chain.ts';
import { appendAudit } from '../src/store/audit.ts';
import { createPgliteIfMissing } from '../src/store/database/create-pglite.ts';
import { openPglite, openPostgres } from '../src/store/database.ts';
import { insertReport, packDocument } from '../src/store/sessions/documents.ts';
import { createVault } from '../src/store/vault.ts';
import { buildApi } from '../src/wire/build-api.ts';

const runs = 500;
const tel = '13001000012';

const [url] = process.argv.slice(2);
const directory = join(mkdtempSync(join(tmpdir(), 'xiangdan-bench-')), 'pglite');
if (!url) await createPgliteIfMissing(directory);
const store = url ? await openPostgres(url) : await openPglite(directory);
const vault = createVault(randomBytes(32));
const never = new AbortController().signal;
const journey = newJourney({
  db: store.db,
  vault,
  directory: loadDirectory(),
  carrierBaseUrls: {},
  enqueueFetch: async () => undefined,
  enqueueReport: async () => undefined,
  log: createLog('silent'),
  flowLimits: [],
  retentionDays: 30,
  stopping: never,
  cutOff: never,
});
const api = buildApi(journey, [], { callsPerMinute: 1_000_000, tokensPerHour: 1_000_000 });
const { db } = store;
const now = journey.now();
const own = await createApp(db, vault, 'own', now);
const other = await createApp(db, vault, 'other', now);
const tokens = { own: randomBytes(16).toString('hex'), other: randomBytes(16).toString('hex') };
const usual = { issuedAt: now, expiresAt: now + 7200, mostPerHour: 600 };
await insertToken(db, { ...usual, token: tokens.own, appid: own.appid });
await insertToken(db, { ...usual, token: tokens.other, appid: other.appid });

/** A report of 200 counterparts, about the size of a usual one. */
const rows = Array.from({ length: 200 }, (_, n) => ({
  format_tel: String(13_001_000_000 + n),
  call_times: n,
  call_length: n * 7,
}));
const packed = await packDocument({ status: 0, action: 'done', msg: 'OK', data: { calls_sa_by_times: rows } });
const sid = `SID${randomBytes(16).toString('hex')}`;
const subject = { tel, uid: 'u1', userInfo: null, userContacts: [] };
const place = { carrier: 'unicom', province: '河南', city: '郑州' } as const;
await journey.sessions.insert(db, { sid, appid: own.appid, ...place, subject, step: {}, now });
for (const state of ['authorised', 'fetching', 'fetched', 'reported'] as const) {
  const session = await journey.sessions.find(db, sid);
  if (!session) throw new Error('the session of this run is gone');
  const documents = { report: packed, score: packed, tags: packed };
  const inserts = state === 'reported' ? [insertReport(session, documents, now)] : [];
  await journey.sessions.move(db, session, state, { inserts });
}

async function timesOf(act: () => Promise<unknown>, count = runs): Promise<number[]> {
  for (let n = 0; n < 50; n += 1) await act();
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await act();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}
const at = (times: number[], share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
const show = (what: string, times: number[]) =>
  console.log(`${what.padEnd(44)} p50 ${at(times, 0.5)} ms  p95 ${at(times, 0.95)} ms`);

const call = (path: string, token: string, of: string) =>
  api.inject({ url: path, query: { token, sid: of }, headers: { 'accept-encoding': 'gzip' } });
const read = () => call('/calls/report', tokens.own, sid);
if ((await read()).headers['content-encoding'] !== 'gzip') throw new Error('the report of this run cannot be read');

show('GET /calls/report, whole', await timesOf(read));
const entry = { at: now, actor: `app:${own.appid}`, action: 'report.read', appid: own.appid, sid, detail: {} };
show('  of which its audit row', await timesOf(() => appendAudit(db, entry)));
show('  of which whether numbers are masked', await timesOf(() => thirdPartyOf(db, own.appid)));
await setAppAccess(db, own.appid, { thirdParty: 'masked' });
show('GET /calls/report, masked', await timesOf(read));
const begun = performance.now();
const sealed = await sealAudit(db, vault);
console.log(`sealing ${sealed} rows: ${((performance.now() - begun) / sealed).toFixed(3)} ms a row`);

/** Taken in turns, so that both see the same machine. */
const unknown = `SID${randomBytes(16).toString('hex')}`;
for (const path of [
  '/calls/record',
  '/calls/report',
  '/cuishou',
  '/itag',
  '/calls/verify',
  '/calls/verify/captcha',
  '/sessions/SID',
]) {
  const times: { foreign: number[]; unknown: number[] } = { foreign: [], unknown: [] };
  for (let n = 0; n < runs; n += 1) {
    for (const [kind, of] of [
      ['foreign', sid],
      ['unknown', unknown],
    ] as const) {
      const start = performance.now();
      await call(path === '/sessions/SID' ? `/sessions/${of}` : path, tokens.other, of);
      times[kind].push(performance.now() - start);
    }
  }
  const [foreign, missing] = [times.foreign, times.unknown].map((all) =>
    at(
      all.sort((a, b) => a - b),
      0.5,
    ),
  );
  console.log(`${path.padEnd(24)} foreign p50 ${foreign} ms  unknown p50 ${missing} ms`);
}
await api.close();
await store.close();
