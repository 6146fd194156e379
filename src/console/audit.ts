/** Who did what, and whether the chain over it holds. */

import { Type } from 'typebox';
import { sealAudit, verifyAudit } from '../store/audit/audit-chain.ts';
import { searchAudit } from '../store/audit/audit-search.ts';
import { nullable, resource, text } from './resource.ts';

const rowsShown = 100;

export const auditList = resource({
  method: 'GET',
  path: '/audit',
  who: 'auditor',
  query: Type.Object({
    sid: Type.Optional(text),
    appid: Type.Optional(text),
    actor: Type.Optional(text),
    action: Type.Optional(text),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Type.Integer(),
        seq: nullable(Type.Integer()),
        at: Type.Number(),
        actor: Type.String(),
        action: Type.String(),
        appid: nullable(Type.String()),
        sid: nullable(Type.String()),
        detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
      }),
    ),
    next: nullable(Type.Integer()),
  }),
  async handle({ parts: { journey }, query }) {
    const found = await searchAudit(journey.db, query, rowsShown + 1);
    const rows = found.slice(0, rowsShown);
    return { rows, next: found.length > rowsShown ? (rows.at(-1)?.id ?? null) : null };
  },
});

const anchor = nullable(Type.Object({ seq: Type.Integer(), hash: Type.String() }));

/** POST: it seals first what has not been sealed yet. */
export const auditVerification = resource({
  method: 'POST',
  path: '/audit/verify',
  who: 'auditor',
  reply: Type.Object({
    rows: Type.Integer(),
    last: anchor,
    broken: nullable(Type.Object({ seq: Type.Integer(), why: Type.String() })),
  }),
  async handle({ parts: { journey } }) {
    await sealAudit(journey.db, journey.vault);
    const { rows, last, broken } = await verifyAudit(journey.db, journey.vault, null);
    return { rows, last, broken };
  },
});
