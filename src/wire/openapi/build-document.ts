/** Builds the OpenAPI 3.1 document from the endpoints' own schemas, the table of codes and the table of states. */

import { readFileSync } from 'node:fs';
import { sessionStates } from '../../domain/session.ts';
import { type Action, type Code, codes } from '../../errors.ts';
import { isObject, type Json, type JsonObject, plainSchema, ref } from './plain-schema.ts';
import type { Described } from './reference.ts';
import { bodyOf, queryOf } from './requests.ts';
import { webhooks } from './webhooks.ts';

/** Captured from the sandbox by `npm run docs:openapi`: path → `data` of a reply. */
const examples: JsonObject = JSON.parse(readFileSync(new URL('examples.json', import.meta.url), 'utf8'));

/** What every endpoint can answer: a parameter is wrong, or we are. */
const always: readonly Code[] = [4001, 9999];
/** 4007 is what an app is told that calls too often, or a service that has too much to do. */
const withToken: readonly Code[] = [3997, 4000, 4007];

const description = `Every reply is HTTP 200 with the envelope \`{status, action, msg, data}\`. \`status\` is 0 or a code; \`action\` says how to go on:
\`processing\` with the same session, \`done\`: finished, \`reset\`: begin again. On every error \`data\` is \`{}\`. \`msg\` is written for
subscribers. Only what never reaches a route (unknown path, body over 1 MiB, malformed HTTP) answers 404, 413 or 400, with the envelope.

GET and POST are alike wherever a path has both. Parameters come in the query, a form, multipart or a JSON body; numbers may come as text and text as
numbers; unknown ones are ignored.`;

