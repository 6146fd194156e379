/** The shape of the project, checked on every import line, file name and file size. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const below = ['domain', 'errors', 'log'];
const lowest = ['carriers', 'directory', 'report', 'push', 'store', 'metrics', 'sms'];

/** Room of src/ → rooms that it may import besides itself. A file directly in src/ is a room of its own name. */
const mayImport: Record<string, string[]> = {
  domain: ['errors'],
  errors: [],
  log: [],
  carriers: below,
  directory: below,
  report: below,
  push: [...below, 'store'],
  sms: [...below, 'push'],
  store: below,
  journey: [...below, ...lowest],
  wire: [...below, ...lowest, 'journey'],
  hosted: [...below, ...lowest, 'journey', 'wire'],
  subject: [...below, ...lowest, 'journey', 'wire', 'hosted'],
  console: [...below, ...lowest, 'import', 'journey'],
  jobs: [...below, ...lowest, 'journey'],
  import: [...below, 'directory', 'store'],
  settings: ['domain', 'setting-readers'],
  'setting-readers': ['domain'],
  metrics: below,
  'directory-files': ['directory'],
  start: [
    ...below,
    ...lowest,
    'journey',
    'wire',
    'hosted',
    'subject',
    'console',
    'jobs',
    'import',
    'settings',
    'directory-files',
  ],
  commands: [...below, ...lowest, 'import', 'journey', 'settings', 'directory-files', 'start', 'main'],
  main: ['log', 'settings', 'start'],
  cli: ['commands'],
};

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const sources = ['src', 'sandbox', 'numbers'].flatMap(filesUnder).filter((file) => file.endsWith('.ts'));
const tests = [...sources.filter(isTest), ...filesUnder('test').filter((file) => file.endsWith('.ts'))];
const programs = sources.filter((file) => !isTest(file));

function isTest(file: string): boolean {
  return /\.test\.ts$|(^|\/)test-[\w-]+\.ts$/.test(file);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function roomOf(file: string): string {
  const [, first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

function localImportsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, target = '']) => relative(root, resolve(root, dirname(file), target)));
}

describe('directions', () => {
  test.each(programs.filter((file) => file.startsWith('src/')))('%s imports only rooms below its own', (file) => {
    const room = roomOf(file);
    const allowed = mayImport[room];
    expect(allowed, `room ${room} has no row in mayImport`).toBeDefined();
    const wrong = localImportsOf(file).filter(
      (target) => !target.startsWith('src/') || ![room, ...(allowed ?? [])].includes(roomOf(target)),
    );
    expect(wrong).toEqual([]);
  });

  test('the sandbox and the server share no code', () => {
    const wrong = programs
      .filter((file) => file.startsWith('sandbox/'))
      .flatMap((file) =>
        localImportsOf(file)
          .filter((target) => !target.startsWith('sandbox/'))
          .map((target) => `${file} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('report and directory know no clock, no chance, no disk and no network', () => {
    const impure = /Date\.now|new Date\(\)|Math\.random|node:fs|node:http|node:crypto|fetch\(|process\./;
    expect(programs.filter((file) => /^src\/(report|directory)\//.test(file) && impure.test(read(file)))).toEqual([]);
  });

  test('the environment is read in the two settings files only', () => {
    expect(programs.filter((file) => read(file).includes('process.env'))).toEqual([
      'src/settings.ts',
      'sandbox/settings.ts',
    ]);
  });

  test('SQL stands in src/store only', () => {
    const sql = /\bsql(<[^`]*>)?`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
    expect(programs.filter((file) => sql.test(read(file)) && !file.startsWith('src/store/'))).toEqual([]);
  });
});

describe('files', () => {
  test('no file is over 12 KB and the mean is at most 4 KB', () => {
    const sizes = [...sources, ...tests].map((file) => ({ file, bytes: statSync(join(root, file)).size }));
    expect(sizes.filter(({ bytes }) => bytes > 12 * 1024)).toEqual([]);
    expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / sizes.length).toBeLessThanOrEqual(4 * 1024);
  });

  test('no name says only that something is in there', () => {
    const empty = /(^|[/-])(utils?|helpers?|common|managers?|base|misc|shared|index)(?=[./-])/i;
    expect([...sources, ...tests].filter((file) => empty.test(file))).toEqual([]);
  });

  test('every file opens with a sentence', () => {
    expect([...sources, ...tests].filter((file) => !/^(#!.*\n)?(\/\*\*|\/\/)\s*\S/.test(read(file)))).toEqual([]);
  });

  test('nothing is cast to any, silenced, skipped or left for later', () => {
    const signs = [/\bas any\b/, /@ts-(ignore|expect-error|nocheck)/, /\b(TODO|FIXME|XXX)\b/, /\.(only|skip|todo)\b/];
    const ownFile = 'test/architecture.test.ts';
    const found = [...programs, ...tests].filter(
      (file) => file !== ownFile && signs.some((sign) => sign.test(read(file))),
    );
    expect(found).toEqual([]);
  });
});
