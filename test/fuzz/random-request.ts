/** Requests that may be anything: each part is now what a client sends, now odd, now random, and parts are mixed freely. */

import fc from 'fast-check';
import { oddBodies, oddBytes, oddForms, oddJson, oddTexts } from './odd-values.ts';

export interface RandomRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';
  url: string;
  headers: Record<string, string>;
  payload?: Buffer;
}

/** What requests of the run may name: a token that is good and its app, sessions in several states, numbers that may be asked for. */
export interface Known {
  token: string;
  appid: string;
  time: string;
  sessions: { sid: string; tel: string }[];
  tels: string[];
}

const paths = [
  '/token',
  '/calls/flow',
  '/calls/login',
  '/calls/verify',
  '/calls/verify/captcha',
  '/calls/verify/sms',
  '/calls/record',
  '/calls/report',
  '/cuishou',
  '/itag',
  '/itag/',
  '/busi/genCuiShou',
  '/batch/',
  '/batchResult/',
  '/forget/pwd',
  '/links',
  '/sessions',
  '/receipts/key',
  '/receipts/RCP0',
  '/sessions/SID0/report-link',
];
const oddPaths = [
  '/',
  '//calls/flow',
  '/calls',
  '/calls/flow/x',
  '/%00',
  '/%ff',
  '/sessions/',
  '/sessions/%00',
  `/sessions/${'x'.repeat(200)}`,
  '/calls/..',
];
const paramNames = [
  ...[
    'tel',
    'uid',
    'sid',
    'tid',
    'pin_pwd',
    'full_name',
    'id_card',
    'sms_code',
    'login_code',
    'captcha_code',
    'new_pwd',
  ],
  ...[
    'tel_list',
    'tel_list ',
    'user_info',
    'user_contact',
    'user_name',
    'user_id',
    'contact_tel',
    'appid',
    'sign',
    'time',
  ],
];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'app/json',
  'text/xml; charset=gbk',
  ';;;',
  '',
];

const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 40 }));

function scalars({ sessions, tels, token }: Known): fc.Arbitrary<string> {
  const known = fc.constantFrom(...sessions.map(({ sid }) => sid), ...tels, token, '123456');
  return fc.oneof({ arbitrary: known, weight: 2 }, text);
}

function pairs(known: Known): fc.Arbitrary<[string, string][]> {
  const { sessions, tels, appid, time } = known;
  const sensible = fc
    .constantFrom(...sessions, ...tels.map((tel) => ({ tel })), { appid, time })
    .map((fields) => Object.entries<string>(fields));
  const name = fc.oneof({ arbitrary: fc.constantFrom(...paramNames), weight: 4 }, text);
  const anything = fc.array(fc.tuple(name, scalars(known)), { maxLength: 8 });
  const nothing: [string, string][] = [];
  return fc.tuple(anything, fc.oneof(sensible, fc.constant(nothing))).map((both) => both.flat());
}

function search(known: Known): fc.Arbitrary<string> {
  const form = pairs(known).map((each) => new URLSearchParams(each).toString());
  return fc.oneof({ arbitrary: form, weight: 3 }, fc.constantFrom(...oddForms), fc.constant(''));
}

function jsonText(known: Known): fc.Arbitrary<string> {
  const value = fc.oneof(
    { arbitrary: scalars(known), weight: 3 },
    { arbitrary: fc.constantFrom(...oddJson), weight: 2 },
    fc.jsonValue({ maxDepth: 4 }),
  );
  const object = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...paramNames), text), value), { maxLength: 8 });
  return fc.oneof(
    { arbitrary: object.map((entries) => JSON.stringify(Object.fromEntries(entries))), weight: 4 },
    fc.json({ maxDepth: 6 }),
  );
}

function payload(known: Known): fc.Arbitrary<Buffer | undefined> {
  const texts = fc.oneof(search(known), jsonText(known), fc.constantFrom(...oddBodies));
  return fc.oneof(
    { arbitrary: texts.map((each) => Buffer.from(each)), weight: 6 },
    fc.constantFrom(...oddBytes),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.constant(undefined),
  );
}

export function randomRequest(known: Known): fc.Arbitrary<RandomRequest> {
  const token = fc.oneof(
    { arbitrary: fc.constant(known.token), weight: 8 },
    fc.constantFrom(...oddTexts, 'f'.repeat(32)),
  );
  const path = fc.oneof(
    { arbitrary: fc.constantFrom(...paths), weight: 12 },
    {
      arbitrary: fc.constantFrom(...known.sessions).map(({ sid }) => `/sessions/${encodeURIComponent(sid)}`),
      weight: 1,
    },
    { arbitrary: fc.constantFrom(...oddPaths), weight: 1 },
  );
  const method = fc.oneof(
    { arbitrary: fc.constantFrom('GET' as const, 'POST' as const), weight: 12 },
    fc.constantFrom('PUT' as const, 'DELETE' as const, 'PATCH' as const, 'OPTIONS' as const),
  );
  return fc
    .record({ method, path, token, query: search(known), payload: payload(known), type: fc.constantFrom(...types) })
    .map(({ path: at, token: shown, query, payload: body, type, method: by }) => ({
      method: by,
      url: `${at}?token=${encodeWell(shown)}${query === '' ? '' : `&${query}`}`,
      headers: { ...(type === '' ? {} : { 'content-type': type }), 'accept-encoding': 'identity' },
      ...(body === undefined || by === 'GET' ? {} : { payload: body }),
    }));
}

/** Half pairs of surrogates cannot be percent-encoded: they become U+FFFD, as in any text that is sent. */
function encodeWell(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
