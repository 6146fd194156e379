/** The page at /docs, rendered from the OpenAPI document: no script, nothing from elsewhere. */

import { isObject, type Json, type JsonObject } from './openapi/plain-schema.ts';

const style = `body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;color:#1c2430;background:#fff}
h1{margin:.5rem 0}h2{margin:2.5rem 0 .5rem;padding-top:.5rem;border-top:1px solid #d5dae1}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;max-height:24rem;padding:.75rem;background:#f4f6f8;border-radius:6px}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #e4e8ed}summary{cursor:pointer;padding:.2rem 0;color:#0b5cad}
nav a{margin-right:1rem;display:inline-block}a{color:#0b5cad}.type{color:#5a6675;overflow-wrap:anywhere}`;

export function docsPage(document: JsonObject): { page: string; style: string } {
  const { info, paths, webhooks, components } = document;
  const schemas = isObject(components) ? entriesOf(components.schemas) : [];
  const body = [
    `<h1>${escaped(textOf(info, 'title'))}</h1>`,
    ...textOf(info, 'description')
      .split('\n\n')
      .map((paragraph) => `<p>${prose(paragraph)}</p>`),
    '<p><a href="openapi.json">openapi.json</a></p><nav>',
    ...entriesOf(paths).map(([path]) => `<a href="#${idOf(path)}"><code>${escaped(path)}</code></a>`),
    '<a href="#schemas">Schemas</a></nav>',
    ...entriesOf(paths).map(([path, item]) =>
      endpoint(path, item, isObject(components) ? components.responses : undefined),
    ),
    ...entriesOf(webhooks).map(([name, item]) => push(name, item)),
    '<h2 id="schemas">Schemas</h2>',
    ...schemas.map(([name, schema]) => component(name, schema)),
  ].join('\n');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(textOf(info, 'title'))}</title>`;
  const page = `<!doctype html>\n<html lang="en"><head>${head}<style>${style}</style></head>\n<body>${body}</body></html>\n`;
  return { page, style };
}

function endpoint(path: string, item: Json, responses: Json | undefined): string {
  const operations = ['get', 'post', 'delete'].filter((method) => at(item, method) !== undefined);
  // GET and POST of a path are alike; what is not has a reply of its own.
  const replies = new Set(operations.map((method) => textOf(at(item, method, 'responses', '200'), '$ref')));
  const sections = [...replies].map((ref) => {
    const alike = operations.filter((method) => textOf(at(item, method, 'responses', '200'), '$ref') === ref);
    const reply = jsonContent(at(responses, ref.split('/').at(-1) ?? ''));
    return section(path, item, alike, reply);
  });
  return `<span id="${idOf(path)}"></span>${sections.join('')}`;
}

function section(path: string, item: Json, methods: string[], reply: Json | undefined): string {
  const first = at(item, methods[0] ?? '');
  const own = [...itemsOf(at(item, 'parameters')), ...itemsOf(at(first, 'parameters'))];
  const body = at(item, 'post', 'requestBody', 'content', 'application/json', 'schema');
  const isBodyApart = methods.includes('post') && body !== undefined && at(body, 'properties') === undefined;
  const examples = entriesOf(at(reply, 'examples'));
  const example = examples.find(([name]) => name === 'ok')?.[1];
  return [
    `<h2><code>${methods.join(' ').toUpperCase()} ${escaped(path)}</code></h2><p>${prose(textOf(first, 'summary'))}</p>`,
    own.length > 0 ? parameterTable(own) : '',
    isBodyApart ? `<p>Body: <span class="type">${typeOf(body)}</span></p>` : '',
    `<p>Reply's <code>data</code>: <span class="type">${typeOf(at(reply, 'schema', 'oneOf', '0', 'properties', 'data'))}</span></p>`,
    example === undefined ? '' : details('Example', JSON.stringify(at(example, 'value'), null, 2)),
    codeTable(examples),
  ].join('\n');
}

