/** What went wrong last, in words: what happened, what to do now, and what the carrier itself says about it. */

import { codeWords } from './code-words.ts';
import { language } from './language.ts';
import type { Trouble } from './page-call.ts';
import { words } from './words.ts';

export interface TroubleWords {
  what: string;
  next: string;
  /** In Chinese, whatever the page speaks. */
  hint: string;
}

export function troubleWords(trouble: Trouble): TroubleWords {
  const say = words.value;
  if (trouble.kind === 'code') {
    const [what, next] = codeWords[trouble.code][language.value];
    return { what, next, hint: trouble.hint };
  }
  if (trouble.kind === 'network') return { what: say.networkTitle, next: say.networkNext, hint: '' };
  if (trouble.kind === 'request') return { what: say.failedTitle, next: say.requestNext, hint: '' };
  return { what: say.linkTitle, next: trouble.why === 'unknown' ? say.linkUnknown : say.linkElsewhere, hint: '' };
}
