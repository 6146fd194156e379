/** The four pushes of wire contract §7 as OpenAPI's webhooks. */

import { Type } from 'typebox';
import { recordSchema } from './documents/record.ts';
import { tagsSchema } from './documents/tags.ts';
import { type JsonObject, plainSchema } from './plain-schema.ts';

const session = { tel: Type.String(), uid: Type.String(), sid: Type.String() };

const authorisation = Type.Object({ status: Type.Literal(0), ...session }, { title: 'AuthorisationPush' });
const reportStatus = Type.Object(
  {
    status: Type.Union([Type.Literal(0), Type.Literal(2)], {
      description: '0: record and report can be pulled; 2: there will be none.',
    }),
    ...session,
  },
  { title: 'ReportStatusPush' },
);
const plainResult = Type.Object(
  {
    status: Type.Literal(0),
    action: Type.Literal('done'),
    msg: Type.String(),
    data: recordSchema,
  },
  { title: 'PlainResultPush' },
);
const failedResult = Type.Object(
  {
    status: Type.Integer({ minimum: 1 }),
    action: Type.Literal('reset'),
    msg: Type.String(),
    data: Type.Object(session),
  },
  { title: 'FailedResultPush' },
);
const encryptedResult = Type.Object(
  {
    status: Type.Integer(),
    msg: Type.String(),
    sid: Type.String(),
    data: Type.String({
      contentEncoding: 'base64',
      description:
        'A random IV of 16 bytes, then AES-256-CBC with PKCS#7 of the UTF-8 JSON of `data`; the key is the 32 bytes of the appsecret.',
    }),
  },
  { title: 'EncryptedResultPush' },
);
const tags = Type.Object({ sid: Type.String(), tags: tagsSchema.properties.tags }, { title: 'TagsPush' });

const pushes = [
  ['authorisation', 'The subscriber signed in (§19)', authorisation],
  ['result', 'The record was fetched, or will not be (§14)', Type.Union([plainResult, failedResult, encryptedResult])],
  ['reportStatus', 'Report and record can be pulled, or there will be no report (§18)', reportStatus],
  ['tags', 'The tags that came with the report', tags],
] as const;

const headers = [
  ['webhook-id', 'The same at every attempt: a push may come twice after a crash.'],
  ['webhook-timestamp', 'Unix seconds of this attempt.'],
  ['webhook-signature', '`v1,` and base64 of HMAC-SHA256 of `id.timestamp.body` under the appsecret.'],
] as const;

export function webhooks(schemas: JsonObject): JsonObject {
  const parameters = headers.map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  return Object.fromEntries(
    pushes.map(([name, summary, schema]) => [
      name,
      {
        post: {
          operationId: `${name}Push`,
          summary,
          security: [],
          parameters,
          requestBody: { required: true, content: { 'application/json': { schema: plainSchema(schema, schemas) } } },
          responses: {
            '2XX': {
              description: 'The body `ok` acknowledges it; anything else is tried again.',
              content: { 'text/plain': { schema: { type: 'string', const: 'ok' } } },
            },
          },
        },
      },
    ]),
  );
}
