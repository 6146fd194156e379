/** The encodings that text files from carriers and from Excel come in, told by their bytes. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const marks: readonly (readonly [readonly number[], TextEncoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Tells from the first bytes; null when only reading on can tell UTF-8 from GB18030 (GBK is its subset). */
export function markedEncoding(head: Uint8Array): TextEncoding | null {
  const marked = marks.find(([mark]) => mark.every((byte, at) => head[at] === byte));
  if (marked !== undefined) return marked[1];
  // Unmarked UTF-16: digits and separators, which no export lacks, have a zero as their high byte; other encodings have no zeros.
  const zeros = head.reduce((sum, byte, at) => sum + (at % 2 === 1 && byte === 0 ? 1 : 0), 0);
  return zeros > head.length / 20 ? 'utf-16le' : null;
}

/** Text without its byte order mark. Never throws: bytes that fit nothing become U+FFFD, and whoever reads the text decides. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes.subarray(0, 1024)) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030');
  return new TextDecoder(encoding).decode(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
