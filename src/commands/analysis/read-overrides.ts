/** Reads what an operator says about single numbers: `{"<number>": {region?, telloc?, name?, teldesc?, flag?, itag_ids?, list?}}`. */

import type { DunningList, Override } from '../../directory/directory.ts';
import { normalise } from '../../directory/normalise.ts';
import { type Flag, flagIdOf } from '../../directory/tags.ts';
import { masked } from '../../report/sections/calls_sa_by_tags_financial.ts';
import { type JsonObject, objectAt, optionalListAt, unexpected } from './found.ts';
import { readJson } from './read-json.ts';

const textKeys = ['region', 'telloc', 'name', 'teldesc'] as const;
const otherKeys = ['flag', 'itag_ids', 'list'];

/** Keyed by `format_tel`, however the file writes the numbers. Throws an InputError; its path masks the number. */
export function readOverrides(path: string): Record<string, Override> {
  const entries = Object.entries(objectAt(readJson(path), 'directory'));
  return Object.fromEntries(
    entries.map(([number, value]) => {
      const { formatTel } = normalise(number);
      return [formatTel, overrideOf(value, `directory["${masked(number)}"]`)];
    }),
  );
}

function overrideOf(value: unknown, path: string): Override {
  const given = objectAt(value, path);
  const override: Override = {};
  for (const key of Object.keys(given)) {
    if (![...textKeys, ...otherKeys].some((known) => known === key))
      throw unexpected(`${path}.${key}`, given[key], `no key but ${[...textKeys, ...otherKeys].join(', ')}`);
  }
  for (const key of textKeys) {
    const text = given[key];
    if (text === undefined || text === null) continue;
    if (typeof text !== 'string') throw unexpected(`${path}.${key}`, text, 'a string');
    override[key] = text;
  }
  if (given.flag !== undefined && given.flag !== null)
    override.flag = flagOf(objectAt(given.flag, `${path}.flag`), path);
  if (given.itag_ids !== undefined) override.itag_ids = tagIdsOf(given.itag_ids, `${path}.itag_ids`);
  if (given.list !== undefined && given.list !== null) override.list = listOf(given.list, `${path}.list`);
  return override;
}

function flagOf({ fid, type, num }: JsonObject, path: string): Flag {
  if (typeof type !== 'string') throw unexpected(`${path}.flag.type`, type, 'a string');
  const times = num ?? 1;
  if (typeof times !== 'number') throw unexpected(`${path}.flag.num`, num, 'a number');
  const id = fid ?? flagIdOf(type) ?? 0;
  if (typeof id !== 'number') throw unexpected(`${path}.flag.fid`, fid, 'a number');
  return { fid: id, type, num: times };
}

function tagIdsOf(value: unknown, path: string): number[] {
  return optionalListAt(value, path).map((id, at) => {
    if (typeof id !== 'number') throw unexpected(`${path}[${at}]`, id, 'a tag id (a number)');
    return id;
  });
}

function listOf(value: unknown, path: string): DunningList {
  if (value === 'dunning' || value === 'suspected_dunning') return value;
  throw unexpected(path, value, '"dunning" or "suspected_dunning"');
}
