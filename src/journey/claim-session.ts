/** One call at a time on a session: find it for its app, let it expire if it is due, claim it. */

import { idleSeconds, isAwaiting, isHidden } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import type { Session } from '../store/sessions.ts';
import type { Journey } from './journey.ts';
import { type Claim, whileClaimed } from './while-claimed.ts';

/**
 * The app's session, or Fault 4016: unknown, foreign, withdrawn and erased sessions are all alike.
 * A session that waited too long for its subscriber comes back `expired`.
 */
export async function findSession(journey: Journey, appid: string, sid: string): Promise<Session> {
  return asItStands(journey, await journey.sessions.find(journey.db, sid, appid));
}

/** What was found of the app's session, or Fault 4016; one that is due has expired. */
export async function asItStands(journey: Journey, session: Session | null): Promise<Session> {
  if (!session || isHidden(session.state)) throw new Fault(4016, 'no such session of this app');
  if (isAwaiting(session.state) && journey.now() - session.touchedAt > idleSeconds) {
    await journey.sessions.move(journey.db, session, 'expired', { failureCode: 4004 });
    return { ...session, state: 'expired', step: null };
  }
  return session;
}

/** Runs `act` while no other call, on any node, may act on the session: those get 20018. */
export async function withClaimedSession<T>(
  journey: Journey,
  appid: string,
  sid: string,
  act: (session: Session, claim: Claim) => Promise<T>,
): Promise<T> {
  const { db, sessions } = journey;
  const claims = {
    async claim(now: number, until: number) {
      const claimed = await sessions.claim(db, sid, now, until, { appid, calledSince: now - idleSeconds });
      if (!claimed || isHidden(claimed.state)) await requireAwaiting(journey, appid, sid);
      return claimed;
    },
    release: () => sessions.release(db, sid),
  };
  return whileClaimed(journey, claims, act);
}

/** Throws for one that no call may claim, with the reason. */
async function requireAwaiting(journey: Journey, appid: string, sid: string): Promise<void> {
  const { state } = await findSession(journey, appid, sid);
  if (state === 'expired') throw new Fault(4004, 'the session has expired');
  if (!isAwaiting(state)) throw new Fault(20017, `the session is ${state}`);
}
