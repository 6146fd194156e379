/** What 中国移动's pages have in common: whatever the page, it may be the maintenance page, and in the shop "not signed in". */

import { PortalTrouble, showCode } from '../portal-trouble.ts';
import { isJsonObject, type JsonObject, textAt } from '../values/json-object.ts';
import { readJsonp } from '../values/read-jsonp.ts';

/** Throws a PortalTrouble when the reply is HTML, which no page of this portal is meant to be. */
export function refuseHtml(text: string, page: string): void {
  if (!/^\uFEFF?\s*</.test(text)) return;
  throw new PortalTrouble(text.includes('系统升级维护中') ? 'maintenance' : 'unknownPage', page);
}

/** A bare-text reply: `0`, `true`. */
export function recogniseText(text: string, page: string): string {
  refuseHtml(text, page);
  return text.trim();
}

/** The object in a reply, JSON or JSONP. */
export function recognise(text: string, page: string): JsonObject {
  refuseHtml(text, page);
  const reply = readJsonp(text);
  if (!isJsonObject(reply)) throw new PortalTrouble('unknownPage', page);
  return reply;
}

/** Codes that say the same on every page of the shop but one: on `precheck` 999999 is "wrong". */
export const busyCodes: ReadonlySet<string> = new Set(['570007', '9700', '999999']);
/** The temporary identity that opened the call details is gone, and with it the session. */
const identityGone = '520001';

/** A reply of the shop: its result code, and the whole of it. A session that is lost is a trouble, whatever was asked. */
export function recogniseShop(text: string, page: string): { code: string; reply: JsonObject } {
  const reply = recognise(text, page);
  const code = textAt(reply, 'retCode');
  if (!/^\d{4,6}$/.test(code)) throw new PortalTrouble('unknownPage', page);
  if (code === '500003') {
    const elsewhere = textAt(reply, 'retMsg').includes('其他地方登录');
    throw new PortalTrouble(elsewhere ? 'signedInElsewhere' : 'signedOut', page);
  }
  return { code, reply };
}

/** What a result code means that the page's own table does not know; one that nobody knows passes for busy. */
export function troubleOf(code: string, page: string): PortalTrouble {
  return new PortalTrouble(code === identityGone ? 'signedOut' : 'busy', page, showCode(code));
}
