/** Calls to the console's API and to the phone page's that may be anything. */

import fc from 'fast-check';
import { oddJson, oddTexts } from './odd-values.ts';
import type { RandomRequest } from './random-request.ts';

/** Behind /console/api; X is anything, or an id that exists. */
const consolePaths = [
  ...['/start', '/login', '/logout', '/me', '/me/password', '/overview', '/sessions/search', '/sessions/X'],
  ...['/sessions/X/reveal', '/sessions/X/documents/record', '/pushes', '/pushes/X/body', '/pushes/X/replay', '/apps'],
  ...['/apps/X', '/apps/X/rotate', '/apps/X/test-push', '/carriers', '/tag-lists', '/tag-lists/X', '/audit'],
  ...['/audit/verify', '/accounts', '/accounts/X', '/accounts/X/password', '/nothing', ''],
];
const names = [
  ...['tel', 'uid', 'sid', 'state', 'after', 'before', 'since', 'span', 'name', 'url', 'username', 'password', 'appid'],
  ...['role', 'scopes', 'pushUrls', 'ipAllow', 'retentionDays', 'contractUntil', 'kind', 'current', 'next'],
];
const pageActs = [
  ...['open', 'view', 'consent', 'begin', 'login', 'verify', 'captcha', 'sms', 'recovery-start', 'recovery-answer'],
  ...['recovery-leave', 'again', 'toString', '__proto__', 'progress'],
];
const pageNames = [
  ...['link', 'secret', 'tel', 'text_hash', 'language', 'pin_pwd', 'full_name', 'id_card', 'sms_code'],
  ...['captcha_code', 'login_code', 'new_pwd', 'tel_list'],
];

const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 40 }));
const value = fc.oneof(text, fc.constantFrom(...oddJson), fc.jsonValue({ maxDepth: 3 }), fc.double());

function fieldsOf(known: readonly string[]): fc.Arbitrary<[string, unknown][]> {
  const name = fc.oneof(fc.constantFrom(...known), text);
  return fc.array(fc.tuple(name, value), { maxLength: 6 });
}

function bodyOf(known: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fieldsOf(known).map((entries) => JSON.stringify(Object.fromEntries(entries))),
    text,
  );
}

const query = fieldsOf(names).map((entries) =>
  new URLSearchParams(
    Object.fromEntries(entries.map(([name, each]) => [name, typeof each === 'string' ? each : JSON.stringify(each)])),
  ).toString(),
);

export interface ConsoleCall extends RandomRequest {
  /** One of the paths above, before X was filled in. */
  path: string;
}

/** `ids`: what exists and may be named. Without a cookie. */
export function randomConsoleCall(ids: readonly string[] = []): fc.Arbitrary<ConsoleCall> {
  const odd = text.map((each) => encodeURIComponent(each.toWellFormed()).slice(0, 90));
  return fc
    .record({
      method: fc.constantFrom('GET' as const, 'POST' as const, 'PUT' as const, 'DELETE' as const),
      path: fc.constantFrom(...consolePaths),
      part: ids.length === 0 ? odd : fc.oneof(odd, fc.constantFrom(...ids)),
      query,
      body: bodyOf(names),
    })
    .map(({ method, path, part, query: search, body }) => ({
      method,
      path,
      url: `/console/api${path.replace('X', part)}?${search}`,
      headers: { 'x-xiangdan-console': '1' },
      ...(method === 'GET' ? {} : { payload: Buffer.from(body) }),
    }));
}

/** `link`: the id of one that exists. */
export function randomPageCall(link: string): fc.Arbitrary<RandomRequest> {
  const given = fieldsOf(pageNames).map((entries) => JSON.stringify({ ...Object.fromEntries(entries), link }));
  return fc
    .record({
      method: fc.constantFrom('POST' as const, 'GET' as const),
      act: fc.constantFrom(...pageActs),
      body: fc.oneof({ arbitrary: given, weight: 3 }, bodyOf(pageNames)),
    })
    .map(({ method, act, body }) => ({
      method,
      url: `/authorise/api/${act}`,
      headers: { 'x-xiangdan-page': '1' },
      ...(method === 'GET' ? {} : { payload: Buffer.from(body) }),
    }));
}
