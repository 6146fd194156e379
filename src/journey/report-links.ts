/** Links to the report page of one session, for its app or for its subscriber: signed, good until they expire, and nothing of them is stored. */

import { timingSafeEqual } from 'node:crypto';
import type { Journey } from './journey.ts';

export const linkSeconds = { usual: 24 * 3600, least: 60, most: 7 * 24 * 3600 };

export interface ReportLink {
  sid: string;
  /** Unix seconds. */
  expiresAt: number;
  /** Whom it was given to: the app hands its links on, to whom it likes. */
  holder: 'app' | 'subject';
}

/** Relative to the root of this service. The link stands behind `#`: no server, proxy or log between sees it. */
export function reportLinkPath({ vault }: Pick<Journey, 'vault'>, { sid, expiresAt, holder }: ReportLink): string {
  const signature = vault.lookupHash('report-link', signedText(sid, expiresAt, holder)).toString('hex');
  return `/report/#${sid}.${expiresAt}.${signature}`;
}

/**
 * Null for what no known master key signed; whether it has expired is the caller's to look at. That the session still
 * stands is looked up at every reading: erasure and withdrawal end its links.
 */
export function readReportLink({ vault }: Pick<Journey, 'vault'>, link: string): ReportLink | null {
  const [, sid = '', expires = '', signature = ''] = /^(SID[0-9a-f]{32})\.(\d{1,12})\.([0-9a-f]{64})$/.exec(link) ?? [];
  if (sid === '') return null;
  const given = Buffer.from(signature, 'hex');
  const holder = (['app', 'subject'] as const).find((each) =>
    vault.lookupHashes('report-link', signedText(sid, expires, each)).some((hash) => timingSafeEqual(hash, given)),
  );
  return holder ? { sid, expiresAt: Number(expires), holder } : null;
}

/** The holder stands in the signature alone: nobody makes the one out of the other. */
function signedText(sid: string, expiresAt: number | string, holder: ReportLink['holder']): string {
  return `${holder === 'app' ? '' : `${holder}:`}${sid}.${expiresAt}`;
}
