/** Puts a journey together from its parts; time, chance and patience are the machine's own unless a test hands in others. */

import { randomBytes } from 'node:crypto';
import { openPortal, type PortalOptions } from '../carriers/portal.ts';
import { connectorFor } from '../carriers/registry.ts';
import { openTurnstile, type Turnstile } from '../carriers/turnstile.ts';
import { type Carrier, carriers } from '../domain/carrier.ts';
import type { RandomBytes } from '../domain/ids.ts';
import { type AdmissionLimits, createAdmission, unlimited } from '../journey/admission.ts';
import type { Journey } from '../journey/journey.ts';
import { createTagLists } from '../journey/tag-lists.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { createRecoveries } from '../store/recoveries.ts';
import { countWaitingFetches } from '../store/sessions/figures.ts';
import { createSessions, type Sessions } from '../store/sessions.ts';
import type { Vault } from '../store/vault.ts';
import { addCarrierGauge, addStoreGauges } from './gauges.ts';

export type CarrierBaseUrls = Partial<Record<Carrier, string>>;

export interface JourneyParts
  extends Omit<
    Journey,
    | 'sessions'
    | 'recoveries'
    | 'tagLists'
    | 'connectorFor'
    | 'openPortal'
    | 'now'
    | 'random'
    | 'publicUrl'
    | 'metrics'
    | 'admission'
  > {
  carrierBaseUrls: CarrierBaseUrls;
  publicUrl?: string | null;
  now?: () => number;
  random?: RandomBytes;
  portal?: Pick<PortalOptions, 'requestTimeoutMs' | 'pace'>;
  /** Without: none. */
  limits?: Partial<AdmissionLimits & { carrierConcurrency: number }>;
}

/** Where the sandbox at `url` plays each carrier. */
export function portalsOf(url: string): CarrierBaseUrls {
  return Object.fromEntries(carriers.map((carrier) => [carrier, `${url}/${carrier}`]));
}

export function newJourney(parts: JourneyParts): Journey {
  const { carrierBaseUrls, now = () => Date.now() / 1000, random = randomBytes, portal = {}, ...rest } = parts;
  const { carrierConcurrency = Number.POSITIVE_INFINITY, ...admitted } = parts.limits ?? {};
  const metrics = createMetrics();
  const turnstiles = turnstilesOf(carrierConcurrency);
  const gauges = { metrics, db: parts.db, log: parts.log, now };
  addStoreGauges(gauges);
  addCarrierGauge(gauges, Object.entries(turnstiles));
  return {
    ...rest,
    publicUrl: parts.publicUrl ?? null,
    now,
    random,
    metrics,
    admission: createAdmission({
      limits: { ...unlimited, ...admitted },
      metrics,
      countWaitingFetches: (most) => countWaitingFetches(parts.db, most),
      now,
    }),
    sessions: countedSessions(parts.vault, metrics, now),
    recoveries: createRecoveries(parts.vault),
    tagLists: createTagLists(parts.db),
    connectorFor,
    openPortal(carrier, cookies, { province, purpose, signal }) {
      const baseUrl = carrierBaseUrls[carrier];
      if (!baseUrl) return null;
      const lane = turnstiles[carrier].lane(purpose);
      const watch: PortalOptions['watch'] = (outcome, seconds) =>
        metrics.carrierAnswered({ carrier, province }, outcome, seconds);
      return openPortal({ ...portal, baseUrl, cookies, signal, lane, watch });
    },
  };
}

/** One a carrier and process: what a portal sees is this limit times the processes. */
function turnstilesOf(maxUnderWay: number): Record<Carrier, Turnstile> {
  return {
    unicom: openTurnstile(maxUnderWay),
    mobile: openTurnstile(maxUnderWay),
    telecom: openTurnstile(maxUnderWay),
  };
}

/** Counted here, where every state passes. One that is rolled back and entered again counts twice: these are figures, not the books. */
function countedSessions(vault: Vault, metrics: Metrics, now: () => number): Sessions {
  const sessions = createSessions(vault, now);
  return {
    ...sessions,
    async insert(db, session, inserts) {
      await sessions.insert(db, session, inserts);
      metrics.sessionEntered(session, 'opened', null);
    },
    async move(db, session, to, along) {
      const moved = await sessions.move(db, session, to, along);
      if (moved) metrics.sessionEntered(session, to, along?.failureCode ?? null);
      return moved;
    },
    async beginFetch(db, sid) {
      const begun = await sessions.beginFetch(db, sid);
      if (begun?.isFirst) metrics.sessionEntered(begun.session, 'fetching', null);
      return begun;
    },
  };
}
