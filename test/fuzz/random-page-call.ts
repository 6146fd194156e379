/** Calls to the APIs of the pages that may be anything: the phone page's, the subscriber's own and the report page's. Without a cookie. */

import fc from 'fast-check';
import { bodyOf, fieldsOf, queryOf, text } from './random-fields.ts';
import type { RandomRequest } from './random-request.ts';

const inherited = ['toString', '__proto__'];
const phoneActs = [
  ...['open', 'view', 'consent', 'begin', 'login', 'verify', 'captcha', 'sms', 'recovery-start', 'recovery-answer'],
  ...['recovery-leave', 'again', 'progress', ...inherited],
];
const phoneNames = [
  ...['link', 'secret', 'tel', 'text_hash', 'language', 'pin_pwd', 'full_name', 'id_card', 'sms_code'],
  ...['captcha_code', 'login_code', 'new_pwd', 'tel_list'],
];
/** Those that end the visit are not among them: what comes after would go nowhere. */
const myActs = ['view', 'code', 'again', 'sign-in', 'withdraw', 'erase', 'export', ...inherited];
const myNames = ['tel', 'code', 'sid', 'form'];
const reportActs = ['open', 'view', ...inherited];
const reportNames = ['link', 'sid', 'appid'];
const odd = text.map((each) => encodeURIComponent(each.toWellFormed()).slice(0, 90));

/** Now as a script of the page sends it, now by GET; now with a field that names what exists. */
function callTo(
  prefix: string,
  { acts, names, known }: { acts: readonly string[]; names: readonly string[]; known: fc.Arbitrary<object> },
): fc.Arbitrary<RandomRequest> {
  const given = fc
    .tuple(fieldsOf(names), known)
    .map(([entries, right]) => JSON.stringify({ ...Object.fromEntries(entries), ...right }));
  return fc
    .record({
      method: fc.oneof({ arbitrary: fc.constant('POST' as const), weight: 4 }, fc.constant('GET' as const)),
      act: fc.oneof({ arbitrary: fc.constantFrom(...acts), weight: 15 }, odd),
      body: fc.oneof({ arbitrary: given, weight: 3 }, bodyOf(names)),
    })
    .map(({ method, act, body }) => ({
      method,
      url: `${prefix}/${act}`,
      headers: { 'x-xiangdan-page': '1' },
      ...(method === 'GET' ? {} : { payload: Buffer.from(body) }),
    }));
}

/** `link`: the id of one that exists. */
export function randomPhonePageCall(link: string): fc.Arbitrary<RandomRequest> {
  return callTo('/authorise/api', { acts: phoneActs, names: phoneNames, known: fc.constant({ link }) });
}

/** What exists: numbers that codes may be sent to, and sessions. */
export function randomMyCall({ tels, sids }: { tels: string[]; sids: string[] }): fc.Arbitrary<RandomRequest> {
  const right = [...tels.map((tel) => ({ tel })), ...sids.flatMap((sid) => [{ sid }, { sid, form: 'csv' }])];
  return callTo('/my/api', { acts: myActs, names: myNames, known: fc.constantFrom({}, ...right) });
}

/** `links`: what stands behind the `#` of links that exist. */
export function randomReportCall({ sids, links }: { sids: string[]; links: string[] }): fc.Arbitrary<RandomRequest> {
  const right = [...sids.map((sid) => ({ sid })), ...links.map((link) => ({ link }))];
  const known = fc.constantFrom({}, ...right);
  const search = fc.oneof(queryOf(reportNames), fc.constantFrom('', ...sids.map((sid) => `sid=${sid}`)));
  const address = fc
    .tuple(fc.constantFrom('', '/', '//', '/x'), search)
    .map(([end, query]) => ({ method: 'GET' as const, url: `/report/detail${end}?${query}`, headers: {} }));
  return fc.oneof(
    { arbitrary: callTo('/report/api', { acts: reportActs, names: reportNames, known }), weight: 3 },
    address,
  );
}
