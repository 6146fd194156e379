/** For tests: the sample pages in fixtures/, and what a reader makes of a page that is not its own. */

import { readFileSync } from 'node:fs';
import { epochOf } from '../../domain/shanghai-time.ts';
import { decodeText } from '../decode-text.ts';
import { PortalTrouble } from '../portal-trouble.ts';
import type { Reader } from '../reader.ts';

/** The text of a sample; those that begin with `gbk-` are in GBK, as they came. */
export function sample(name: string): string {
  const charset = name.startsWith('gbk-') ? 'gbk' : 'utf-8';
  return decodeText(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)), '', charset);
}

export function troubleOf(read: Reader<unknown>, text: string): PortalTrouble {
  try {
    read(text, '/xx/thePage');
  } catch (error) {
    if (error instanceof PortalTrouble) return error;
    throw error;
  }
  throw new Error('the page was read');
}

/** How a reader takes the pages that may come in place of any, and one that nobody knows. */
export function strangePages(read: Reader<unknown>): string[] {
  const pages = ['maintenance.html', 'kicked-out.html', 'signed-out.html', 'unknown.html'];
  return pages.map((name) => troubleOf(read, sample(name)).message);
}

export const strangeTroubles = ['in maintenance', 'signed in elsewhere', 'not signed in', 'a page we do not know'].map(
  (what) => `/xx/thePage: ${what}`,
);

/** Unix seconds on a day of August 2017 in Shanghai, as text. */
export function august(day: number, hour = 0, minute = 0, second = 0): string {
  return String(epochOf({ year: 2017, month: 8, day, hour, minute, second }));
}
