/** Pushes of all apps: what went out, why one failed, what it says, and once more. */

import { Type } from 'typebox';
import { isHidden } from '../domain/session.ts';
import { shownTo } from '../journey/mask-third-parties.ts';
import { pushBody } from '../push/push-body.ts';
import { pushUrl } from '../push/push-url.ts';
import { findApp } from '../store/apps.ts';
import { pushKinds } from '../store/pushes/push-kinds.ts';
import { findPush, searchPushes } from '../store/pushes/push-search.ts';
import { type Push, replayPush } from '../store/pushes.ts';
import { pageOf, pageRows, readPlace } from './place.ts';
import { pushRow, shownPush } from './push-row.ts';
import { Refused } from './refused.ts';
import { type ConsoleParts, nullable, resource, text } from './resource.ts';
import { requireSession } from './session.ts';

export const pushList = resource({
  method: 'GET',
  path: '/pushes',
  who: 'auditor',
  query: Type.Object({
    state: Type.Optional(Type.Union([Type.Literal('pending'), Type.Literal('delivered'), Type.Literal('failed')])),
    kind: Type.Optional(Type.Union(pushKinds.map((kind) => Type.Literal(kind)))),
    appid: Type.Optional(text),
    sid: Type.Optional(text),
    after: Type.Optional(text),
  }),
  reply: Type.Object({ rows: Type.Array(pushRow), next: nullable(Type.String()) }),
  async handle({ parts, query: { after, ...filter } }) {
    const rows = await searchPushes(parts.journey.db, filter, { after: readPlace(after), most: pageRows + 1 });
    const page = pageOf(rows, ({ createdAt, id }) => ({ createdAt, id }));
    return { rows: page.rows.map(shownPush), next: page.next };
  },
});

/** Made anew of what the session holds now, as every attempt is; it may hold a whole record. */
export const pushContent = resource({
  method: 'POST',
  path: '/pushes/:id/body',
  who: 'operator',
  reply: Type.Object({ url: nullable(Type.String()), body: nullable(Type.String()), bytes: Type.Integer() }),
  async handle({ parts, params, audit }) {
    const push = await requirePush(parts, params.id);
    const { db, vault } = parts.journey;
    const [session, app] = await Promise.all([requireSession(parts, push.sid), findApp(db, vault, push.appid)]);
    const own = session.subject?.tel ?? '';
    const body =
      app &&
      !isHidden(session.state) &&
      (await pushBody(db, session, app, push.kind, (document) => shownTo(app.access.thirdParty, document, own)));
    await audit('push.read', { appid: push.appid, sid: push.sid, detail: { kind: push.kind } });
    const shown = body && body.length <= shownBytes ? body.toString('utf8') : null;
    return {
      url: app && pushUrl(app.pushes, push.kind, session.subject?.callback ?? null),
      body: shown,
      bytes: body ? body.length : 0,
    };
  },
});

/** A record of 20,000 calls has 4 MB: more than that is no use on a page. */
const shownBytes = 8 * 1024 * 1024;

export const pushReplay = resource({
  method: 'POST',
  path: '/pushes/:id/replay',
  who: 'operator',
  reply: pushRow,
  async handle({ parts, params, audit }) {
    const { db, now } = parts.journey;
    const { id, appid, sid, kind } = await requirePush(parts, params.id);
    const found = await replayPush(db, id, now());
    if (found !== 'failed') throw new Refused('conflict', `Found a push that is ${found}, expected a failed one.`);
    await audit('push.replayed', { appid, sid, detail: { kind } });
    return shownPush(await requirePush(parts, id));
  },
});

async function requirePush({ journey }: ConsoleParts, id = ''): Promise<Push> {
  const push = await findPush(journey.db, id);
  if (!push) throw new Refused('not_found', 'Found no such push, expected an id that the list shows.');
  return push;
}
