/** `audit verify|list`: whether the audit is whole, and what stands in it. */

import { parseArgs } from 'node:util';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { type Anchor, sealAudit, verifyAudit } from '../store/audit/audit-chain.ts';
import { listAudit } from '../store/audit.ts';
import { asUsage } from './as-usage.ts';
import { type Command, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const actions: Record<string, (words: string[]) => Promise<void>> = {
  async verify(words) {
    const { values } = asUsage(() => parseArgs({ args: words, options: { anchor: { type: 'string' } } }));
    const anchor = values.anchor === undefined ? null : readAnchor(values.anchor);
    await withStore(async (db, vault) => {
      await sealAudit(db, vault);
      const { rows, first, last, broken } = await verifyAudit(db, vault, anchor);
      const shown = { rows, first: first && written(first), last: last && written(last) };
      process.stdout.write(`${JSON.stringify(shown)}\n`);
      if (broken) throw new Error(`The audit is broken at row ${broken.seq}: ${broken.why}.`);
    });
  },
  async list(words) {
    const options = {
      sid: { type: 'string' },
      appid: { type: 'string' },
      since: { type: 'string' },
      most: { type: 'string' },
    } as const;
    const { values } = asUsage(() => parseArgs({ args: words, options }));
    const { sid, appid, since } = values;
    const filter = {
      ...(sid === undefined ? {} : { sid }),
      ...(appid === undefined ? {} : { appid }),
      ...(since === undefined ? {} : { since: readInstant(since) }),
      most: readMost(values.most ?? '1000'),
    };
    await withStore(async (db) => {
      for (const { at, ...entry } of await listAudit(db, filter))
        process.stdout.write(`${JSON.stringify({ at: formatDateTime(at), ...entry })}\n`);
    });
  },
};

export const audit: Command = {
  usage: 'audit verify [--anchor HASH@SEQ] | audit list [--sid SID] [--appid APPID] [--since YYYY-MM-DD] [--most N]',
  summary: 'whether the audit is whole, and who read or decided what',
  async run([action = '', ...words]) {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act) throw new UsageError(`Found "${action}", expected one of ${Object.keys(actions).join(', ')}.`);
    await act(words);
  },
};

function written({ seq, hash }: Anchor): string {
  return `${hash}@${seq}`;
}

function readAnchor(text: string): Anchor {
  const [, hash, seq] = /^([0-9a-f]{64})@(\d{1,15})$/.exec(text) ?? [];
  if (hash === undefined)
    throw new UsageError(`--anchor: found "${text}", expected HASH@SEQ as audit verify prints it.`);
  return { hash, seq: Number(seq) };
}

/** The beginning of that day in Shanghai, or an instant in ISO 8601. */
function readInstant(text: string): number {
  const instant = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(instant)) throw new UsageError(`--since: found "${text}", expected a day as in 2026-11-28.`);
  return instant / 1000;
}

function readMost(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`--most: found "${text}", expected a whole number from 1.`);
  return Number(text);
}
