/** One call at a time on a session: find it for its app, let it expire if it is due, claim it. */

import { idleSeconds, isAwaiting, isHidden } from '../domain/session.ts';
import { Fault } from '../errors.ts';
import type { Session } from '../store/sessions.ts';
import type { Journey } from './journey.ts';
import { whileClaimed } from './while-claimed.ts';

/**
 * The app's session, or Fault 4016: unknown, foreign, withdrawn and erased sessions are all alike.
 * A session that waited too long for its subscriber comes back `expired`.
 */
export async function findSession(journey: Journey, appid: string, sid: string): Promise<Session> {
  const session = await journey.sessions.find(journey.db, sid, appid);
  if (!session || isHidden(session.state)) throw new Fault(4016, 'no such session of this app');
  if (isAwaiting(session.state) && journey.now() - session.touchedAt > idleSeconds) {
    await journey.sessions.move(journey.db, session, 'expired', 4004);
    return { ...session, state: 'expired', step: null };
  }
  return session;
}

/** Runs `act` while no other call, on any node, may act on the session: those get 20018. */
export async function withClaimedSession<T>(
  journey: Journey,
  appid: string,
  sid: string,
  act: (session: Session) => Promise<T>,
): Promise<T> {
  const found = await findSession(journey, appid, sid);
  if (found.state === 'expired') throw new Fault(4004, 'the session has expired');
  if (!isAwaiting(found.state)) throw new Fault(20017, `the session is ${found.state}`);
  return whileClaimed(journey, journey.sessions, sid, async (session) => {
    if (isHidden(session.state)) throw new Fault(4016, 'the session was ended meanwhile');
    if (!isAwaiting(session.state)) throw new Fault(20017, `the session is ${session.state}`);
    return act(session);
  });
}
