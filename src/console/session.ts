/** One session: its life from flow to the last push, and, asked for by name, what is personal in it. */

import { Type } from 'typebox';
import { isHidden, sessionStates } from '../domain/session.ts';
import { eraseSession } from '../journey/erase.ts';
import { readDocument } from '../journey/read.ts';
import { findConsent } from '../store/consents.ts';
import { pushesOf } from '../store/pushes.ts';
import type { DocumentKind } from '../store/sessions/documents.ts';
import type { Session } from '../store/sessions.ts';
import { pushRow, shownPush } from './push-row.ts';
import { Refused } from './refused.ts';
import { type ConsoleParts, nullable, resource } from './resource.ts';
import { sessionRow } from './sessions.ts';

const row = Type.Object({
  sid: Type.String(),
  appid: Type.String(),
  tel: Type.String(),
  uid: Type.String(),
  carrier: Type.String(),
  province: Type.String(),
  city: Type.String(),
  state: Type.String(),
  failureCode: nullable(Type.Integer()),
  createdAt: Type.Number(),
  touchedAt: Type.Number(),
  wrongTries: Type.Integer(),
  progress: Type.Object({ monthsDone: Type.Integer(), monthsTotal: Type.Integer(), calls: Type.Integer() }),
  /** In the order in which they were entered. */
  states: Type.Array(Type.Object({ state: Type.String(), at: Type.Number() })),
  consent: nullable(
    Type.Object({
      id: Type.String(),
      channel: Type.String(),
      purposes: Type.Array(Type.String()),
      textVersion: nullable(Type.String()),
      givenAt: Type.Number(),
      withdrawnAt: nullable(Type.Number()),
    }),
  ),
  pushes: Type.Array(pushRow),
});

export const oneSession = resource({
  method: 'GET',
  path: '/sessions/:sid',
  who: 'auditor',
  reply: row,
  async handle({ parts, params }) {
    const session = await requireSession(parts, params.sid);
    const { db } = parts.journey;
    const [pushes, consent] = await Promise.all([pushesOf(db, session.sid), findConsent(db, session.sid)]);
    const states = [
      { state: 'awaiting_login', at: session.createdAt },
      ...Object.entries(session.enteredAt).map(([state, at]) => ({ state, at })),
    ];
    const { touchedAt, wrongTries, progress } = session;
    return {
      ...sessionRow(session),
      ...{ touchedAt, wrongTries, progress, consent },
      states: states.sort((a, b) => a.at - b.at || stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state)),
      pushes: pushes.map(shownPush),
    };
  },
});

/** Several may be entered within one instant. */
const stateOrder = Object.keys(sessionStates);

const contact = Type.Object({ tel: Type.String(), name: Type.String(), relationship: Type.String() });

/** POST: it leaves a row in the audit. */
export const revealSession = resource({
  method: 'POST',
  path: '/sessions/:sid/reveal',
  who: 'operator',
  reply: Type.Object({
    tel: Type.String(),
    uid: Type.String(),
    name: Type.String(),
    idCard: Type.String(),
    address: Type.String(),
    contacts: Type.Array(contact),
  }),
  async handle({ parts, params, audit }) {
    const { sid, appid, subject, state } = await requireSession(parts, params.sid);
    if (!subject || isHidden(state))
      throw new Refused('not_found', `Found a session that is ${state}, expected one whose subject may be seen.`);
    await audit('session.revealed', { appid, sid });
    const { tel, uid, userInfo, userContacts } = subject;
    return {
      tel,
      uid,
      name: userInfo?.user_name ?? '',
      idCard: userInfo?.user_idcard ?? '',
      address: userInfo?.user_address ?? '',
      contacts: userContacts.map((one) => ({
        tel: one.contact_tel ?? '',
        name: one.contact_name ?? '',
        relationship: one.contact_relationship ?? '',
      })),
    };
  },
});

const kinds: readonly DocumentKind[] = ['record', 'report', 'score', 'tags'];

/** As the session's app may see it; the audit names who asked. */
export const sessionDocument = resource({
  method: 'POST',
  path: '/sessions/:sid/documents/:kind',
  who: 'operator',
  reply: Type.Object({ kind: Type.String(), body: Type.String() }),
  async handle({ parts, params, who }) {
    const kind = kinds.find((one) => one === params.kind);
    if (!kind) throw new Refused('bad_request', `kind: expected one of ${kinds.join(', ')}.`);
    const { sid, appid } = await requireSession(parts, params.sid);
    const document = await readDocument(parts.journey, appid, sid, kind, `account:${who.username}`);
    return { kind, body: (await document.plain()).toString('utf8') };
  },
});

/** The data key goes at once, and with it everything that was sealed. */
export const sessionErasure = resource({
  method: 'DELETE',
  path: '/sessions/:sid',
  who: 'operator',
  reply: Type.Object({ receipt: Type.String() }),
  async handle({ parts, params, who }) {
    const session = await requireSession(parts, params.sid);
    const by = { actor: `account:${who.username}`, reason: 'operator' as const };
    const receipt = await eraseSession(parts.journey, session, by);
    return { receipt: receipt.id };
  },
});

export async function requireSession({ journey }: ConsoleParts, sid = ''): Promise<Session> {
  const session = await journey.sessions.find(journey.db, sid);
  if (!session) throw new Refused('not_found', 'Found no such session, expected a sid that the search shows.');
  return session;
}
