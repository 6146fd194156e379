/** What 中国电信's pages have in common: whatever the page, it may be the sign-in page or the maintenance page. */

import { PortalTrouble, type TroubleKind } from '../portal-trouble.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { readJsonp } from '../values/read-jsonp.ts';

const maintenance = '系统升级维护中';

/** The page of somebody who was kicked out has the sentence of a lost session too. */
const strangePages: readonly (readonly [string, TroubleKind])[] = [
  [maintenance, 'maintenance'],
  ['您的账号已在其他地方登录', 'signedInElsewhere'],
  ['电信账号登录', 'signedOut'],
];

/** On the national site, where the sign-in page is at home. */
export function passNational(text: string, page: string): void {
  if (text.includes(maintenance)) throw new PortalTrouble('maintenance', page);
}

/** Throws when a province answers with a page that may come in place of any. */
export function passProvincial(text: string, page: string): void {
  const strange = strangePages.find(([sentence]) => text.includes(sentence));
  if (strange !== undefined) throw new PortalTrouble(strange[1], page);
}

/** The object in a JSON reply. */
export function objectIn(text: string, page: string): JsonObject {
  const reply = readJsonp(text);
  if (!isJsonObject(reply)) throw new PortalTrouble('unknownPage', page);
  return reply;
}

/** What calls are answered with while the texted code is not in, as after a session that was too long idle. */
export function codeNotIn(page: string): PortalTrouble {
  return new PortalTrouble('signedOut', page, 'the texted code is not in');
}

/** A month before a change of owner; every month so: 20016. */
export function notOwnerThen(page: string): { kind: 'refused'; code: 20016; cause: string } {
  return { kind: 'refused', code: 20016, cause: `${page}: refused (before a change of owner)` };
}
