/** Calls to the console's API that may be anything. */

import fc from 'fast-check';
import { bodyOf, queryOf, text } from './random-fields.ts';
import type { RandomRequest } from './random-request.ts';

/** Behind /console/api; X is anything, or an id that exists. */
const consolePaths = [
  ...['/start', '/login', '/logout', '/me', '/me/password', '/overview', '/sessions/search', '/sessions/X'],
  ...['/sessions/X/reveal', '/sessions/X/documents/record', '/pushes', '/pushes/X/body', '/pushes/X/replay', '/apps'],
  ...['/apps/X', '/apps/X/rotate', '/apps/X/disable', '/apps/X/enable', '/apps/X/test-push', '/carriers'],
  ...['/tag-lists', '/tag-lists/X', '/audit', '/audit/verify'],
  ...['/accounts', '/accounts/X', '/accounts/X/password', '/nothing', ''],
];
const names = [
  ...['tel', 'uid', 'sid', 'state', 'after', 'before', 'since', 'span', 'name', 'url', 'username', 'password', 'appid'],
  ...['role', 'scopes', 'pushUrls', 'ipAllow', 'retentionDays', 'contractUntil', 'kind', 'current', 'next'],
];

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
      query: queryOf(names),
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