export function buildDocument(endpoints: readonly Described[]): JsonObject {
  const schemas: JsonObject = { ErrorEnvelope: errorEnvelope() };
  const sorted = [...endpoints].sort((a, b) => (a.path < b.path ? -1 : 1));
  const paths: Record<string, JsonObject> = {};
  for (const endpoint of sorted) {
    const path = openPath(endpoint.path);
    paths[path] = { ...paths[path], ...pathItem(endpoint, schemas) };
  }
  const responses = Object.fromEntries(sorted.map((endpoint) => [nameOf(endpoint), response(endpoint, schemas)]));
  const hooks = webhooks(schemas);
  // The route's own has the states alone; this one says what each may become.
  schemas.SessionState = sessionState();
  return {
    openapi: '3.1.1',
    info: {
      title: 'Xiangdan 详单',
      version: '1.0.0',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(sorted),
    paths,
    webhooks: hooks,
    components: {
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'query',
          name: 'token',
          description: 'From `/token`, good for two hours; in the body too.',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'The same token as a header.' },
      },
      responses,
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

/** Codes that an endpoint may answer with, ascending. */
export function codesOf({ token, reference }: Described): Code[] {
  const all = new Set([...always, ...(token === 'never' ? [] : withToken), ...reference.codes]);
  return [...all].sort((a, b) => a - b);
}

function pathItem(endpoint: Described, schemas: JsonObject): JsonObject {
  const { path, methods, summary, reference } = endpoint;
  const name = nameOf(endpoint);
  const operation = { summary, tags: [tagOf(path)], security: securityOf(endpoint) };
  const responses = { '200': { $ref: `#/components/responses/${name}` } };
  const { parameters, pathParameters } = queryOf(endpoint, schemas);
  const requestBody = bodyOf(endpoint, schemas);
  const operations = methods.map((method) => {
    const hasBody = method === 'POST' && requestBody !== null;
    const inQuery = hasBody && !reference.body ? [] : parameters;
    const verb = method.toLowerCase();
    return [
      verb,
      {
        ...operation,
        operationId: `${verb}${name}`,
        ...(inQuery.length > 0 ? { parameters: inQuery } : {}),
        ...(hasBody ? { requestBody } : {}),
        responses,
      },
    ];
  });
  return {
    ...(pathParameters.length > 0 ? { parameters: pathParameters } : {}),
    ...Object.fromEntries(operations),
  };
}

function response(endpoint: Described, schemas: JsonObject): JsonObject {
  const { path, methods, data, reference } = endpoint;
  const plain = plainSchema(reference.document ?? data, schemas);
  let dataSchema = plain;
  if (!isObject(plain) || plain.$ref === undefined) {
    const name = `${nameOf(endpoint)}Data`;
    schemas[name] = plain;
    dataSchema = ref(name);
  }
  const failures = codesOf(endpoint);
  const example = examples[methods.includes('GET') ? path : `${methods[0]} ${path}`];
  return {
    description: `0, or one of ${failures.join(', ')}.`,
    content: {
      'application/json': {
        schema: {
          oneOf: [
            {
              type: 'object',
              required: ['status', 'action', 'msg', 'data'],
              properties: {
                status: { type: 'integer', const: 0 },
                action: { type: 'string', enum: ['processing', 'done'] },
                msg: { type: 'string', const: 'OK' },
                data: dataSchema,
              },
            },
            {
              allOf: [
                ref('ErrorEnvelope'),
                { type: 'object', properties: { status: { type: 'integer', enum: failures } } },
              ],
            },
          ],
        },
        examples: {
          ...(example === undefined ? {} : { ok: { summary: 'From the sandbox', value: example } }),
          ...Object.fromEntries(failures.map((code) => [String(code), failureExample(code, path)])),
        },
      },
    },
  };
}

/** Every failure of flow is `reset` (wire contract §4). */
function failureExample(code: Code, path: string): JsonObject {
  const { msg, action, cause, next } = codes[code];
  const told: Action = path === '/calls/flow' ? 'reset' : action;
  return { summary: `${cause} ${next}`, value: { status: code, action: told, msg, data: {} } };
}

function errorEnvelope(): JsonObject {
  return {
    type: 'object',
    required: ['status', 'action', 'msg', 'data'],
    properties: {
      status: { type: 'integer', description: 'The code.' },
      action: { type: 'string', enum: ['processing', 'reset'] },
      msg: { type: 'string', description: 'For the subscriber; a hint may follow after `：`.' },
      data: { type: 'object', description: 'Empty.', maxProperties: 0 },
    },
  };
}

function sessionState(): JsonObject {
  const lines = Object.entries(sessionStates).map(
    ([state, { next, record, report }]) =>
      `- \`${state}\` → ${next.map((one) => `\`${one}\``).join(' ') || 'the end'}; record ${record}, report ${report}`,
  );
  return { type: 'string', enum: Object.keys(sessionStates), description: lines.join('\n') };
}

function securityOf({ token }: Described): Json {
  const either = [{ token: [] }, { bearer: [] }];
  if (token === 'always') return either;
  return token === 'sometimes' ? [...either, {}] : [];
}

/** `/calls/verify/sms` → `CallsVerifySms`, `/sessions/:sid` → `SessionsSid`, and `SessionsSidDelete` for the reply to DELETE. */
function nameOf({ path, methods }: Described): string {
  const name = path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return methods.includes('DELETE') ? `${name}Delete` : name;
}

function openPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

const tagTexts: Record<string, string> = {
  token: 'Tokens, which every other call needs.',
  calls: 'One session, from flow to report.',
  forget: 'Recovery of a forgotten service password.',
  sessions: 'Finding sessions, where they stand, and their end.',
  receipts: 'What was erased, signed.',
  links: 'One-time links to the phone page.',
  busi: 'Scores for calls that an app brings itself.',
  itag: 'What is known of numbers.',
};

function tagOf(path: string): string {
  const [, first = ''] = path.split('/');
  if (first.startsWith('batch')) return 'itag';
  return first === 'cuishou' ? 'calls' : first;
}

function tagsOf(endpoints: readonly Described[]): Json {
  const names = [...new Set(endpoints.map(({ path }) => tagOf(path)))];
  return names.map((name) => ({ name, ...(tagTexts[name] ? { description: tagTexts[name] } : {}) }));
}
