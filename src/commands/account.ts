/** `account create|list|password|remove`: who may use the console. */

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { appendAudit } from '../store/audit.ts';
import {
  type AccountRole,
  accountRoles,
  addAccount,
  faultOfUsername,
  listAccounts,
  removeAccount,
  setAccount,
} from '../store/console/accounts.ts';
import { hashPassword } from '../store/console/password-hash.ts';
import type { Database } from '../store/database.ts';
import { asUsage } from './as-usage.ts';
import { type Command, InputError, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

/** Passwords are made here and printed once: one that is typed would stand in the shell's history. */
const actions: Record<string, (words: string[]) => Promise<void>> = {
  async create(words) {
    const { values, positionals } = asUsage(() =>
      parseArgs({ args: words, options: { role: { type: 'string' } }, allowPositionals: true }),
    );
    const username = only(positionals);
    const fault = faultOfUsername(username);
    if (fault !== null) throw new UsageError(`Found the name "${username}", ${fault}.`);
    const role = readRole(values.role ?? 'operator');
    const password = newPassword();
    await withStore(async (db) => {
      if (!(await addAccount(db, username, await hashPassword(password), role, Date.now() / 1000)))
        throw new InputError(`Found an account "${username}", expected a new name.`);
      await note(db, 'account.created', { account: username, role });
      print({ username, role, password });
    });
  },
  async list(words) {
    if (words[0] !== undefined) throw new UsageError(`Found "${words[0]}" after list, expected nothing more.`);
    await withStore(async (db) => {
      for (const one of await listAccounts(db)) process.stdout.write(`${one.role.padEnd(8)}  ${one.username}\n`);
    });
  },
  async password(words) {
    const username = only(words);
    const password = newPassword();
    await withStore(async (db) => {
      const account = (await listAccounts(db)).find((one) => one.username === username);
      if (!account) throw noSuchAccount(username);
      await setAccount(db, username, await hashPassword(password), account.role, Date.now() / 1000);
      await note(db, 'account.password', { account: username });
      print({ username, password });
    });
  },
  async remove(words) {
    const username = only(words);
    await withStore(async (db) => {
      if (!(await removeAccount(db, username))) throw noSuchAccount(username);
      await note(db, 'account.removed', { account: username });
      print({ username, removed: true });
    });
  },
};

export const account: Command = {
  usage: 'account create NAME [--role operator|auditor] | list | password NAME | remove NAME',
  summary: 'who may use the console',
  async run([action = '', ...words]) {
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act) throw new UsageError(`Found "${action}", expected one of ${Object.keys(actions).join(', ')}.`);
    await act(words);
  },
};

function newPassword(): string {
  return randomBytes(12).toString('base64url');
}

function only([word, ...rest]: string[]): string {
  if (!word) throw new UsageError('Found no name, expected one.');
  if (rest[0] !== undefined) throw new UsageError(`Found "${rest[0]}" after the name, expected nothing more.`);
  return word;
}

function readRole(text: string): AccountRole {
  const role = accountRoles.find((one) => one === text);
  if (!role) throw new UsageError(`--role: found "${text}", expected one of ${accountRoles.join(', ')}.`);
  return role;
}

function noSuchAccount(username: string): InputError {
  return new InputError(`Found no account "${username}", expected one of those that account list shows.`);
}

async function note(db: Database, action: string, detail: Record<string, string>): Promise<void> {
  await appendAudit(db, { at: Date.now() / 1000, actor: 'cli', action, appid: null, sid: null, detail });
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
