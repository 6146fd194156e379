/** A form body in GBK, which URLSearchParams cannot write. */

import iconv from 'iconv-lite';

/** As browsers do on a GBK page: `usernameyanzheng=%D5%C5%C3%F7`. A character that GBK lacks becomes `?`. */
export function encodeForm(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${encodeText(key)}=${encodeText(value)}`)
    .join('&');
}

function encodeText(text: string): string {
  return [...iconv.encode(text, 'gbk')].map(encodeByte).join('');
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[\w.*-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
