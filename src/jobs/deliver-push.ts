/** One attempt at one push: made of what the session holds now, sent, and its row settled by what came back. */

import type { Journey } from '../journey/journey.ts';
import { pushBody } from '../push/push-body.ts';
import { pushUrl } from '../push/push-url.ts';
import type { Sender, Sent } from '../push/send.ts';
import { signatureHeaders } from '../push/sign.ts';
import { findApp } from '../store/apps.ts';
import { type ClaimedPush, markDelivered, markUnacknowledged, releasePush } from '../store/pushes.ts';

export interface Courier {
  journey: Journey;
  sender: Sender;
  /** Waits before each attempt, the first one's included: as many attempts as there are numbers. */
  retrySeconds: readonly number[];
  /** Aborted when the process stops: what is under way is given back, and goes out again under the same id. */
  cutOff: AbortSignal;
}

/** No database connection is held while the receiver has the push: it may pull record and report before it answers. */
export async function deliverPush(courier: Courier, push: ClaimedPush): Promise<void> {
  const { journey, retrySeconds, cutOff } = courier;
  const { db, log, now } = journey;
  const about = { id: push.id, sid: push.sid, appid: push.appid, kind: push.kind, attempt: push.attempts + 1 };
  let sent: Sent | Unsendable;
  try {
    sent = await attempt(courier, push);
  } catch (error) {
    if (cutOff.aborted) return releasePush(db, push);
    log.error({ ...about, err: error }, 'a push could not be made');
    sent = { acknowledged: false, status: null, error: 'our own fault: see the log' };
  }
  if (sent.acknowledged) {
    await markDelivered(db, push, sent.status, now());
    log.info({ ...about, http: sent.status }, 'push acknowledged');
    return;
  }
  const wait = 'final' in sent ? undefined : retrySeconds[push.attempts + 1];
  await markUnacknowledged(db, push, sent, wait === undefined ? null : now() + wait, now());
  log.warn({ ...about, http: sent.status, why: sent.error, again: wait !== undefined }, 'push not acknowledged');
}

/** Nothing can be sent, now or later. */
interface Unsendable {
  acknowledged: false;
  final: true;
  status: null;
  error: string;
}

async function attempt({ journey, sender, cutOff }: Courier, push: ClaimedPush): Promise<Sent | Unsendable> {
  const { db, vault, sessions, now } = journey;
  const [app, session] = await Promise.all([findApp(db, vault, push.appid), sessions.find(db, push.sid)]);
  if (!app || app.disabled) return unsendable('the app is disabled');
  const url = pushUrl(app.pushes, push.kind);
  if (url === null) return unsendable('the app has no address for it');
  const body = session && (await pushBody(db, session, app, push.kind));
  if (!body) return unsendable('the session was erased');
  const signed = { id: push.id, timestamp: Math.floor(now()), body };
  return sender.send({ url, headers: signatureHeaders(app.appsecret, signed), body }, cutOff);
}

function unsendable(error: string): Unsendable {
  return { acknowledged: false, final: true, status: null, error };
}
