/** What each carrier asks for and offers in each province: capabilities.json, validated when the program starts. */

import { type Static, Type } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { Carrier } from '../domain/carrier.ts';
import table from './capabilities.json' with { type: 'json' };

const capability = Type.Object(
  {
    /** What `/calls/flow` asks for. A captcha may be asked for besides, after a wrong password. */
    login: Type.Array(
      Type.Union([
        Type.Literal('pin'),
        Type.Literal('sms'),
        Type.Literal('captcha'),
        Type.Literal('name'),
        Type.Literal('id_card'),
      ]),
    ),
    /** What `/calls/verify` asks for after login; empty: nothing. */
    second: Type.Array(Type.Union([Type.Literal('sms'), Type.Literal('captcha')])),
    history_months: Type.Integer({ minimum: 1, maximum: 12 }),
    /** Whether the service password can be set anew online (§8.6). */
    recovery: Type.Boolean(),
    password_lengths: Type.Array(Type.Union([Type.Literal(6), Type.Literal(8)]), { minItems: 1 }),
  },
  { additionalProperties: false },
);

export type Capability = Static<typeof capability>;

const provinceCount = 31;
const perProvince = Type.Record(Type.String(), capability, {
  minProperties: provinceCount,
  maxProperties: provinceCount,
});
const wholeTable = Type.Object(
  { mobile: perProvince, unicom: perProvince, telecom: perProvince },
  { additionalProperties: false },
);

/** Carrier → province → capability. Throws while the program starts when the file has another form. */
export const capabilities: Readonly<Record<Carrier, Readonly<Record<string, Capability>>>> = validated(table);

function validated(value: unknown): Static<typeof wholeTable> {
  if (Check(wholeTable, value)) return value;
  const [first] = Errors(wholeTable, value);
  throw new Error(`capabilities.json: ${first?.instancePath ?? ''} ${first?.message ?? 'has an unknown form'}`);
}

/** Null for a province that the table does not know. */
export function capabilityOf(carrier: Carrier, province: string): Capability | null {
  return capabilities[carrier][province] ?? null;
}
