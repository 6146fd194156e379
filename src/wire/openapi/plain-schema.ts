/** Turns TypeBox schemas into the plain JSON Schema 2020-12 of OpenAPI 3.1, titled ones into named components. */

import type { TSchema } from 'typebox';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `components` receives every schema with a title, under it. */
export function plainSchema(schema: TSchema, components: JsonObject): Json {
  const json: Json = JSON.parse(JSON.stringify(schema));
  return convert(json, components);
}

export function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function convert(node: Json, components: JsonObject): Json {
  if (Array.isArray(node)) return node.map((item) => convert(item, components));
  if (!isObject(node)) return node;
  const { title, ...rest } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, convert(value, components)]),
  );
  // A property may be called `title`: it is a schema then, not text.
  if (typeof title !== 'string') return rewritten(title === undefined ? rest : { title, ...rest });
  components[title] = rewritten(rest);
  return ref(title);
}

function rewritten(node: JsonObject): JsonObject {
  const { anyOf, items, additionalItems: _, patternProperties, ...rest } = node;
  if (Array.isArray(anyOf)) return { ...rest, ...choiceOf(anyOf) };
  if (Array.isArray(items)) return { ...rest, prefixItems: items, items: false, maxItems: items.length };
  if (isObject(patternProperties) && patternProperties['^.*$'] !== undefined) {
    return { ...rest, additionalProperties: patternProperties['^.*$'] };
  }
  return node;
}

/** Literals alone are an `enum`, which readers and generators know better. */
function choiceOf(choices: Json[]): JsonObject {
  const literals = choices.flatMap((choice) => (isObject(choice) && choice.const !== undefined ? [choice.const] : []));
  if (literals.length < choices.length) return { anyOf: choices };
  return { type: literals.every((literal) => typeof literal === 'number') ? 'integer' : 'string', enum: literals };
}
