/** The ways in which known clients put the parameters of one call into a request. */

import type { RawRequest } from './send.ts';

/** A value of §3 to §12 before a client has put it into its own form. */
export type Param = string | number | string[] | Record<string, string> | Record<string, string | number>[];

export interface Call {
  path: string;
  /** `null` for the endpoint that gives tokens. */
  token: string | null;
  params: Record<string, Param>;
}

/** What login and verify may ask for: some clients send them all, with `null` or nothing for what they do not know. */
export const answerNames = ['pin_pwd', 'full_name', 'id_card', 'sms_code', 'captcha_code'];

export type Encoding = (call: Call) => RawRequest;

export const formType = 'application/x-www-form-urlencoded';

/** The token goes into the query as it is: nobody url-encodes it. */
export function withToken({ path, token }: Call): string {
  return token === null ? path : `${path}?token=${token}`;
}

/** Nested values as JSON text, which is what a client gets that hands every value to its form library as a string. */
export function flatPairs(params: Record<string, Param>): [string, string][] {
  return Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
}

/** `user_info[user_name]`, `user_contact[0][contact_tel]`, `tel_list[]`: PHP's `http_build_query`, and what qs writes. */
export function nestedPairs(params: Record<string, Param>): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) => pairsUnder(name, value));
}

function pairsUnder(name: string, value: Param): [string, string][] {
  if (typeof value !== 'object') return [[name, String(value)]];
  if (!Array.isArray(value)) return Object.entries(value).map(([key, inner]) => [`${name}[${key}]`, inner]);
  return value.flatMap((item, index): [string, string][] =>
    typeof item === 'string'
      ? [[`${name}[]`, item]]
      : Object.entries(item).map(([key, inner]) => [`${name}[${index}][${key}]`, String(inner)]),
  );
}

export function form(
  pairs: (params: Call['params']) => [string, string][],
  headers: Record<string, string> = { 'Content-Type': formType },
): Encoding {
  return (call) => ({
    method: 'POST',
    target: withToken(call),
    headers,
    body: new URLSearchParams(pairs(call.params)).toString(),
  });
}

export function json(contentType: string): Encoding {
  return (call) => ({
    method: 'POST',
    target: withToken(call),
    headers: { 'Content-Type': contentType },
    body: JSON.stringify(call.params),
  });
}

/** Everything in the query, token first. */
export function query(headers: Record<string, string> = {}): Encoding {
  return ({ path, token, params }) => {
    const pairs: [string, string][] = token === null ? [] : [['token', token]];
    const search = new URLSearchParams([...pairs, ...flatPairs(params)]);
    return { method: 'GET', target: `${path}?${search}`, headers };
  };
}
