/** `POST /sessions/{sid}/report-link`: a signed link to the session's report page that expires, with no API credential in it. */

import { Type } from 'typebox';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { Fault } from '../../errors.ts';
import { findSession } from '../../journey/claim-session.ts';
import { linkSeconds, reportLinkPath } from '../../journey/report-links.ts';
import { appendAudit } from '../../store/audit.ts';
import { type Endpoint, text } from '../endpoint.ts';
import { succeed } from '../envelope.ts';
import { rootOf } from './links.ts';

const params = Type.Object({ sid: text, expires_in: Type.Optional(text) });

export const sessionsSidReportLink: Endpoint<typeof params> = {
  path: '/sessions/:sid/report-link',
  methods: ['POST'],
  summary: 'Get a link to the report page that expires',
  scope: 'report',
  params,
  data: Type.Object({ sid: Type.String(), url: Type.String(), expires: Type.String() }),
  reference: { codes: [4016] },
  async handle({ journey, appid, params: { sid, expires_in }, request }) {
    const seconds = readSeconds(expires_in);
    await findSession(journey, appid, sid);
    const at = journey.now();
    const expiresAt = Math.floor(at) + seconds;
    await appendAudit(journey.db, {
      ...{ at, actor: `app:${appid}`, action: 'report-link.made', appid, sid },
      detail: { seconds },
    });
    const url = `${journey.publicUrl ?? rootOf(request)}${reportLinkPath(journey, { sid, expiresAt, holder: 'app' })}`;
    return succeed('done', { sid, url, expires: formatDateTime(expiresAt) });
  },
};

function readSeconds(given: string | undefined): number {
  if (given === undefined) return linkSeconds.usual;
  const seconds = Number(given);
  if (/^\d{1,7}$/.test(given) && seconds >= linkSeconds.least && seconds <= linkSeconds.most) return seconds;
  const hint = `expires_in 须为 ${linkSeconds.least} 至 ${linkSeconds.most} 秒`;
  throw new Fault(4001, `expires_in is not from ${linkSeconds.least} to ${linkSeconds.most}`, hint);
}
