/** What limits count by: hashes under a key of the installation's own, so that a new master key, which only wraps that one, forgets no count. */

import { createHmac } from 'node:crypto';
import type { Database } from '../database.ts';
import type { Vault } from '../vault.ts';

const name = 'limits';

/** `tel`: a number that is asked for or texted to; `login`: an account or an address that tries to sign in. */
export async function limitHash(db: Database, vault: Vault, kind: 'tel' | 'login', value: string): Promise<Buffer> {
  return createHmac('sha256', await limitKey(db, vault))
    .update(`${kind}:${value}`)
    .digest();
}

/** Made at its first use. Read each time: it is one row, and a node that kept it would outlive the master key that it was given. */
async function limitKey(db: Database, vault: Vault): Promise<Buffer> {
  const find = () => db.selectFrom('own_keys').select('key_wrapped').where('name', '=', name).executeTakeFirst();
  let row = await find();
  if (!row) {
    await db
      .insertInto('own_keys')
      .values({ name, key_wrapped: vault.newDataKey(name).wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    row = await find();
  }
  if (!row) throw new Error('the key of the limits was inserted and is not there');
  return vault.unwrapDataKey(name, Buffer.from(row.key_wrapped));
}
