/** A page's bytes as text, in the charset that the caller knows or the content type names. */

import { TextDecoder } from 'node:util';

export type Charset = 'utf-8' | 'gbk';

/** Portals write gb2312 and mean GBK; anything else they name has always been UTF-8. */
function charsetOf(contentType: string): Charset {
  return /charset\s*=\s*"?gb(k|2312|18030)/i.test(contentType) ? 'gbk' : 'utf-8';
}

/** Kept: a new one for each page is half as much again as decoding it. */
const decoders: Partial<Record<Charset, TextDecoder>> = {};

/** Never throws: a byte that does not fit becomes U+FFFD, and the page's reader decides what that means. */
export function decodeText(bytes: Uint8Array, contentType: string, charset?: Charset): string {
  const name = charset ?? charsetOf(contentType);
  decoders[name] ??= new TextDecoder(name);
  return decoders[name].decode(bytes);
}
