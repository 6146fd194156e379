/** Reads thresholds from a file: what it names stands in place of the built-in value, everything else stays. */

import {
  type Degree,
  type DegreeSteps,
  type DunningMeasure,
  type Thresholds,
  thresholds,
} from '../../report/thresholds.ts';
import { type JsonObject, objectAt, optionalObjectAt, unexpected } from './found.ts';
import { readJson } from './read-json.ts';

/** Throws an InputError for a key or a value that the table in `src/report/thresholds.ts` has no place for. */
export function readThresholds(path: string): Thresholds {
  const given = objectAt(readJson(path), 'thresholds');
  refuseOthers(given, Object.keys(thresholds), 'thresholds');
  return {
    majorContact: numbers(thresholds.majorContact, given.majorContact, 'thresholds.majorContact'),
    numberUsed: numbers(thresholds.numberUsed, given.numberUsed, 'thresholds.numberUsed'),
    lawDispute: numbers(thresholds.lawDispute, given.lawDispute, 'thresholds.lawDispute'),
    badLabels: list(thresholds.badLabels, given.badLabels, isText, 'thresholds.badLabels', 'a list of strings'),
    badTags: list(thresholds.badTags, given.badTags, isCount, 'thresholds.badTags', 'a list of tag ids'),
    suspectedDunningTags: list(
      thresholds.suspectedDunningTags,
      given.suspectedDunningTags,
      isCount,
      'thresholds.suspectedDunningTags',
      'a list of tag ids',
    ),
    dunningDegrees: degrees(given.dunningDegrees, 'thresholds.dunningDegrees'),
    resultOfRecentSuspicion: degree(given.resultOfRecentSuspicion, 'thresholds.resultOfRecentSuspicion'),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function refuseOthers(given: JsonObject, known: readonly string[], path: string): void {
  const [other] = Object.keys(given).filter((key) => !known.includes(key));
  if (other !== undefined) throw unexpected(`${path}.${other}`, given[other], `no key but ${known.join(', ')}`);
}

function numbers<T extends { [K in keyof T]: number }>(builtIn: T, value: unknown, path: string): T {
  const given = optionalObjectAt(value, path);
  refuseOthers(given, Object.keys(builtIn), path);
  for (const [key, number] of Object.entries(given)) {
    if (!isCount(number)) throw unexpected(`${path}.${key}`, number, 'a number of at least 0');
  }
  return { ...builtIn, ...given };
}

function list<T>(
  builtIn: readonly T[],
  value: unknown,
  isItem: (item: unknown) => item is T,
  path: string,
  expected: string,
): readonly T[] {
  if (value === undefined) return builtIn;
  if (!Array.isArray(value) || !value.every(isItem)) throw unexpected(path, value, expected);
  return value;
}

function degrees(value: unknown, path: string): Record<DunningMeasure, DegreeSteps> {
  const given = optionalObjectAt(value, path);
  refuseOthers(given, Object.keys(thresholds.dunningDegrees), path);
  const steps = Object.entries(given).map(([key, value]) => {
    if (!isSteps(value)) throw unexpected(`${path}.${key}`, value, 'three ascending numbers');
    return [key, value] as const;
  });
  return { ...thresholds.dunningDegrees, ...Object.fromEntries(steps) };
}

function isSteps(value: unknown): value is DegreeSteps {
  if (!Array.isArray(value) || value.length !== 3 || !value.every(isCount)) return false;
  const [low = 0, mid = 0, high = 0] = value;
  return low <= mid && mid <= high;
}

function degree(value: unknown, path: string): Degree {
  if (value === undefined) return thresholds.resultOfRecentSuspicion;
  if (value === 0 || value === 1 || value === 2 || value === 3) return value;
  throw unexpected(path, value, '0, 1, 2 or 3');
}
