/** `GET /sessions/{sid}`: where a session stands, how far its fetch has come, and its pushes (wire contract §8). */

import { type Static, Type } from 'typebox';
import { sessionStates } from '../../domain/session.ts';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { Fault } from '../../errors.ts';
import { asItStands } from '../../journey/claim-session.ts';
import { timelineOf } from '../../journey/timeline.ts';
import type { StoredConsent } from '../../store/consents.ts';
import type { Push } from '../../store/pushes.ts';
import { readStanding } from '../../store/sessions/standing.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';

const push = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  state: Type.String(),
  attempts: Type.Integer(),
  /** Empty when no attempt follows. */
  next_at: Type.String(),
  last_status: Type.Union([Type.Integer(), Type.Null()]),
  last_error: Type.Union([Type.String(), Type.Null()]),
  created_at: Type.String(),
});

const consentShown = Type.Object({
  channel: Type.String(),
  purposes: Type.Array(Type.String()),
  recipient: Type.String(),
  text_version: Type.Union([Type.String(), Type.Null()]),
  text_hash: Type.Union([Type.String(), Type.Null()]),
  reference: Type.Union([Type.String(), Type.Null()]),
  given_at: Type.String(),
});

const params = Type.Object({ sid: text });

export const sessionsSid: Endpoint<typeof params> = {
  path: '/sessions/:sid',
  summary: 'See where a session stands',
  scope: 'sessions',
  params,
  data: Type.Object({
    sid: Type.String(),
    tel: Type.String(),
    uid: Type.String(),
    state: Type.Enum(Object.keys(sessionStates), { title: 'SessionState' }),
    carrier: Type.String(),
    province: Type.String(),
    failure_code: Type.Union([Type.Integer(), Type.Null()]),
    progress: Type.Object({ months_done: Type.Integer(), months_total: Type.Integer(), calls: Type.Integer() }),
    created_at: Type.String(),
    touched_at: Type.String(),
    pushes: Type.Array(push),
    /** Null: the session is older than consents are. */
    consent: Type.Union([consentShown, Type.Null()]),
    timeline: Type.Array(Type.Object({ event: Type.String(), at: Type.String() })),
  }),
  reference: { codes: [4016] },
  async handle({ journey, appid, params: { sid } }) {
    const reading = { at: journey.now(), actor: `app:${appid}`, action: 'session.read', appid, sid, detail: {} };
    const standing = await readStanding(journey.db, reading);
    if (!standing) throw new Fault(4016, 'no such session of this app');
    const { consent, pushes } = standing;
    const session = await asItStands(journey, journey.sessions.fromRow(standing.row));
    return succeed('processing', {
      sid,
      tel: session.subject?.tel ?? '',
      uid: session.subject?.uid ?? '',
      state: session.state,
      carrier: session.carrier,
      province: session.province,
      failure_code: session.failureCode,
      progress: {
        months_done: session.progress.monthsDone,
        months_total: session.progress.monthsTotal,
        calls: session.progress.calls,
      },
      created_at: formatDateTime(session.createdAt),
      touched_at: formatDateTime(session.touchedAt),
      pushes: pushes.map(shown),
      consent: consent && consentOf(consent),
      timeline: timelineOf(session, consent, pushes).map(({ event, at }) => ({ event, at: formatDateTime(at) })),
    });
  },
};

function consentOf(consent: StoredConsent): Static<typeof consentShown> {
  return {
    channel: consent.channel,
    purposes: consent.purposes,
    recipient: consent.recipient,
    text_version: consent.textVersion,
    text_hash: consent.textHash,
    reference: consent.reference,
    given_at: formatDateTime(consent.givenAt),
  };
}

function shown(one: Push): Static<typeof push> {
  return {
    id: one.id,
    kind: one.kind,
    state: one.state,
    attempts: one.attempts,
    next_at: one.state === 'pending' ? formatDateTime(one.nextAt) : '',
    last_status: one.lastStatus,
    last_error: one.lastError,
    created_at: formatDateTime(one.createdAt),
  };
}
