/** Console accounts, for operators: who there is, a new one, a new password for somebody else, and none any more. */

import { Type } from 'typebox';
import {
  addAccount,
  faultOfPassword,
  faultOfUsername,
  listAccounts,
  removeAccount,
  setAccount,
} from '../store/console/accounts.ts';
import { hashPassword } from '../store/console/password-hash.ts';
import { Refused } from './refused.ts';
import { done, resource, role } from './resource.ts';

const password = Type.String({ maxLength: 200 });

export const accountList = resource({
  method: 'GET',
  path: '/accounts',
  who: 'operator',
  reply: Type.Object({
    rows: Type.Array(Type.Object({ username: Type.String(), role, createdAt: Type.Number() })),
  }),
  handle: async ({ parts }) => ({ rows: await listAccounts(parts.journey.db) }),
});

export const accountCreation = resource({
  method: 'POST',
  path: '/accounts',
  who: 'operator',
  body: Type.Object({ username: Type.String({ maxLength: 200 }), password, role }),
  reply: done,
  async handle({ parts: { journey }, body, audit }) {
    requireGood('username', faultOfUsername(body.username));
    requireGood('password', faultOfPassword(body.password));
    if (!(await addAccount(journey.db, body.username, await hashPassword(body.password), body.role, journey.now())))
      throw new Refused('conflict', 'Found an account of that name, expected a new name.');
    await audit('account.created', { detail: { account: body.username, role: body.role } });
    return {};
  },
});

export const accountPassword = resource({
  method: 'POST',
  path: '/accounts/:username/password',
  who: 'operator',
  body: Type.Object({ password }),
  reply: done,
  async handle({ parts: { journey }, params: { username = '' }, body, audit }) {
    requireGood('password', faultOfPassword(body.password));
    const account = (await listAccounts(journey.db)).find((one) => one.username === username);
    if (!account) throw noSuchAccount();
    await setAccount(journey.db, username, await hashPassword(body.password), account.role, journey.now());
    await audit('account.password', { detail: { account: username } });
    return {};
  },
});

export const accountRemoval = resource({
  method: 'DELETE',
  path: '/accounts/:username',
  who: 'operator',
  reply: done,
  async handle({ parts: { journey }, params: { username = '' }, who, audit }) {
    // So that there is always an operator left.
    if (username === who.username)
      throw new Refused('conflict', 'Found your own account, expected another: nobody removes themselves.');
    if (!(await removeAccount(journey.db, username))) throw noSuchAccount();
    await audit('account.removed', { detail: { account: username } });
    return {};
  },
});

function requireGood(what: string, fault: string | null): void {
  if (fault !== null) throw new Refused('bad_request', `${what}: ${fault}.`);
}

function noSuchAccount(): Refused {
  return new Refused('not_found', 'Found no such account, expected one that the list shows.');
}
