/** An endpoint's parameters as OpenAPI has them: in the query, and as a form or JSON body. */

import { isObject, type Json, type JsonObject, plainSchema } from './plain-schema.ts';
import type { Described } from './reference.ts';

interface Query {
  parameters: JsonObject[];
  pathParameters: JsonObject[];
}

/** Nested parameters of a query are JSON text in their field (wire contract §2). */
export function queryOf(endpoint: Described, schemas: JsonObject): Query {
  const { path, params, reference } = endpoint;
  const found = Object.entries(params.properties).map(([name, schema]) => {
    const inPath = path.includes(`:${name}`);
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || (params.required ?? []).includes(name),
      schema: plainSchema(schema, schemas),
    };
  });
  const nested = Object.entries(reference.nested ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    content: { 'application/json': { schema: plainSchema(schema, schemas) } },
  }));
  return {
    parameters: [...found.filter((one) => one.in === 'query'), ...nested],
    pathParameters: found.filter((one) => one.in === 'path'),
  };
}

/** Null for an endpoint without parameters. */
export function bodyOf(endpoint: Described, schemas: JsonObject): JsonObject | null {
  const { params, path, reference } = endpoint;
  if (reference.body) {
    return { required: true, content: { 'application/json': { schema: plainSchema(reference.body, schemas) } } };
  }
  const names = Object.keys(params.properties).filter((name) => !path.includes(`:${name}`));
  const nested = Object.entries(reference.nested ?? {});
  if (names.length + nested.length === 0) return null;
  const required: Json = (params.required ?? []).filter((name) => names.includes(name));
  const schema: JsonObject = {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: {
      ...propertiesOf(plainSchema(params, schemas), names),
      ...Object.fromEntries(nested.map(([name, one]) => [name, plainSchema(one, schemas)])),
    },
  };
  return {
    required: required.length > 0,
    content: { 'application/x-www-form-urlencoded': { schema }, 'application/json': { schema } },
  };
}

function propertiesOf(schema: Json, names: string[]): JsonObject {
  const properties = isObject(schema) && isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
