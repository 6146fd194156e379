/** Reads a reply as a typed Java or Go client does: what is missing, null or of another type is an error, never a default. */

import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { RawReply } from '../send.ts';

const envelope = Type.Object({
  status: Type.Integer({ minimum: 0 }),
  action: Type.Union([Type.Literal('processing'), Type.Literal('done'), Type.Literal('reset')]),
  msg: Type.String({ minLength: 1 }),
  data: Type.Object({}),
});

export type TypedEnvelope = Static<typeof envelope>;

/** The envelope (§1). Throws for any HTTP status but 200, another content type, a key that is missing and a null anywhere. */
export function readEnvelope(reply: RawReply): TypedEnvelope {
  if (reply.status !== 200) throw new Error(`HTTP ${reply.status} is a broken server: ${reply.text}`);
  if (reply.headers['content-type'] !== 'application/json; charset=utf-8') {
    throw new Error(`content type ${reply.headers['content-type']}`);
  }
  const value: unknown = JSON.parse(reply.text);
  const nulls = nullsIn(value);
  if (nulls.length > 0) throw new Error(`null at ${nulls.join(', ')}`);
  return typed(envelope, value);
}

/** The `data` of a reply that must have succeeded. */
export function readData<T extends TObject>(schema: T, reply: RawReply): { action: string; data: Static<T> } {
  const { status, action, msg, data } = readEnvelope(reply);
  if (status !== 0 || msg !== 'OK') throw new Error(`status ${status}, msg ${msg}`);
  return { action, data: typed(schema, data) };
}

function typed<T extends TSchema>(schema: T, value: unknown): Static<T> {
  if (Check(schema, value)) return value;
  const faults = Errors(schema, value).map((fault) => `${fault.instancePath} ${fault.message}`);
  throw new Error(faults.slice(0, 5).join('; '));
}

function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => nullsIn(inner, `${path}/${key}`));
}
