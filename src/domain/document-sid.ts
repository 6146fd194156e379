/** Ids of what is made beside a report: the score of §16 and the tags of §17 each have a `sid` of their own. */

import { createHash } from 'node:crypto';

/** 32 lower-case hex, always the same for the same session; the session's own `sid` cannot be read back from it. */
export function documentSid(kind: 'score' | 'tags', sid: string): string {
  return createHash('sha256').update(`${kind}:${sid}`).digest('hex').slice(0, 32);
}
