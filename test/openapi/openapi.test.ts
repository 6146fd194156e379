/** /openapi.json and /docs: complete, valid, true to what the service answers, and kept to what was promised. */

import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Static, TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { sdkSchemas } from '../../scripts/sdk-schemas.ts';
import type { TagEntry } from '../../src/directory/itag.ts';
import type { RecordData } from '../../src/domain/call-record.ts';
import { sessionStates } from '../../src/domain/session.ts';
import { codes } from '../../src/errors.ts';
import type { ReportData } from '../../src/report/build-report.ts';
import type { ScoreData } from '../../src/report/score.ts';
import { recordSchema } from '../../src/wire/openapi/documents/record.ts';
import { reportSchema } from '../../src/wire/openapi/documents/report.ts';
import { scoreSchema } from '../../src/wire/openapi/documents/score.ts';
import { type tagEntrySchema, tagsSchema } from '../../src/wire/openapi/documents/tags.ts';
import type { JsonObject } from '../../src/wire/openapi/plain-schema.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { at, breakingChanges } from './breaking-changes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let wire: TestWire;
let document: JsonObject;
beforeAll(async () => {
  wire = await openTestWire('pglite');
  document = (await wire.api.inject('/openapi.json')).json();
});
afterAll(() => wire.close());

function endpoints(): string[] {
  return Object.keys(at(document, 'paths') ?? {});
}

/** Every code with its example, of one path. */
function documented(path: string): Record<string, unknown> {
  const operation = at(document, 'paths', path, 'get') ?? at(document, 'paths', path, 'post');
  const name =
    String(at(operation, 'responses', '200', '$ref'))
      .split('/')
      .at(-1) ?? '';
  const examples = at(document, 'components', 'responses', name, 'content', 'application/json', 'examples');
  const { ok: _, ...failures } = Object(examples);
  return failures;
}

describe('the document', () => {
  test('is linted without an error', () => {
    const directory = mkdtempSync(join(tmpdir(), 'xiangdan-lint-'));
    const file = join(directory, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
    const args = [cli, 'lint', file, '--config', join(root, 'redocly.yaml'), '--format', 'json'];
    try {
      const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
      const report = execFileSync(process.execPath, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
      expect(JSON.parse(report).totals).toMatchObject({ errors: 0, warnings: 0 });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('has every route of the wire API, with its codes, each with action and text', () => {
    for (const path of endpoints()) {
      const known = documented(path);
      expect(Object.keys(known), path).toEqual(expect.arrayContaining(['4001', '9999']));
      for (const [code, example] of Object.entries(known)) {
        const { msg, action } = codes[Number(code) as keyof typeof codes];
        const value = { status: Number(code), action: path === '/calls/flow' ? 'reset' : action, msg, data: {} };
        expect(example, `${path} ${code}`).toMatchObject({ value });
      }
    }
    const files = globSync('src/wire/routes/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
    const declared = files.flatMap((file) => [...file.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path = '']) => path));
    expect(endpoints().sort()).toEqual([...new Set(declared)].map((path) => path.replace(/:(\w+)/g, '{$1}')).sort());
  });

  test('says every state of a session', () => {
    expect(at(document, 'components', 'schemas', 'SessionState', 'enum')).toEqual(Object.keys(sessionStates));
  });

  test('takes nothing from clients that docs/openapi.json promised', () => {
    const promised: JsonObject = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
    expect(breakingChanges(promised, document)).toEqual([]);
  });

  test('is what the types of the SDK are made of (npm run docs:openapi)', () => {
    const made = sdkSchemas(document);
    const kept = Object.keys(made).map((file) => [file, readFileSync(join(root, 'sdk/src', file), 'utf8')]);
    expect(Object.fromEntries(kept)).toEqual(made);
  });
});

describe('what it says of the large replies', () => {
  test('is what the program makes them of', () => {
    expectTypeOf<RecordData>().toExtend<Static<typeof recordSchema>>();
    expectTypeOf<Static<typeof recordSchema>>().toExtend<RecordData>();
    expectTypeOf<ReportData>().toExtend<Static<typeof reportSchema>>();
    expectTypeOf<Static<typeof reportSchema>['calls_overview']>().toEqualTypeOf<ReportData['calls_overview']>();
    expectTypeOf<ScoreData>().toExtend<Static<typeof scoreSchema>>();
    expectTypeOf<TagEntry>().toExtend<Static<typeof tagEntrySchema>>();
  });

  test.each(['13020100012', '13010200074'])('is what they are, key by key, for %s', async (tel) => {
    const contacts = '[{"contact_tel":"13916000001","contact_name":"李四"}]';
    const { sid } = (await wire.call('/calls/flow', { tel, user_name: '张三', user_contact: contacts })).data;
    const { pin } = await wire.subscriber(tel);
    let reply = await wire.call('/calls/login', { sid, tel, pin_pwd: pin });
    while (reply.action === 'processing') {
      reply = await wire.call('/calls/verify', { sid, sms_code: (await wire.subscriber(tel)).sms.at(-1)?.code ?? '' });
    }
    await wire.runJobs();
    for (const [path, schema] of [
      ['/calls/record', recordSchema],
      ['/calls/report', reportSchema],
      ['/cuishou', scoreSchema],
      ['/itag', tagsSchema],
    ] as const) {
      expect(faultsOf(closed(schema), (await wire.call(path, { sid })).data), path).toEqual([]);
    }
  });
});

describe('/docs', () => {
  test('is a page without script and without anything from elsewhere', async () => {
    const reply = await wire.api.inject('/docs');
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; /);
    expect(reply.body).not.toMatch(/<script|<link|<img|src=|href="(?!#|openapi\.json)|style=/);
    for (const path of endpoints())
      expect(reply.body).toMatch(new RegExp(`<h2><code>[A-Z ]+ ${path.replace(/[{}]/g, '.')}</code>`));
    expect(reply.body).toContain('<h2><code>DELETE /sessions/{sid}</code></h2>');
    expect(reply.body).toContain('请输入数字服务密码');
  });
});

/** The same schema, but a key that it does not name is a fault. */
function closed(schema: TSchema): TSchema {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties && !value.patternProperties
      ? { ...value, additionalProperties: false }
      : value,
  );
}

function faultsOf(schema: TSchema, value: unknown): string[] {
  if (Check(schema, value)) return [];
  return Errors(schema, value)
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
