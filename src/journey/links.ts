/** One-time links to the phone page: made for an app, bound to the first browser that opens them. */

import { Fault } from '../errors.ts';
import {
  bindLink,
  dropEndedLinks,
  findLink,
  insertLink,
  keepLink,
  type Link,
  type LinkChange,
  type LinkContent,
  rereadLink,
} from '../store/links.ts';
import type { Journey } from './journey.ts';

/** A link that nobody opens is good for so long. */
const unopenedSeconds = 15 * 60;

/** From the opening on, for whoever opened it: a sign-in with every second try takes minutes, and "done" may be read again later. */
const openedSeconds = 24 * 3600;

export interface LinkMade {
  /** Relative to the root of this service. The secret stands behind `#`: no server, proxy or log between sees it. */
  path: string;
  /** Unix seconds. */
  expiresAt: number;
}

export async function makeLink(journey: Journey, appid: string, content: LinkContent): Promise<LinkMade> {
  const { db, vault, random } = journey;
  const now = journey.now();
  await dropEndedLinks(db, now);
  const [id, secret] = [random(8).toString('hex'), random(16).toString('hex')];
  const expiresAt = now + unopenedSeconds;
  await insertLink(db, vault, { id, secret, appid, content, now, expiresAt });
  return { path: `/authorise/#${id}.${secret}`, expiresAt };
}

/** Why a page does not open: no such link (or its time is over), or it is another browser's. */
export type LinkRefusal = 'unknown' | 'elsewhere';

/** `browser`: the secret that the browser will show from now on. */
export async function openLink(
  journey: Journey,
  { id, secret, browser }: { id: string; secret: string; browser: string },
): Promise<Link | LinkRefusal> {
  const { db, vault } = journey;
  const now = journey.now();
  await dropEndedLinks(db, now);
  return bindLink(db, vault, { id, secret, browser, expiresAt: now + openedSeconds });
}

/** The link of a browser that opened it before. */
export async function linkOfBrowser(journey: Journey, id: string, browser: string): Promise<Link | null> {
  const link = await findLink(journey.db, journey.vault, id, browser);
  return link && link.expiresAt > journey.now() ? link : null;
}

/**
 * `change` is made to the link as it is when it is kept, and made anew when another tab was quicker: what that one did stays. Throws
 * 4016 when the link is gone.
 */
export async function changeLink(journey: Journey, link: Link, change: (now: Link) => LinkChange): Promise<void> {
  const { db, vault } = journey;
  let now: Link | null = link;
  while (now && !(await keepLink(db, now, change(now)))) now = await rereadLink(db, vault, now);
  if (!now) throw new Fault(4016, 'the link is gone');
}
