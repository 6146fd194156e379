/** A portal's JSON object read with distrust: a key may be absent, null, or of another type than yesterday. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as text: strings and numbers as they are, '' for anything else. */
export function textAt(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** The object under `key`, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** The objects of the list under `key`; anything else in it, or in its place, is left out. */
export function objectsAt(object: JsonObject, key: string): JsonObject[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A whole number ≥ 0, also when printed as a string; null for anything else. */
export function countAt(object: JsonObject, key: string): number | null {
  const text = textAt(object, key);
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
