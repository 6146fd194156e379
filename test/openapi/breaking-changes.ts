/** What a client of an older OpenAPI document trips over in a newer one: each change as a sentence. */

import { isObject, type Json, type JsonObject } from '../../src/wire/openapi/plain-schema.ts';

/** `sent`: what clients send may be narrowed no further; `received`: what they read may be loosened no further. */
type Way = 'sent' | 'received';

export function breakingChanges(older: JsonObject, newer: JsonObject): string[] {
  const found: string[] = [];
  comparePaths(older, newer, found);
  const schemas = { older: at(older, 'components', 'schemas'), newer: at(newer, 'components', 'schemas') };
  const seen = new Set<string>();

  function compareSchemas(a: Json | undefined, b: Json | undefined, way: Way, where: string): void {
    const [before, after] = [resolved(a, schemas.older), resolved(b, schemas.newer)];
    if (before === undefined) return;
    if (after === undefined) return void found.push(`${where} is gone`);
    const ref = at(a, '$ref');
    if (typeof ref === 'string') {
      if (seen.has(way + ref)) return;
      seen.add(way + ref);
    }
    compareTypes(before, after, way, where);
    compareProperties(before, after, way, where);
    compareSchemas(at(before, 'items'), at(after, 'items'), way, `${where}[]`);
    const entries = [at(before, 'additionalProperties'), at(after, 'additionalProperties')];
    if (isObject(entries[0])) compareSchemas(entries[0], entries[1], way, `${where}.*`);
    choices(before).forEach((choice, index) => {
      compareSchemas(choice, choices(after)[index], way, `${where} (choice ${index + 1})`);
    });
  }

  function compareTypes(before: Json, after: Json, way: Way, where: string): void {
    const [old, now] = [at(before, 'type'), at(after, 'type')];
    if (old !== undefined && now !== undefined && old !== now)
      found.push(`${where} was ${shown(old)}, is ${shown(now)}`);
    const [values, others] = [valuesOf(before), valuesOf(after)];
    if (way === 'sent' && others) {
      const refused = values ? values.filter((value) => !others.includes(value)) : ['anything else'];
      if (refused.length > 0) found.push(`${where} no longer takes ${refused.map(shown).join(', ')}`);
    }
    if (way === 'received' && values) {
      const unheard = others ? others.filter((value) => !values.includes(value)) : ['anything'];
      if (unheard.length > 0) found.push(`${where} may now be ${unheard.map(shown).join(', ')}`);
    }
    if (way === 'received' && choices(after).length > choices(before).length && choices(before).length > 0) {
      found.push(`${where} may now be of another form`);
    }
    for (const limit of ['maxLength', 'maxItems'] as const) {
      const [wide, narrow] = [at(before, limit), at(after, limit)];
      if (way === 'sent' && typeof narrow === 'number' && !(typeof wide === 'number' && wide <= narrow))
        found.push(`${where} has a ${limit} of ${narrow}, had ${wide ?? 'none'}`);
    }
  }

  function compareProperties(before: Json, after: Json, way: Way, where: string): void {
    const [required, nowRequired] = [itemsOf(at(before, 'required')), itemsOf(at(after, 'required'))];
    if (way === 'sent') {
      for (const name of nowRequired.filter((one) => !required.includes(one)))
        found.push(`${where}.${name} is required`);
    }
    for (const [name, property] of entriesOf(at(before, 'properties'))) {
      const counterpart = at(after, 'properties', name);
      if (way === 'received' && required.includes(name) && counterpart !== undefined && !nowRequired.includes(name)) {
        found.push(`${where}.${name} may be absent`);
      }
      compareSchemas(property, counterpart, way, `${where}.${name}`);
    }
  }

  for (const [name, response] of entriesOf(at(older, 'components', 'responses'))) {
    const success = ['content', 'application/json', 'schema', 'oneOf', '0'];
    compareSchemas(at(response, ...success), at(newer, 'components', 'responses', name, ...success), 'received', name);
  }
  for (const [path, method] of operations(older)) {
    const body = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
    compareSchemas(at(older, ...body), at(newer, ...body), 'sent', `${method} ${path}: body`);
    for (const [name, schema] of parametersOf(older, path, method)) {
      const counterpart = parametersOf(newer, path, method).find(([other]) => other === name)?.[1];
      if (at(newer, 'paths', path, method) !== undefined)
        compareSchemas(schema, counterpart, 'sent', `${method} ${path}: ${name}`);
    }
  }
  for (const [name, hook] of entriesOf(at(older, 'webhooks'))) {
    const body = ['post', 'requestBody', 'content', 'application/json', 'schema'];
    compareSchemas(at(hook, ...body), at(newer, 'webhooks', name, ...body), 'received', `push ${name}`);
  }
  return [...new Set(found)];
}

function comparePaths(older: JsonObject, newer: JsonObject, found: string[]): void {
  for (const [path, method] of operations(older)) {
    const now = at(newer, 'paths', path, method);
    if (now === undefined) {
      found.push(`${method} ${path} is gone`);
      continue;
    }
    const before = required(older, path, method);
    for (const name of required(newer, path, method).filter((one) => !before.includes(one))) {
      found.push(`${method} ${path}: ${name} is required`);
    }
  }
}

function operations(document: JsonObject): [string, string][] {
  return entriesOf(at(document, 'paths')).flatMap(([path, item]) =>
    ['get', 'post', 'delete']
      .filter((method) => at(item, method) !== undefined)
      .map((method): [string, string] => [path, method]),
  );
}

function parameters(document: JsonObject, path: string, method: string): Json[] {
  return [
    ...itemsOf(at(document, 'paths', path, 'parameters')),
    ...itemsOf(at(document, 'paths', path, method, 'parameters')),
  ];
}

function parametersOf(document: JsonObject, path: string, method: string): [string, Json | undefined][] {
  return parameters(document, path, method).map((one) => [
    String(at(one, 'name')),
    at(one, 'schema') ?? at(one, 'content', 'application/json', 'schema'),
  ]);
}

function required(document: JsonObject, path: string, method: string): string[] {
  return parameters(document, path, method)
    .filter((one) => at(one, 'required') === true)
    .map((one) => String(at(one, 'name')));
}

function resolved(schema: Json | undefined, schemas: Json | undefined): Json | undefined {
  const ref = at(schema, '$ref');
  return typeof ref === 'string' ? at(schemas, ref.split('/').at(-1) ?? '') : schema;
}

function valuesOf(schema: Json): Json[] | null {
  const constant = at(schema, 'const');
  const values = at(schema, 'enum');
  if (Array.isArray(values)) return values;
  return constant === undefined ? null : [constant];
}

function choices(schema: Json): Json[] {
  return itemsOf(at(schema, 'anyOf'));
}

export function at(value: Json | undefined, ...keys: string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = found[Number(key)];
    else found = isObject(found) ? found[key] : undefined;
  }
  return found;
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function itemsOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function shown(value: Json): string {
  return JSON.stringify(value);
}
