/** A directory for numbers that come as md5 hex: those with tags or on lists are known by it, all others stay hashes. */

import { createHash } from 'node:crypto';
import type { Directory } from '../directory/directory.ts';

export function hashedNumbers(directory: Directory): Directory {
  const numbers = hashesOf(directory);
  return {
    ...directory,
    normalise(raw) {
      const hash = raw.toLowerCase();
      const number = numbers.get(hash);
      if (number !== undefined) return directory.normalise(number);
      // An unknown hash still is a number of its own: calls with it count, and nothing is known of it.
      return { formatTel: hash, kind: /^[0-9a-f]{32}$/.test(hash) ? 'foreign' : 'hidden', areaCode: '' };
    },
  };
}

/**
 * Hash → `format_tel`. Landlines are hashed with and without their dash: a client hashes what the carrier printed.
 * Imported lists are only asked, never listed, so their numbers stay unknown here.
 */
function hashesOf(directory: Directory): Map<string, string> {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  return new Map(
    directory
      .taggedNumbers()
      .flatMap((number) => [number, number.replace('-', '')].map((written) => [md5(written), number] as const)),
  );
}
