/** The directory as the program ships it, for tests: the committed numbers data and hotlines. */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import areaCodes from '../../numbers/area-codes.json' with { type: 'json' };
import carriers from '../../numbers/carriers.json' with { type: 'json' };
import names from '../../numbers/places.json' with { type: 'json' };
import { createDirectory, type Directory, type Override } from '../../src/directory/directory.ts';
import { hotlines } from '../../src/directory/hotlines.ts';
import { createPlaceTable, type NumbersData } from '../../src/directory/places.ts';

export const numbersData: NumbersData = {
  places: gunzipSync(readFileSync(new URL('../../numbers/places.bin.gz', import.meta.url))),
  names,
  carriers,
  areaCodes,
};

const table = createPlaceTable(numbersData);

export function builtInDirectory(overrides: Record<string, Override> = {}): Directory {
  return createDirectory({ table, hotlines, overrides });
}
