/** One attempt at one push: made of what the session holds now, sent, and its row settled by what came back. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Journey } from '../journey/journey.ts';
import { shownTo } from '../journey/mask-third-parties.ts';
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

const storeAgainMs = 250;
/** Ten minutes: it is not the server that is away then. */
const mostTriesToStore = 2_400;

/** No database connection is held while the receiver has the push: it may pull record and report before it answers. */
export async function deliverPush(courier: Courier, push: ClaimedPush): Promise<void> {
  const { journey, retrySeconds, cutOff } = courier;
  const { db, log, metrics, now } = journey;
  const about = { push: push.id, sid: push.sid, appid: push.appid, kind: push.kind, attempt: push.attempts + 1 };
  const began = performance.now();
  let sent: Sent | Unsendable | 'too late';
  try {
    sent = await attempt(courier, push);
  } catch (error) {
    if (cutOff.aborted) return releasePush(db, push);
    log.error({ ...about, err: error }, 'a push could not be made');
    sent = { acknowledged: false, status: null, error: 'our own fault: see the log' };
  }
  if (sent === 'too late') {
    log.warn(about, 'this machine is too busy: a push was given back before it was sent, and is taken again');
    return releasePush(db, push);
  }
  const seconds = (performance.now() - began) / 1000;
  if (sent.acknowledged) {
    metrics.pushTried(push.kind, 'acknowledged', seconds);
    await storeDelivered(courier, push, sent.status);
    log.info({ ...about, http: sent.status }, 'push acknowledged');
    return;
  }
  const wait = 'final' in sent ? undefined : retrySeconds[push.attempts + 1];
  metrics.pushTried(push.kind, wait === undefined ? 'failed' : 'retried', seconds);
  await markUnacknowledged(db, push, sent, wait === undefined ? null : now() + wait, now());
  log.warn({ ...about, http: sent.status, why: sent.error, again: wait !== undefined }, 'push not acknowledged');
}

/**
 * Until it is stored this process alone knows of the acknowledgement, and forgotten it is a push too many. A database server that starts
 * again is back within seconds; as long as it is away nobody else can take the push over.
 */
async function storeDelivered(courier: Courier, push: ClaimedPush, status: number): Promise<void> {
  const { db, log, now } = courier.journey;
  const { id, sid } = push;
  for (let tries = 1; ; tries += 1) {
    try {
      await markDelivered(db, push, status, now());
      return;
    } catch (error) {
      if (tries === mostTriesToStore || courier.cutOff.aborted) throw error;
      if (tries === 1) log.warn({ push: id, sid, err: error }, 'an acknowledgement could not be stored; tried again');
      await pause(storeAgainMs);
    }
  }
}

/** Nothing can be sent, now or later. */
interface Unsendable {
  acknowledged: false;
  final: true;
  status: null;
  error: string;
}

/** `too late`: what is left of the claim is less than an attempt may take, so that another worker might send it at the same time. */
async function attempt(
  { journey, sender, cutOff }: Courier,
  push: ClaimedPush,
): Promise<Sent | Unsendable | 'too late'> {
  const { db, vault, sessions, now } = journey;
  const [app, session] = await Promise.all([findApp(db, vault, push.appid), sessions.find(db, push.sid)]);
  if (!app || app.disabled) return unsendable('the app is disabled');
  const url = pushUrl(app.pushes, push.kind, session?.subject?.callback ?? null);
  if (url === null) return unsendable('the app has no address for it');
  if (session?.state === 'withdrawn') return unsendable('the consent was withdrawn');
  const own = session?.subject?.tel ?? '';
  const body =
    session &&
    (await pushBody(db, session, app, push.kind, (document) => shownTo(app.access.thirdParty, document, own)));
  if (!body) return unsendable('the session was erased');
  if (push.claimedUntil.getTime() / 1000 - now() < sender.timeoutMs / 1000) return 'too late';
  const signed = { id: push.id, timestamp: Math.floor(now()), body };
  return sender.send({ url, headers: signatureHeaders(app.appsecret, signed), body }, cutOff);
}

function unsendable(error: string): Unsendable {
  return { acknowledged: false, final: true, status: null, error };
}
