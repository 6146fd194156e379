/** The report page's own API under /report/api/, and its old address /report/detail, which is closed without a proof. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import { readReportLink } from '../journey/report-links.ts';
import { packDocument, unpackedLater } from '../store/sessions/documents.ts';
import type { Params } from '../wire/intake.ts';
import { storedReply } from '../wire/stored-reply.ts';
import { isOwnPage, readGiven } from './page-api.ts';
import { keepLink, type ReportParts, readerOf } from './report-reader.ts';
import type { OpenReply, ReportReply } from './report-view.ts';
import { reportReply } from './report-view-of.ts';
import { sendPage } from './static-pages.ts';

/** After `addHosted`, which serves the files. */
export function addReportPage(app: FastifyInstance, parts: ReportParts): void {
  // The fragment of a link is for the page alone: this address shows a report only to who has opened one before, or is signed in.
  app.get('/report/detail', async (request, reply) => {
    const path = (request.raw.url ?? '').split('?')[0] ?? '';
    // The page's own links are relative: behind a slash they would miss.
    if (path.endsWith('/')) return reply.redirect(`../detail${searchOf(request)}`, 308);
    const reader = await readerOrRefusal(parts, request, new URLSearchParams(searchOf(request)).get('sid') ?? '');
    if (typeof reader === 'string' && reader !== 'gone') reply.code(403);
    return sendPage(reply, 'report');
  });

  app.post('/report/api/open', (request, reply) =>
    answer(parts, request, reply, async ({ link }): Promise<OpenReply> => {
      const opened = typeof link === 'string' ? readReportLink(parts.journey, link) : null;
      if (!opened || typeof link !== 'string') return { at: 'refused', why: 'link' };
      if (opened.expiresAt <= parts.journey.now()) return { at: 'refused', why: 'ended' };
      keepLink(parts, request, reply, { link, opened });
      return { at: 'opened', sid: opened.sid };
    }),
  );

  app.post('/report/api/view', (request, reply) =>
    answer(parts, request, reply, async ({ sid, appid }): Promise<ReportReply> => {
      if (typeof sid !== 'string') return { at: 'refused', why: 'nothing' };
      const reader = await readerOrRefusal(parts, request, sid);
      if (reader === 'gone') return { at: 'gone' };
      if (typeof reader === 'string') return { at: 'refused', why: reader };
      if (typeof appid === 'string' && appid !== reader.appid) return { at: 'gone' };
      return reportReply(parts.journey, sid, reader);
    }),
  );
}

/** PostgreSQL stores no NUL, and no sid has any other form. */
async function readerOrRefusal(parts: ReportParts, request: FastifyRequest, sid: string) {
  try {
    return await readerOf(parts, request, /^SID[0-9a-f]{32}$/.test(sid) ? sid : 'SID');
  } catch (error) {
    // Past its contract (3997).
    if (error instanceof Fault) return 'link';
    throw error;
  }
}

async function answer(
  { journey }: ReportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (given: Params) => Promise<OpenReply | ReportReply>,
): Promise<Buffer> {
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff');
  const answered: OpenReply | ReportReply = isOwnPage(request, journey.publicUrl)
    ? await act(await readGiven(request))
    : { at: 'refused', why: 'request' };
  if (answered.at === 'refused') reply.code(403);
  return storedReply(request, reply, unpackedLater(await packDocument(answered)));
}

function searchOf(request: FastifyRequest): string {
  const { url = '' } = request.raw;
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
}
