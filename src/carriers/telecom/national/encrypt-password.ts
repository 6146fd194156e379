/** The password as the national sign-in page encrypts it in the browser: an obstacle for reading along, no secret from the portal. */

import { createCipheriv } from 'node:crypto';

const iv = '1234567812345678';

/** AES-128-CBC in base64; `key` is the 16 ASCII characters of the page's `encryptKey`. */
export function encryptPassword(password: string, key: string): string {
  const cipher = createCipheriv('aes-128-cbc', key, iv);
  return Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]).toString('base64');
}
