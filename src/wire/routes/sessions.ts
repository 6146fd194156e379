/** `GET /sessions`: the app's own sessions of a number or a uid, newest first (wire contract §8). */

import { type Static, Type } from 'typebox';
import { idleSeconds, isAwaiting, sessionStates } from '../../domain/session.ts';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { Fault } from '../../errors.ts';
import { appendAudit } from '../../store/audit.ts';
import type { Session, SessionFilter } from '../../store/sessions.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { readTel } from '../tel.ts';

const mostListed = 100;

const params = Type.Object({
  tel: Type.Optional(text),
  uid: Type.Optional(text),
  since: Type.Optional(text),
  next: Type.Optional(text),
});

const found = Type.Object({
  sid: Type.String(),
  tel: Type.String(),
  uid: Type.String(),
  state: Type.Enum(Object.keys(sessionStates), { title: 'SessionState' }),
  carrier: Type.String(),
  province: Type.String(),
  created_at: Type.String(),
  touched_at: Type.String(),
});

export const sessions: Endpoint<typeof params> = {
  path: '/sessions',
  summary: 'Find sessions of a number or a uid',
  scope: 'sessions',
  params,
  data: Type.Object({
    sessions: Type.Array(found),
    /** To hand back for those that follow; empty when none do. */
    next: Type.String(),
  }),
  reference: { codes: [] },
  async handle({ journey, appid, params: { tel, uid, since, next } }) {
    const filter: SessionFilter = {
      ...(tel === undefined ? {} : { tel: readTel(tel) }),
      ...(uid === undefined ? {} : { uid }),
      ...(since === undefined ? {} : { since: readSince(since) }),
      ...(next === undefined ? {} : { after: readNext(next) }),
    };
    const { db, now } = journey;
    const rows = await journey.sessions.search(db, appid, filter, mostListed + 1);
    const page = rows.slice(0, mostListed);
    const detail = { found: page.length };
    await appendAudit(db, { at: now(), actor: `app:${appid}`, action: 'sessions.searched', appid, sid: null, detail });
    const last = rows.length > mostListed ? page.at(-1) : undefined;
    return succeed('done', {
      sessions: page.map((session) => shown(session, now())),
      next: last ? `${Math.round(last.createdAt * 1000)}-${last.sid}` : '',
    });
  },
};

function shown(session: Session, now: number): Static<typeof found> {
  const { sid, subject, state, carrier, province, createdAt, touchedAt } = session;
  const isDue = isAwaiting(state) && now - touchedAt > idleSeconds;
  return {
    sid,
    tel: subject?.tel ?? '',
    uid: subject?.uid ?? '',
    state: isDue ? 'expired' : state,
    carrier,
    province,
    created_at: formatDateTime(createdAt),
    touched_at: formatDateTime(touchedAt),
  };
}

function readSince(since: string): number {
  if (!/^\d{1,10}$/.test(since)) throw new Fault(4001, 'since is no unix seconds', 'since 须为 Unix 秒');
  return Number(since);
}

function readNext(next: string): NonNullable<SessionFilter['after']> {
  const [, atMs = '', sid = ''] = /^(\d{1,14})-(SID[0-9a-f]{32})$/.exec(next) ?? [];
  if (sid === '') throw new Fault(4001, 'next is not what a page before gave', 'next 格式不正确');
  return { createdAt: Number(atMs) / 1000, sid };
}
