/** The cookie that says who is signed in: unreadable for scripts, sent by no other site. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { consoleHours, findConsoleSession, type SignedIn } from '../store/console/console-sessions.ts';
import type { ConsoleParts } from './resource.ts';

const cookieName = 'xiangdan_console';
const wanted = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{43})(?:;|$)`);

/** Null when nobody is. */
export async function signedIn(
  { journey }: Pick<ConsoleParts, 'journey'>,
  request: FastifyRequest,
): Promise<SignedIn | null> {
  const token = tokenOf(request);
  return token === null ? null : findConsoleSession(journey.db, token, journey.now());
}

export function tokenOf(request: FastifyRequest): string | null {
  return wanted.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

export function setToken(reply: FastifyReply, token: string, publicUrl: string | null): void {
  reply.header('set-cookie', cookie(token, consoleHours.absolute * 3600, publicUrl));
}

export function clearToken(reply: FastifyReply, publicUrl: string | null): void {
  reply.header('set-cookie', cookie('', 0, publicUrl));
}

function cookie(value: string, maxAge: number, publicUrl: string | null): string {
  const secure = publicUrl?.startsWith('https:') ? '; Secure' : '';
  return `${cookieName}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
