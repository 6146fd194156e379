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
  const reply = readJsonp(text);
  if (!isJsonObject(reply)) throw new PortalTrouble('unknownPage', page);
  if (reply.isLogin === false) {
    throw new PortalTrouble(reply.otherLogin === true ? 'signedInElsewhere' : 'signedOut', page);
  }
  return reply;
}
