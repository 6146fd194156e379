/** Turns the schemas of the OpenAPI document into the types of the SDK. */

import { isObject, type Json, type JsonObject } from '../src/wire/openapi/plain-schema.ts';

const opening = '/** The types of the wire API. Made from the server by `npm run docs:openapi`: do not edit. */';

export function sdkSchemas(document: JsonObject): string {
  const { components } = document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const types = Object.entries(schemas).map(([name, schema]) => `${comment(schema, '')}${declaration(name, schema)}`);
  return `${opening}\n\n// biome-ignore-all format: made by a program, one line a key\n\n${types.join('\n\n')}\n`;
}

function declaration(name: string, schema: Json): string {
  const type = typeOf(schema, '');
  return type.startsWith('{\n') ? `export interface ${name} ${type}` : `export type ${name} = ${type};`;
}

function typeOf(schema: Json | undefined, indent: string): string {
  if (!isObject(schema)) return 'unknown';
  const { $ref, anyOf, items, prefixItems, properties, additionalProperties, type } = schema;
  if (typeof $ref === 'string') return $ref.slice($ref.lastIndexOf('/') + 1);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(anyOf)) return anyOf.map((choice) => typeOf(choice, indent)).join(' | ');
  if (Array.isArray(prefixItems)) return `[${prefixItems.map((item) => typeOf(item, indent)).join(', ')}]`;
  if (type === 'array') return listOf(typeOf(items, indent));
  if (isObject(properties)) return objectOf(schema, properties, indent);
  if (isObject(additionalProperties)) return `Record<string, ${typeOf(additionalProperties, indent)}>`;
  if (type === 'object') return 'Record<string, unknown>';
  if (type === 'integer' || type === 'number') return 'number';
  return typeof type === 'string' ? type : 'unknown';
}

function listOf(item: string): string {
  return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
}

function objectOf({ required }: JsonObject, properties: JsonObject, indent: string): string {
  const needed = Array.isArray(required) ? required : [];
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, property]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
    const type = typeOf(property, deeper);
    return `${comment(property, deeper)}${deeper}${key}${needed.includes(name) ? '' : '?'}: ${type};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function comment(schema: Json, indent: string): string {
  const text = isObject(schema) && typeof schema.description === 'string' ? schema.description : '';
  if (text === '') return '';
  const lines = text.split('\n');
  if (lines.length === 1) return `${indent}/** ${text} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** The project's own quotes. */
function literal(value: Json): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
