/** What is sealed between two calls of a recovery: the portal's cookies, the connector's notes, what was asked last. */

import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';

const question = Type.Union([
  Type.Object({
    wants: Type.Union([Type.Literal('smsCode'), Type.Literal('loginCode')]),
    seconds: Type.Number(),
    wasSentBefore: Type.Optional(Type.Literal(true)),
  }),
  Type.Object({ wants: Type.Union([Type.Literal('contacts'), Type.Literal('newPassword')]) }),
]);

const pendingRecovery = Type.Object({
  cookies: Type.String(),
  notes: Type.Record(Type.String(), Type.String()),
  question,
  /** Wrong codes and contacts so far. */
  wrongAnswers: Type.Optional(Type.Integer()),
});

export type PendingRecovery = Static<typeof pendingRecovery>;

/** Throws when what was stored is none: another version of the program wrote it. */
export function readPendingRecovery(stored: unknown): PendingRecovery {
  if (!Check(pendingRecovery, stored)) throw new Error('the stored step of a recovery has an unknown form');
  return stored;
}
