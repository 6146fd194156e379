/** Turns the schemas of the OpenAPI document into the types of the SDK. */

import { isObject, type Json, type JsonObject } from '../src/wire/openapi/plain-schema.ts';

const opening = 'Made from the server by `npm run docs:openapi`: do not edit.';

/** What the report alone is made of has files of its own; the rest is calls and pushes. */
const files = {
  'report-rows.ts': 'The types of the rows in the sections of the report.',
  'report-schemas.ts': 'The types of the report.',
  'schemas.ts': 'The types of the wire API.',
} as const;
type File = keyof typeof files;

/** Path below `sdk/src/` → text. */
export function sdkSchemas(document: JsonObject): Record<File, string> {
  const { components } = document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  const { ReportData, ...others } = schemas;
  const elsewhere = reachable(
    schemas,
    Object.keys(others).filter((name) => !namesIn(ReportData, schemas).has(name)),
  );
  const fileOf = (name: string): File => {
    if (elsewhere.has(name)) return 'schemas.ts';
    return name.endsWith('Row') ? 'report-rows.ts' : 'report-schemas.ts';
  };
  const written = (file: File) => {
    const own = Object.entries(schemas).filter(([name]) => fileOf(name) === file);
    const foreign = new Set(own.flatMap(([, schema]) => refsOf(schema)).filter((name) => fileOf(name) !== file));
    const imports = [...Map.groupBy([...foreign].sort(), fileOf)].map(
      ([from, names]) => `import type { ${names.join(', ')} } from './${from}';`,
    );
    const types = own.map(([name, schema]) => `${comment(schema, '')}${declaration(name, schema)}`);
    const ignored = '// biome-ignore-all format: made by a program, one line a key';
    return `${[`/** ${files[file]} ${opening} */`, ignored, ...(imports.length > 0 ? [imports.join('\n')] : []), ...types].join('\n\n')}\n`;
  };
  return {
    'schemas.ts': written('schemas.ts'),
    'report-schemas.ts': written('report-schemas.ts'),
    'report-rows.ts': written('report-rows.ts'),
  };
}

/** `names` and all that they are made of. */
function reachable(schemas: JsonObject, names: string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || name === 'ReportData') continue;
    found.add(name);
    waiting.push(...refsOf(schemas[name]));
  }
  return found;
}

function namesIn(schema: Json | undefined, schemas: JsonObject): Set<string> {
  return reachable(schemas, refsOf(schema));
}

/** Names of the schemas that one refers to, in any depth of its own. */
function refsOf(schema: Json | undefined): string[] {
  if (Array.isArray(schema)) return schema.flatMap(refsOf);
  if (!isObject(schema)) return [];
  const own = typeof schema.$ref === 'string' ? [nameOf(schema.$ref)] : [];
  return [...own, ...Object.values(schema).flatMap(refsOf)];
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

function declaration(name: string, schema: Json): string {
  const type = typeOf(schema, '');
  return type.startsWith('{\n') ? `export interface ${name} ${type}` : `export type ${name} = ${type};`;
}

function typeOf(schema: Json | undefined, indent: string): string {
  if (!isObject(schema)) return 'unknown';
  const { $ref, anyOf, items, prefixItems, properties, additionalProperties, type } = schema;
  if (typeof $ref === 'string') return nameOf($ref);
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
