/** The envelope around every reply of the wire API: `status`, `action`, `msg`, `data`, all four always there (§1). */

import { type TObject, Type } from 'typebox';
import { type Action, codes, type Fault } from '../errors.ts';

export interface Envelope {
  status: number;
  action: Action;
  msg: string;
  data: object;
}

export function succeed(action: Action, data: object): Envelope {
  return { status: 0, action, msg: 'OK', data };
}

/** Clients read `data.x` before they look at `status`, so `data` is an empty object and never null. */
export function fail(fault: Fault, action: Action = codes[fault.code].action): Envelope {
  const { msg } = codes[fault.code];
  return { status: fault.code, action, msg: fault.hint ? `${msg}：${fault.hint}` : msg, data: {} };
}

/** The reply's schema for Fastify: on errors `data` is empty, so every property is optional there. */
export function envelopeSchema(data: TObject) {
  return Type.Object({
    status: Type.Integer(),
    action: Type.Union([Type.Literal('processing'), Type.Literal('done'), Type.Literal('reset')]),
    msg: Type.String(),
    // Partial forgets whether other properties are let through.
    data: Type.Partial(
      data,
      'additionalProperties' in data && data.additionalProperties === true ? { additionalProperties: true } : {},
    ),
  });
}
