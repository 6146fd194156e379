/** The sandbox's collectors as a tag list for every app, so that its pursued subscribers (77) are reported as such. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { importTagList } from '../import/import-tag-list.ts';
import type { Database } from '../store/database.ts';
import { replaceTagList, tagListVersions } from '../store/tags/tag-lists.ts';

/** Synthetic numbers of a range that was never issued; the project ships no list of private numbers (report semantics §7). */
const name = 'sandbox collectors';
const collectors = Type.Object({ dunning: Type.Array(Type.String()), suspected_dunning: Type.Array(Type.String()) });

/** Once per data directory; throws when the sandbox answers in another form. */
export async function ensureSandboxLists(
  dataDir: string,
  db: Database,
  sandboxUrl: string,
  now: number,
): Promise<void> {
  const forEveryApp = await tagListVersions(db, '');
  if (forEveryApp.some((list) => list.name === name)) return;
  await keepCollectors(db, await packCollectors(dataDir, sandboxUrl), now);
}

type Packed = Awaited<ReturnType<typeof importTagList>>;

export async function packCollectors(dataDir: string, sandboxUrl: string): Promise<Packed> {
  const answer: unknown = await (await fetch(`${sandboxUrl}/inspect/collectors`)).json();
  if (!Check(collectors, answer)) throw new Error(`${sandboxUrl}/inspect/collectors answers in an unknown form`);
  const file = join(dataDir, 'sandbox-collectors.jsonl');
  const lines = (['dunning', 'suspected_dunning'] as const).flatMap((list) =>
    answer[list].map((number) => JSON.stringify({ number, list })),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return importTagList(file, () => undefined);
}

export async function keepCollectors(db: Database, { packed, count }: Packed, now: number): Promise<void> {
  await replaceTagList(db, { name, appid: null }, packed, count, now);
}
