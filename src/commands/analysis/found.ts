/** What a check of foreign JSON says: where, what was found and what was expected, never the value itself. */

import { InputError } from '../command.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** `record.call_log[17].call_tel: found a number-list, expected a string`. */
export function unexpected(path: string, found: unknown, expected: string): InputError {
  return new InputError(`${path}: found ${kindOf(found)}, expected ${expected}`);
}

/** The kind of a value in words: personal data is in the values. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (!Array.isArray(value)) return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  const kinds = new Set(value.map((item) => typeof item));
  const [only] = kinds;
  return kinds.size === 1 && (only === 'number' || only === 'string') ? `a ${only}-list` : 'a list';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw unexpected(path, value, 'an object');
  return value;
}

/** Absent and null are an empty object. */
export function optionalObjectAt(value: unknown, path: string): JsonObject {
  return value === undefined || value === null ? {} : objectAt(value, path);
}

/** Absent and null are an empty list. */
export function optionalListAt(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw unexpected(path, value, 'a list');
  return value;
}

/** A text or a number, as text; absent and null are `''`. */
export function textAt(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  throw unexpected(path, value, 'a string');
}
