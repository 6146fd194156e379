/** A look at a session's standing is told to the app whose it is, and noted. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lendStore, storeKinds } from '../../../test/store-kinds.ts';
import { createApp } from '../apps.ts';
import { listAudit } from '../audit.ts';
import { withdraw } from '../consents.ts';
import type { Store } from '../database.ts';
import { createSessions } from '../sessions.ts';
import { createVault } from '../vault.ts';
import { readStanding } from './standing.ts';

const now = 1_780_000_000;
const vault = createVault(Buffer.alloc(32, 7));
const sessions = createSessions(vault, () => now);

describe.each(storeKinds)('on %s', (kind) => {
  let store: Store;
  let [own, other] = ['', ''];
  beforeAll(async () => {
    store = await lendStore(kind);
    own = (await createApp(store.db, vault, 'own', now)).appid;
    other = (await createApp(store.db, vault, 'other', now)).appid;
    for (const [sid, appid] of [
      ['SID1', own],
      ['SID2', other],
      ['SID3', own],
    ] as const) {
      const subject = { tel: '13001000012', uid: 'u1', userInfo: null, userContacts: [] };
      const place = { carrier: 'unicom', province: '北京', city: '北京' } as const;
      await sessions.insert(store.db, { sid, appid, ...place, subject, step: null, now });
    }
    await withdraw(store.db, 'SID3', now);
  });
  afterAll(() => store.close());

  test('of looks at the same moment each is told its own, and noted as often as it was asked for', async () => {
    const look = (sid: string, appid = own) =>
      readStanding(store.db, { at: now, actor: `app:${appid}`, action: 'session.read', appid, sid, detail: {} });
    const told = await Promise.all([look('SID1'), look('SID2'), look('none'), look('SID2', other), look('SID1')]);
    expect(told.map((one) => one?.row.sid ?? null)).toEqual(['SID1', null, null, 'SID2', 'SID1']);
    expect((await look('SID3'))?.row.state).toBe('withdrawn');
    const noted = await listAudit(store.db, { most: 10 });
    expect(noted.map(({ sid, actor }) => `${sid} ${actor}`).sort()).toEqual([
      `SID1 app:${own}`,
      `SID1 app:${own}`,
      `SID2 app:${other}`,
    ]);
  });
});