function push(name: string, item: Json): string {
  const operation = at(item, 'post');
  const body = jsonContent(at(operation, 'requestBody'));
  return [
    `<h2 id="push-${escaped(name)}">Push: ${escaped(name)}</h2><p>${prose(textOf(operation, 'summary'))}</p>`,
    parameterTable(itemsOf(at(operation, 'parameters'))),
    `<p>Body: <span class="type">${typeOf(at(body, 'schema'))}</span></p>`,
  ].join('\n');
}

function parameterTable(parameters: Json[]): string {
  const rows = parameters.map((parameter) => {
    const schema = at(parameter, 'schema') ?? at(parameter, 'content', 'application/json', 'schema');
    const needed = at(parameter, 'required') === true ? 'required' : '';
    const text = textOf(parameter, 'description') || textOf(schema, 'description');
    return row(
      `<code>${escaped(textOf(parameter, 'name'))}</code>`,
      textOf(parameter, 'in'),
      typeOf(schema),
      needed,
      prose(text),
    );
  });
  return table(['parameter', 'in', 'type', '', ''], rows);
}

function codeTable(examples: [string, Json][]): string {
  const rows = examples
    .filter(([name]) => name !== 'ok')
    .map(([code, example]) => {
      const value = at(example, 'value');
      return row(
        code,
        `<code>${textOf(value, 'action')}</code>`,
        escaped(textOf(value, 'msg')),
        prose(textOf(example, 'summary')),
      );
    });
  return `<details><summary>${rows.length} codes besides 0</summary>${table(['code', 'action', 'text', ''], rows)}</details>`;
}

function component(name: string, schema: Json): string {
  const properties = entriesOf(at(schema, 'properties'));
  const required = itemsOf(at(schema, 'required'));
  const rows = properties.map(([key, property]) =>
    row(
      `<code>${escaped(key)}</code>${required.includes(key) ? '' : ' ?'}`,
      `<span class="type">${typeOf(property)}</span>`,
      prose(textOf(property, 'description')),
    ),
  );
  const shape = rows.length > 0 ? table(['key', 'type', ''], rows) : `<p class="type">${typeOf(schema)}</p>`;
  return `<h3 id="schema-${escaped(name)}">${escaped(name)}</h3><p>${prose(textOf(schema, 'description'))}</p>${shape}`;
}

/** A schema in one line of HTML, components as links. */
function typeOf(schema: Json | undefined): string {
  if (!isObject(schema)) return '';
  const { $ref, anyOf, items, prefixItems, properties, additionalProperties, type, pattern } = schema;
  if (typeof $ref === 'string') {
    const name = escaped($ref.slice($ref.lastIndexOf('/') + 1));
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(anyOf)) return anyOf.map(typeOf).join(' | ');
  if (Array.isArray(prefixItems)) return `[${prefixItems.map(typeOf).join(', ')}]`;
  if (isObject(items)) return `${typeOf(items)}[]`;
  if (isObject(properties)) {
    return `{${Object.entries(properties)
      .map(([key, property]) => `${escaped(key)}: ${typeOf(property)}`)
      .join('; ')}}`;
  }
  if (isObject(additionalProperties)) return `{[key]: ${typeOf(additionalProperties)}}`;
  const shown = typeof type === 'string' ? type : 'any';
  return typeof pattern === 'string' && !pattern.includes('u0000')
    ? `${shown} <code>${escaped(pattern)}</code>`
    : shown;
}

function at(value: Json | undefined, ...keys: string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = found[Number(key)];
    else found = isObject(found) ? found[key] : undefined;
  }
  return found;
}

function jsonContent(message: Json | undefined): Json | undefined {
  return at(message, 'content', 'application/json');
}

function textOf(value: Json | undefined, key: string): string {
  const found = at(value, key);
  return typeof found === 'string' ? found : '';
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function itemsOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function details(summary: string, text: string): string {
  return `<details><summary>${escaped(summary)}</summary><pre>${escaped(text)}</pre></details>`;
}

function table(head: string[], rows: string[]): string {
  return `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${rows.join('')}</table>`;
}

function row(...cells: string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function literal(value: Json): string {
  return `<code>${escaped(JSON.stringify(value))}</code>`;
}

/** Text with `code` in backticks and line breaks. */
function prose(text: string): string {
  return escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\n/g, ' ');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function idOf(path: string): string {
  return path.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '');
}
