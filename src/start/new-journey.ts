/** Puts a journey together from its parts; time, chance and patience are the machine's own unless a test hands in others. */

import { randomBytes } from 'node:crypto';
import { openPortal, type PortalOptions } from '../carriers/portal.ts';
import { connectorFor } from '../carriers/registry.ts';
import { type Carrier, carriers } from '../domain/carrier.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Journey } from '../journey/journey.ts';
import { createTagLists } from '../journey/tag-lists.ts';
import { createRecoveries } from '../store/recoveries.ts';
import { createSessions } from '../store/sessions.ts';

export type CarrierBaseUrls = Partial<Record<Carrier, string>>;

export interface JourneyParts
  extends Omit<Journey, 'sessions' | 'recoveries' | 'tagLists' | 'connectorFor' | 'openPortal' | 'now' | 'random'> {
  carrierBaseUrls: CarrierBaseUrls;
  now?: () => number;
  random?: RandomBytes;
  portal?: Pick<PortalOptions, 'requestTimeoutMs' | 'pace'>;
}

/** Where the sandbox at `url` plays each carrier. */
export function portalsOf(url: string): CarrierBaseUrls {
  return Object.fromEntries(carriers.map((carrier) => [carrier, `${url}/${carrier}`]));
}

export function newJourney(parts: JourneyParts): Journey {
  const { carrierBaseUrls, now = () => Date.now() / 1000, random = randomBytes, portal = {}, ...rest } = parts;
  return {
    ...rest,
    now,
    random,
    sessions: createSessions(parts.vault),
    recoveries: createRecoveries(parts.vault),
    tagLists: createTagLists(parts.db),
    connectorFor,
    openPortal(carrier, cookies, signal) {
      const baseUrl = carrierBaseUrls[carrier];
      return baseUrl ? openPortal({ ...portal, baseUrl, cookies, signal }) : null;
    },
  };
}
