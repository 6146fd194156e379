/** What 中国联通's pages have in common: whatever the page, it may be the busy page, the maintenance page or "not signed in". */

import { PortalTrouble, type TroubleKind } from '../portal-trouble.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { readJsonp } from '../values/read-jsonp.ts';

/** HTML that comes with status 200 where JSON was asked for. */
const htmlPages: readonly (readonly [string, TroubleKind])[] = [
  ['系统升级维护中', 'maintenance'],
  ['出了一点点问题', 'busy'],
];

/** The object in a reply, JSON or JSONP. Throws a PortalTrouble that names `page` when the reply is anything else. */
export function recognise(text: string, page: string): JsonObject {
  if (/^\uFEFF?\s*</.test(text)) {
    const known = htmlPages.find(([sentence]) => text.includes(sentence));
    throw new PortalTrouble(known?.[1] ?? 'unknownPage', page);
  }
  const reply = readJson(text) ?? readJsonp(text);
  if (!isJsonObject(reply)) throw new PortalTrouble('unknownPage', page);
  if (reply.isLogin === false) {
    throw new PortalTrouble(reply.otherLogin === true ? 'signedInElsewhere' : 'signedOut', page);
  }
  return reply;
}

/** Nearly every page is strict, and this reads 500 rows in 0.3 ms where the tolerant reader takes 3. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A result code as it may be shown to an operator: digits only, whatever the page put there. */
export function showCode(code: string): string {
  return /^\d{1,10}$/.test(code) ? `code ${code}` : 'no code';
}
