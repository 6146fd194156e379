/** Who reads a report: the holder of a link that is signed and has not expired, an app's or the subscriber's own, or an operator of the console. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ReportLink, readReportLink } from '../journey/report-links.ts';
import { findApp } from '../store/apps.ts';
import type { SignedIn } from '../store/console/console-sessions.ts';
import { requireContract } from '../wire/tokens.ts';
import type { ReportRefusal } from './report-view.ts';
import type { HostedParts } from './view-of.ts';

export interface ReportParts extends Pick<HostedParts, 'journey'> {
  /** Of the console's cookie. */
  signedIn(request: FastifyRequest): Promise<SignedIn | null>;
}

export interface Reader {
  /** For the audit. */
  actor: string;
  appid: string;
  /** False: the app of a link has no scope for records. */
  mayReadRecord: boolean;
}

/** Browsers send every cookie with every call: 20 of them are 3 KB of the 16 KiB that headers may have. */
const mostCookies = 20;

/** No hint whether there is such a session: whoever proves nothing is refused alike. An operator learns `gone`. */
export async function readerOf(
  parts: ReportParts,
  request: FastifyRequest,
  sid: string,
): Promise<Reader | ReportRefusal | 'gone'> {
  const { journey } = parts;
  const who = await parts.signedIn(request);
  if (who?.role === 'operator') {
    const session = await journey.sessions.find(journey.db, sid);
    return session ? { actor: `account:${who.username}`, appid: session.appid, mayReadRecord: true } : 'gone';
  }
  const link = cookiesOf(request).find((one) => one.sid === sid);
  const opened = link && readReportLink(journey, link.value);
  if (!opened) return who ? 'role' : 'nothing';
  if (opened.expiresAt <= journey.now()) return 'ended';
  return readerOfLink(parts, opened);
}

/** A link outlives neither its session nor its app, nor that one's contract and scope; a subscriber's own asks nothing of the app. */
async function readerOfLink(
  { journey }: ReportParts,
  { sid, holder }: ReportLink,
): Promise<Reader | ReportRefusal | 'gone'> {
  const session = await journey.sessions.find(journey.db, sid);
  if (!session) return 'gone';
  if (holder === 'subject') return { actor: 'subject', appid: session.appid, mayReadRecord: true };
  const app = await findApp(journey.db, journey.vault, session.appid);
  if (!app || app.disabled) return 'link';
  requireContract(app.contractUntil, journey.now());
  const may = (scope: 'record' | 'report') => app.access.scopes?.includes(scope) ?? true;
  if (!may('report')) return 'link';
  return { actor: `link:${app.appid}`, appid: app.appid, mayReadRecord: may('record') };
}

function cookiesOf({ headers }: FastifyRequest): { sid: string; value: string }[] {
  const found = (headers.cookie ?? '').matchAll(/(?:^|;\s*)xd_report_(SID[0-9a-f]{32})=(\d+\.[0-9a-f]{64})(?=;|$)/g);
  return [...found].map(([, sid = '', rest = '']) => ({ sid, value: `${sid}.${rest}` }));
}

/** The link as a cookie that no script reads: what the address keeps is no secret. */
export function keepLink(
  { journey }: ReportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { link, opened }: { link: string; opened: ReportLink },
): void {
  const { publicUrl } = journey;
  const isSecure = publicUrl?.startsWith('https:') ?? request.protocol === 'https';
  const root = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const set = (sid: string, value: string, seconds: number) =>
    `xd_report_${sid}=${value}; Path=${root}/report/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const others = cookiesOf(request).filter(({ sid }) => sid !== opened.sid);
  const soonest = others.sort((a, b) => expiryOf(a.value) - expiryOf(b.value));
  const dropped = soonest.slice(0, Math.max(0, soonest.length + 1 - mostCookies));
  const seconds = Math.ceil(opened.expiresAt - journey.now());
  reply.header('set-cookie', [
    set(opened.sid, link.slice(opened.sid.length + 1), seconds),
    ...dropped.map(({ sid }) => set(sid, '', 0)),
  ]);
}

function expiryOf(link: string): number {
  return Number(link.split('.')[1]);
}
