/** Readers of portal pages: a reply's text in, what it says out. */

import { PortalTrouble, showCode } from './portal-trouble.ts';

/** Recognises its own page and throws a PortalTrouble with the page's name for any other. `page` is that name. */
export type Reader<T> = (text: string, page: string) => T;

/** What a short answer means, by the table of those that are known; throws a PortalTrouble for one that is not. */
export function readWord<T>(word: string, words: Readonly<Record<string, T>>, page: string): T {
  const meaning = Object.hasOwn(words, word) ? words[word] : undefined;
  if (meaning === undefined) throw new PortalTrouble('unknownPage', page, showCode(word));
  return meaning;
}
