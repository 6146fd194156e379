/** Ids that clients see, made from a source of random bytes that tests can seed. */

/** Gives `size` random bytes; `node:crypto.randomBytes` outside tests. */
export type RandomBytes = (size: number) => Buffer;

/** `SID` + 32 lower-case hex (wire contract §4). */
export function newSid(random: RandomBytes): string {
  return `SID${random(16).toString('hex')}`;
}

/** 32 lower-case hex (wire contract §3). */
export function newToken(random: RandomBytes): string {
  return random(16).toString('hex');
}
