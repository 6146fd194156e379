/** Sign-in sessions of the portals: opened by a password, known by a cookie, gone after a quarter of an hour without use. */

import { randomBytes } from 'node:crypto';
import type { SignInSession } from '../state.ts';
import type { World } from '../world.ts';

/** How long a session or a captcha lives without use, on the sandbox clock. */
export const lifetimeSeconds = 15 * 60;

/** Forgets sessions and captchas past their life, so that a long run does not grow. */
export function sweep({ state, now }: World): void {
  const oldest = now() - lifetimeSeconds;
  for (const [id, session] of state.entries('session')) if (session.seen < oldest) state.delete('session', id);
  for (const [id, captcha] of state.entries('captcha')) if (captcha.at < oldest) state.delete('captcha', id);
}

/** Opens a session and returns its id, the value of the portal's cookie. */
export function openSession(world: World, carrier: string, tel: string): string {
  sweep(world);
  const id = randomBytes(16).toString('hex');
  const since = world.now();
  world.state.set('session', id, { carrier, tel, since, seen: since, marks: {} });
  return id;
}

/** The living session with that id at that carrier, or null. Using it keeps it alive. */
export function sessionOf(world: World, carrier: string, id: string | null): SignInSession | null {
  const session = id === null ? undefined : world.state.get('session', id);
  if (id === null || session === undefined || session.carrier !== carrier) return null;
  const now = world.now();
  if (now - session.seen > lifetimeSeconds) {
    world.state.delete('session', id);
    return null;
  }
  // To the minute: one journal line a minute instead of one a page.
  if (now - session.seen >= 60) world.state.set('session', id, { ...session, seen: now });
  return session;
}

/** Notes something about a session; one that is gone stays gone. */
export function markSession(world: World, id: string, name: string, value: string): void {
  const session = world.state.get('session', id);
  if (session) world.state.set('session', id, { ...session, marks: { ...session.marks, [name]: value } });
}
