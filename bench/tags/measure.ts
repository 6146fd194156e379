/**
 * Measures imported tag lists: a million lines into the stores, look-up and memory among ten million numbers.
 * `node_modules/.bin/node --expose-gc bench/tags/measure.ts [postgres://…]`
 */

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createNumberCollector } from '../../src/directory/number-collector.ts';
import { openTagList, packTagList, type TagList } from '../../src/directory/tag-list.ts';
import { importTagList } from '../../src/import/import-tag-list.ts';
import { createPgliteIfMissing } from '../../src/store/database/create-pglite.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/database.ts';
import { readTagList, replaceTagList, tagListVersions } from '../../src/store/tags/tag-lists.ts';

const [postgresUrl] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'xiangdan-bench-'));

/** The same numbers on every run: a linear congruence over all mobiles. */
function mobiles(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return 13_000_000_000 + Math.floor((state / 2 ** 32) * 7_000_000_000);
  };
}

async function timed<T>(what: string, act: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await act();
  console.log(`${what.padEnd(58)} ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

async function writeList(path: string, count: number): Promise<void> {
  const next = mobiles(7);
  const out = createWriteStream(path);
  out.write('number,list,itag_ids,flag_type,flag_num,name\n');
  for (let at = 0; at < count; at += 1) {
    const tags = at % 3 === 0 ? '13 4' : '';
    const flag = at % 2 === 0 ? `骚扰电话,${(at % 500) + 1}` : ',';
    const line = `${next()},dunning,${tags},${flag},${at % 10 === 0 ? `公司${at % 1000}` : ''}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

async function measureStore(store: Store, list: Uint8Array, count: number, what: string): Promise<void> {
  await timed(`${store.kind}: store ${what}`, () =>
    replaceTagList(store.db, { name: what, appid: null }, list, count, Date.now() / 1000),
  );
  const versions = await tagListVersions(store.db, '');
  const version = versions.find(({ name }) => name === what)?.version ?? 0;
  const packed = await timed(`${store.kind}: read ${what}`, () => readTagList(store.db, version));
  if (packed === null || openTagList(packed).count !== count) throw new Error('another list came back');
  await store.db.deleteFrom('tag_lists').where('name', '=', what).execute();
}

/** Run with --expose-gc: buffers that the stores have dropped are gone only after a turn of the loop. */
async function memoryMb(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    global.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

async function tenMillion(): Promise<{ packed: Uint8Array; count: number }> {
  const next = mobiles(11);
  const numbers = createNumberCollector((earlier) => earlier);
  await timed('collect 10,000,000 numbers', () => {
    for (let at = 0; at < 10_000_000; at += 1) numbers.add(next(), 0);
  });
  const sorted = await timed('sort them', () => numbers.sorted());
  return { packed: packTagList(sorted, [{ list: 'dunning' }]), count: sorted.values.length };
}

async function measureLookUps(packed: Uint8Array): Promise<void> {
  const before = await memoryMb();
  const list = openTagList(packed);
  console.log(`memory of ${list.count} numbers`.padEnd(58), `${((await memoryMb()) - before).toFixed(1)} MB`);
  for (const [what, next] of [
    ['listed', mobiles(11)],
    ['other', mobiles(13)],
  ] as const) {
    const tels = Array.from({ length: 1_000_000 }, () => String(next()));
    const passes = Array.from({ length: 5 }, () => passOver(list, tels)).toSorted((a, b) => a.ns - b.ns);
    const [best, , median] = passes;
    const found = `${best?.found} of ${tels.length} found`;
    console.log(
      `look-up of ${what} numbers, ${found}`.padEnd(58),
      `${best?.ns.toFixed(0)} ns at best, ${median?.ns.toFixed(0)} ns median of 5 passes`,
    );
  }
}

function passOver(list: TagList, tels: readonly string[]): { ns: number; found: number } {
  let found = 0;
  const start = performance.now();
  for (const tel of tels) if (list.find(tel) !== null) found += 1;
  return { ns: ((performance.now() - start) * 1e6) / tels.length, found };
}

const file = join(folder, 'million.csv');
await writeList(file, 1_000_000);
const million = await timed('import 1,000,000 lines of CSV: read, check, sort, pack', () =>
  importTagList(file, () => {}),
);
const ten = await tenMillion();
const pglite = join(folder, 'pglite');
await createPgliteIfMissing(pglite);
const stores = [await openPglite(pglite), ...(postgresUrl ? [await openPostgres(postgresUrl)] : [])];
for (const store of stores) {
  await measureStore(store, million.packed, million.count, 'the million');
  await measureStore(store, ten.packed, ten.count, 'ten million');
  await store.close();
}
await measureLookUps(ten.packed);
rmSync(folder, { recursive: true });
