/** What every step of a session's journey is handed, and how one exchange with a carrier's portal is run. */

import type { Connector, StepContext } from '../carriers/connector.ts';
import type { Portal } from '../carriers/portal.ts';
import type { Refusal } from '../carriers/refusal.ts';
import type { Purpose } from '../carriers/turnstile.ts';
import type { Directory } from '../directory/directory.ts';
import type { Carrier } from '../domain/carrier.ts';
import type { RandomBytes } from '../domain/ids.ts';
import { type Code, Fault } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics, StepName } from '../metrics/metrics.ts';
import type { Database } from '../store/database.ts';
import type { Recoveries } from '../store/recoveries.ts';
import type { Sessions } from '../store/sessions.ts';
import type { Vault } from '../store/vault.ts';
import type { Admission } from './admission.ts';
import type { TagLists } from './tag-lists.ts';

/** On whose behalf a portal is opened, and what ends it. */
export interface Visit {
  province: string;
  purpose: Purpose;
  signal: AbortSignal;
}

export interface Journey {
  db: Database;
  vault: Vault;
  sessions: Sessions;
  recoveries: Recoveries;
  directory: Directory;
  tagLists: TagLists;
  connectorFor: (carrier: Carrier) => Connector | null;
  /** A portal with the session's cookies in it ('' for none); null when no address is known for the carrier. */
  openPortal: (carrier: Carrier, cookies: string, visit: Visit) => Portal | null;
  /** Puts the fetch job into the same transaction as the state that causes it. */
  enqueueFetch: (transaction: Database, sid: string) => Promise<void>;
  enqueueReport: (transaction: Database, sid: string) => Promise<void>;
  /** Unix seconds. */
  now: () => number;
  random: RandomBytes;
  log: Log;
  metrics: Metrics;
  admission: Admission;
  /** Under which people and apps reach this service; null: the host of each request. */
  publicUrl: string | null;
  flowLimits: { count: number; seconds: number }[];
  /** How long an app's sessions are kept, unless it wants less. */
  retentionDays: number;
  /** Aborted when the process is asked to stop: jobs leave off. */
  stopping: AbortSignal;
  /** Aborted a few seconds later: calls that are still under way are cut off. */
  cutOff: AbortSignal;
}

/** A whole sign-in step is given up after so long (wire contract §6). */
const stepTimeoutMs = 45_000;

/** How long one call may hold a session or a recovery before another may take it over: longer than any step. */
export const claimSeconds = 60;

export interface StepSubject {
  carrier: Carrier;
  tel: string;
  province: string;
  city: string;
}

/** What the outcomes of sign-ins and recoveries have in common. */
interface Ended {
  kind: string;
  code?: Code;
  because?: Code;
}

/**
 * Runs one exchange, if this process has room for it (else 4007), and counts how it ended and how long it took.
 */
export async function runStep<O extends Ended>(
  journey: Journey,
  step: StepName,
  subject: StepSubject,
  cookies: string,
  act: (connector: Connector, context: StepContext) => Promise<O>,
): Promise<{ outcome: O | Refusal; cookies: string }> {
  return journey.admission.step(async () => {
    const began = performance.now();
    const ended = await exchange(journey, subject, cookies, act);
    const { code, because }: Ended = ended.outcome;
    journey.metrics.stepEnded(step, subject.carrier, code ?? because ?? 0, (performance.now() - began) / 1000);
    return ended;
  });
}

/**
 * Runs one exchange and gives its outcome with the cookies that the portal left.
 * The carrier's own trouble comes back as `refused`; only our own faults are thrown.
 */
async function exchange<O>(
  journey: Journey,
  subject: StepSubject,
  cookies: string,
  act: (connector: Connector, context: StepContext) => Promise<O>,
): Promise<{ outcome: O | Refusal; cookies: string }> {
  const timeout = AbortSignal.timeout(stepTimeoutMs);
  const signal = AbortSignal.any([timeout, journey.cutOff]);
  const { connector, portal } = channelFor(journey, subject, cookies, { signal, purpose: 'signIn' });
  const context: StepContext = {
    tel: subject.tel,
    province: subject.province,
    city: subject.city,
    portal,
    now: () => Math.floor(journey.now()),
  };
  try {
    return { outcome: await act(connector, context), cookies: portal.cookies() };
  } catch (error) {
    if (timeout.aborted || journey.cutOff.aborted) {
      const detail = timeout.aborted ? `no end after ${stepTimeoutMs / 1000} s` : 'cut off: the process stops';
      return { outcome: { kind: 'refused', code: 4007, detail }, cookies };
    }
    if (error instanceof Fault) {
      return { outcome: { kind: 'refused', code: error.code, detail: error.message }, cookies: portal.cookies() };
    }
    throw error;
  }
}

/** Throws 20015 when this carrier cannot be asked. */
export function channelFor(
  journey: Journey,
  subject: StepSubject,
  cookies: string,
  visit: Omit<Visit, 'province'>,
): { connector: Connector; portal: Portal } {
  const connector = journey.connectorFor(subject.carrier);
  const portal = journey.openPortal(subject.carrier, cookies, { ...visit, province: subject.province });
  if (!connector || !portal) {
    throw new Fault(
      20015,
      `no ${connector ? 'portal address' : 'connector'} for ${subject.carrier}`,
      '暂不支持该运营商',
    );
  }
  return { connector, portal };
}
