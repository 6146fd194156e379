/** Searching the sessions of all apps; numbers come masked. */

import { type Static, Type } from 'typebox';
import { carriers } from '../domain/carrier.ts';
import { isHidden, type SessionState, sessionStates } from '../domain/session.ts';
import { searchSessions } from '../store/sessions/session-search.ts';
import type { Session } from '../store/sessions.ts';
import { maskTel, maskUid } from './mask.ts';
import { pageOf, pageRows, readPlace } from './place.ts';
import { Refused } from './refused.ts';
import { nullable, resource, text } from './resource.ts';

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
});

export function sessionRow(session: Session): Static<typeof row> {
  const { sid, appid, subject, carrier, province, city, state, failureCode, createdAt } = session;
  // Who withdrew the consent is shown to nobody any more, though a search still finds the session.
  const shown = isHidden(state) ? null : subject;
  const tel = maskTel(shown?.tel ?? '');
  const uid = maskUid(shown?.uid ?? '');
  return { sid, appid, tel, uid, carrier, province, city, state, failureCode, createdAt };
}

/** POST: what is searched for is personal, and addresses end up in histories and logs. */
export const sessionSearch = resource({
  method: 'POST',
  path: '/sessions/search',
  who: 'auditor',
  body: Type.Object({
    tel: Type.Optional(text),
    uid: Type.Optional(text),
    sid: Type.Optional(text),
    appid: Type.Optional(text),
    state: Type.Optional(text),
    carrier: Type.Optional(text),
    since: Type.Optional(Type.Number({ minimum: 0, maximum: 1e10 })),
    until: Type.Optional(Type.Number({ minimum: 0, maximum: 1e10 })),
    after: Type.Optional(text),
  }),
  reply: Type.Object({ rows: Type.Array(row), next: nullable(Type.String()) }),
  async handle({ parts: { journey }, body, audit }) {
    const { after, state, carrier, tel, ...rest } = body;
    const place = readPlace(after);
    const filter = {
      ...rest,
      ...(tel === undefined ? {} : { tel: digitsOf(tel) }),
      ...(state === undefined ? {} : { state: oneOf('state', stateNames, state) }),
      ...(carrier === undefined ? {} : { carrier: oneOf('carrier', carriers, carrier) }),
    };
    const { db, vault, sessions } = journey;
    const sids = await searchSessions(db, vault, filter, {
      after: place && { createdAt: place.createdAt, sid: place.id },
      most: pageRows + 1,
    });
    const found = await sessions.findListed(db, sids);
    const by = Object.keys(filter).sort().join(' ') || 'nothing';
    await audit('session.searched', { detail: { by, found: Math.min(found.length, pageRows) } });
    const page = pageOf(found, ({ createdAt, sid }) => ({ createdAt, id: sid }));
    return { rows: page.rows.map(sessionRow), next: page.next };
  },
});

const stateNames = Object.keys(sessionStates).filter(isState);

function isState(name: string): name is SessionState {
  return Object.hasOwn(sessionStates, name);
}

function digitsOf(tel: string): string {
  return tel.replace(/[\s-]/g, '').replace(/^(\+86|86)(?=1\d{10}$)/, '');
}

function oneOf<T extends string>(what: string, choices: readonly T[], found: string): T {
  const choice = choices.find((one) => one === found);
  if (choice === undefined) throw new Refused('bad_request', `${what}: expected one of ${choices.join(', ')}.`);
  return choice;
}
