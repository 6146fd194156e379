/** Personal values as the console shows them before somebody asks for more: enough to tell two apart, not enough to call. */

/** `138****5678`; a shorter one loses its middle. */
export function maskTel(tel: string): string {
  return tel.length >= 8 ? `${tel.slice(0, 3)}${'*'.repeat(tel.length - 7)}${tel.slice(-4)}` : tel.replace(/./gu, '*');
}

/** An app's own id may be a number of its subscriber: what looks like one is masked as one. */
export function maskUid(uid: string): string {
  return uid.replace(/\d{8,}/g, maskTel);
}
