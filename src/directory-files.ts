/** Reads the committed number data into a directory: the one place where the pure directory meets the disk. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createDirectory, type Directory, type Override } from './directory/directory.ts';
import { hotlines } from './directory/hotlines.ts';
import { layOver, unpackPlaceRanges } from './directory/place-ranges.ts';
import { createPlaceTable, type NumbersData } from './directory/places.ts';

const numbers = new URL('../numbers/', import.meta.url);
const json = (name: string) => JSON.parse(readFileSync(new URL(name, numbers), 'utf8'));

/**
 * 25 ms and 1.4 MB (2-core VM, 2026-11-25). `overrides` are laid over what is built in, keyed by `format_tel`; so are the places
 * that `numbers import` has left in `dataDir`, when one is given. Throws an Error with one sentence when those cannot be read.
 */
export function loadDirectory(overrides: Readonly<Record<string, Override>> = {}, dataDir?: string): Directory {
  const data = dataDir === undefined ? loadNumbers() : withNewerPlaces(loadNumbers(), newerPlacesFile(dataDir));
  return createDirectory({ table: createPlaceTable(data), hotlines, overrides });
}

/** The built-in tables of numbers/README.md. */
export function loadNumbers(): NumbersData {
  return {
    places: gunzipSync(readFileSync(new URL('places.bin.gz', numbers))),
    names: json('places.json'),
    carriers: json('carriers.json'),
    areaCodes: json('area-codes.json'),
  };
}

/** Where `numbers import` leaves what it has read (directory/place-ranges.ts, gzipped). */
export function newerPlacesFile(dataDir: string): string {
  return join(dataDir, 'phone.bin.gz');
}

function withNewerPlaces(data: NumbersData, file: string): NumbersData {
  if (!existsSync(file)) return data;
  try {
    return layOver(data, unpackPlaceRanges(gunzipSync(readFileSync(file))));
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`${file} cannot be read (${why}): import phone.dat again or remove the file.`);
  }
}
