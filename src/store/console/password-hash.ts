/** Hashes of passwords by scrypt, each with what it cost: so the cost can rise while old ones still open. */

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** scrypt's own words: it takes 128 × N × r bytes of memory, and p times the work. */
export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

/** OWASP's least for scrypt with 32 MiB: 0.45 s of CPU a sign-in (2-core VM with other work on it, 2026-11-28). */
const usualCost: PasswordCost = { N: 32_768, r: 8, p: 3 };
const keyBytes = 32;
const saltBytes = 16;

/** `scrypt$N$r$p$salt$key`, the last two in hex. */
export async function hashPassword(password: string, cost = usualCost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await deriveKey(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('hex'), key.toString('hex')].join('$');
}

/** The work is the same whether there is a hash or not. */
export async function isPasswordOf(hash: string | null, password: string): Promise<boolean> {
  const [, N = '', r = '', p = '', salt = '', key = ''] = (hash ?? nobody).split('$');
  const expected = Buffer.from(key, 'hex');
  const found = await deriveKey(password, Buffer.from(salt, 'hex'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === keyBytes && timingSafeEqual(found, expected) && hash !== null;
}

const nobody = ['scrypt', ...Object.values(usualCost), '0'.repeat(2 * saltBytes), '0'.repeat(2 * keyBytes)].join('$');

const derive = promisify<string, Buffer, number, PasswordCost & { maxmem: number }, Buffer>(scrypt);

function deriveKey(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return derive(password, salt, keyBytes, { ...cost, maxmem: 256 * cost.N * cost.r });
}
