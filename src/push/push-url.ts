/** Where a push goes: what an operator may set as an address, and the flag that tells auth and report apart at one. */

import type { PushSettings } from '../store/apps.ts';
import type { PushKind } from '../store/pushes/push-kinds.ts';

/** What is wrong with an address, or null. A name and password in it would be printed wherever it is listed. */
export function faultOfPushUrl(text: string): string | null {
  if (!URL.canParse(text)) return 'expected a URL';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'expected http:// or https://';
  if (url.username !== '' || url.password !== '') return 'expected no user and password in it';
  return null;
}

/**
 * Null when the app wants no push of the kind. A query that is there stays as it is, to the byte. `callback` came with an old address of
 * the phone page: it stands in for an app without any address of its own, and never gets the calls themselves.
 */
export function pushUrl(settings: PushSettings, kind: PushKind, callback: string | null = null): string | null {
  const hasOwn = Object.values(settings.urls).some((each) => each !== null);
  const urls = hasOwn ? settings.urls : { auth: callback, result: null, report: callback, tags: null };
  const url = urls[kind];
  if (url === null || (kind !== 'auth' && kind !== 'report') || !isSameUrl(urls.auth, urls.report)) return url;
  const [address = ''] = url.split('#');
  const glue = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${glue}yulore_flag=${kind}`;
}

function isSameUrl(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && new URL(one).href === new URL(other).href;
}
