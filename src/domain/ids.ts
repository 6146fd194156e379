/** Ids that clients see, made from a source of random bytes that tests can seed. */

/** Gives `size` random bytes; `node:crypto.randomBytes` outside tests. */
export type RandomBytes = (size: number) => Buffer;

/** `SID` + 32 lower-case hex (wire contract §4). */
export function newSid(random: RandomBytes): string {
  return `SID${random(16).toString('hex')}`;
}

/** `TID` + 20 digits (wire contract §5); sixteen bytes, so that no digit is likelier than another. */
export function newTid(random: RandomBytes): string {
  const number = BigInt(`0x${random(16).toString('hex')}`) % 10n ** 20n;
  return `TID${String(number).padStart(20, '0')}`;
}

/** 32 lower-case hex (wire contract §3). */
export function newToken(random: RandomBytes): string {
  return random(16).toString('hex');
}
