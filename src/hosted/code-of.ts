/** A stored failure code as a code of §20. */

import { type Code, codes } from '../errors.ts';

function isCode(code: number): code is Code {
  return Object.hasOwn(codes, code);
}

/** `otherwise` for none, or for one that this version does not know. */
export function codeOf(stored: number | null, otherwise: Code): Code {
  return stored !== null && isCode(stored) ? stored : otherwise;
}
