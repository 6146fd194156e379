/** `push list|replay`: what was pushed, what failed, and one failed push sent again. */

import { parseArgs } from 'node:util';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { listPushes, type Push, type PushState, replayPush } from '../store/pushes.ts';
import { asUsage } from './as-usage.ts';
import { type Command, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const states: readonly PushState[] = ['pending', 'delivered', 'failed'];
const mostListed = 1000;

export const push: Command = {
  usage: 'push list [--state S] [--app APPID] | push replay ID',
  summary: 'pushes, newest first; send a failed one again',
  async run([action, ...words]) {
    if (action === 'list') return list(words);
    if (action === 'replay') return replay(words);
    throw new UsageError(`Found "${action ?? ''}", expected list or replay.`);
  },
};

async function list(words: string[]): Promise<void> {
  const { values } = asUsage(() =>
    parseArgs({ args: words, options: { state: { type: 'string' }, app: { type: 'string' } } }),
  );
  const state = states.find((one) => one === values.state);
  if (values.state !== undefined && state === undefined)
    throw new UsageError(`--state: found "${values.state}", expected one of ${states.join(', ')}.`);
  const wanted = { ...(state ? { state } : {}), ...(values.app === undefined ? {} : { appid: values.app }) };
  await withStore(async (db) => {
    for (const one of await listPushes(db, wanted, mostListed)) process.stdout.write(`${lineOf(one)}\n`);
  });
}

function lineOf(one: Push): string {
  const cells = [
    one.id,
    formatDateTime(one.createdAt),
    one.kind.padEnd(6),
    one.state.padEnd(9),
    `${one.attempts} attempts`,
    one.sid,
    [one.lastStatus, one.lastError].filter((part) => part !== null).join(' '),
  ];
  return cells.join('  ').trimEnd();
}

/** A delivered one is refused: a receiver may bill for each. */
const refusals: Record<Exclude<PushState, 'failed'>, string> = {
  pending: 'is still being tried',
  delivered: 'was acknowledged and does not go out again',
};

async function replay([id, extra]: string[]): Promise<void> {
  if (id === undefined) throw new UsageError('Found no id, expected one of those that push list shows.');
  if (extra !== undefined) throw new UsageError(`Found "${extra}" after the id, expected nothing more.`);
  await withStore(async (db) => {
    const found = await replayPush(db, id, Date.now() / 1000);
    if (found === null) throw new Error(`Found no push "${id}", expected one of those that push list shows.`);
    if (found !== 'failed') throw new Error(`The push ${id} ${refusals[found]}.`);
    process.stdout.write(`${JSON.stringify({ id, state: 'pending' })}\n`);
  });
}
