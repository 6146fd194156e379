/** Signing in and out, and one's own password. */

import { Type } from 'typebox';
import { appendAudit } from '../store/audit.ts';
import { type Account, checkPassword, faultOfPassword, listAccounts, setAccount } from '../store/console/accounts.ts';
import { endConsoleSession, startConsoleSession } from '../store/console/console-sessions.ts';
import { countTry, forgiveTries } from '../store/console/login-tries.ts';
import { hashPassword } from '../store/console/password-hash.ts';
import { limitHash } from '../store/vault/limit-hash.ts';
import { Refused } from './refused.ts';
import { type ConsoleParts, done, nullable, resource, role, text } from './resource.ts';
import { clearToken, setToken, signedIn, tokenOf } from './sign-in-cookie.ts';

const me = Type.Object({ username: Type.String(), role });
const password = Type.String({ minLength: 1, maxLength: 200 });

/** Wrong passwords within ten minutes: of one account, and of one address, behind which a whole office may sit. */
const most = { account: 5, address: 20 };

/** Who is signed in, and whether anybody can be: the page says how the first account is made. */
export const start = resource({
  method: 'GET',
  path: '/start',
  who: 'anyone',
  reply: Type.Object({ hasAccounts: Type.Boolean(), me: nullable(me) }),
  handle: async ({ parts, request }) => ({
    hasAccounts: (await listAccounts(parts.journey.db)).length > 0,
    me: await signedIn(parts, request),
  }),
});

export const login = resource({
  method: 'POST',
  path: '/login',
  who: 'anyone',
  body: Type.Object({ username: text, password }),
  reply: me,
  async handle({ parts, body, request, reply }) {
    const { db, now } = parts.journey;
    const account = await tryPassword(parts, body, {
      address: request.ip,
      wait: (s) => reply.header('retry-after', s),
    });
    setToken(reply, await startConsoleSession(db, account.username, now()), parts.journey.publicUrl);
    await note(parts, account.username, 'console.login');
    return { username: account.username, role: account.role };
  },
});

export const logout = resource({
  method: 'POST',
  path: '/logout',
  who: 'anyone',
  reply: done,
  async handle({ parts, request, reply }) {
    const token = tokenOf(request);
    if (token !== null) await endConsoleSession(parts.journey.db, token);
    clearToken(reply, parts.journey.publicUrl);
    return {};
  },
});

export const whoAmI = resource({
  method: 'GET',
  path: '/me',
  who: 'auditor',
  reply: me,
  handle: async ({ who }) => who,
});

export const ownPassword = resource({
  method: 'POST',
  path: '/me/password',
  who: 'auditor',
  body: Type.Object({ current: password, next: Type.String({ maxLength: 200 }) }),
  reply: done,
  async handle({ parts, who: { username, role: own }, body, request, reply, audit }) {
    const { db, now } = parts.journey;
    const fault = faultOfPassword(body.next);
    if (fault !== null) throw new Refused('bad_request', `next: ${fault}.`);
    await tryPassword(
      parts,
      { username, password: body.current },
      { address: request.ip, wait: (s) => reply.header('retry-after', s) },
    );
    // Ends this session too: whoever had the old password or cookie is out.
    await setAccount(db, username, await hashPassword(body.next), own, now());
    setToken(reply, await startConsoleSession(db, username, now()), parts.journey.publicUrl);
    await audit('account.password');
    return {};
  },
});

/** Throws `wrong_password` for a wrong name and for a wrong password alike, and `too_many_tries` before it looks at either. */
async function tryPassword(
  parts: ConsoleParts,
  { username, password }: { username: string; password: string },
  { address, wait }: { address: string; wait: (seconds: number) => void },
): Promise<Account> {
  const { db, now, vault } = parts.journey;
  const ofAccount = await limitHash(db, vault, 'login', `account:${username}`);
  const ofAddress = await limitHash(db, vault, 'login', `address:${address}`);
  const limits = [
    { who: ofAccount, most: most.account },
    { who: ofAddress, most: most.address },
  ];
  const waitSeconds = await countTry(db, limits, now());
  if (waitSeconds > 0) {
    wait(waitSeconds);
    throw new Refused('too_many_tries', `Found too many wrong passwords, expected a pause of ${waitSeconds} s.`);
  }
  const account = await checkPassword(db, username, password);
  if (!account) {
    await appendAudit(db, {
      at: now(),
      actor: 'system',
      action: 'console.login-refused',
      appid: null,
      sid: null,
      detail: {},
    });
    throw new Refused('wrong_password', 'Found no account with this name and password.');
  }
  await forgiveTries(db, ofAccount, ofAddress);
  return account;
}

async function note({ journey }: ConsoleParts, username: string, action: string): Promise<void> {
  const at = journey.now();
  await appendAudit(journey.db, { at, actor: `account:${username}`, action, appid: null, sid: null, detail: {} });
}
