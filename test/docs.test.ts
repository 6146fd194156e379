/** Every command, path and link that the Markdown names exists, and the tables in it that repeat code say what the code says. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scenarioOf } from '../sandbox/scenarios.ts';
import { sessionStates } from '../src/domain/session.ts';
import { codes } from '../src/errors.ts';
import { settingsHelp } from '../src/settings.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'numbers/*.md', 'bench/*.md', 'examples/**/*.md'], { cwd: root });
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const commandTable = /const commands[^{]*\{([^}]*)\}/.exec(readFileSync(join(root, 'src/cli.ts'), 'utf8'))?.[1] ?? '';
const commands = commandTable.split(',').map((entry) => entry.trim().split(':')[0]?.replaceAll("'", ''));

/** Folders of the repository: a path in backticks that begins with one of them must exist. */
const rooms = /^(src|sandbox|numbers|test|bench|docs|scripts|bin|web|sdk|examples|\.ci)\//;

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The cells of the table that begins under this header, without backticks. */
function tableUnder(page: string, header: string): string[][] {
  const lines = read(page).split('\n');
  const body = lines.slice(lines.findIndex((line) => line.startsWith(header)) + 2);
  const end = body.findIndex((line) => !line.startsWith('|'));
  return body.slice(0, end).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

const readmes = [
  { page: 'README.md', settings: '| name | default |', digits: '| digits | scenario |', paths: '| path |' },
  { page: 'README.zh-CN.md', settings: '| 名称 | 默认值 |', digits: '| 末两位 | 场景 |', paths: '| 路径 |' },
];

/** As the route files and the health checks declare them. */
const routes = globSync(['src/wire/routes/*.ts', 'src/console/health.ts'], { cwd: root }).flatMap((file) =>
  [...read(file).matchAll(/^\s*(?:path: |app\.get\()'([^']+)'/gm)].map(([, path = '']) => path),
);

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    const ofNpm = ['ci', 'install', 'run', 'audit', 'pack', 'test', 'start'];
    expect(named.filter((name) => !ofNpm.includes(name) && !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names only commands that exist', () => {
    const named = [...text.matchAll(/xiangdan -- ([a-z-]+)|`xiangdan ([a-z-]+)|npx xiangdan ([a-z-]+)/g)].map(
      (match) => match[1] ?? match[2] ?? match[3],
    );
    expect(named.filter((name) => !commands.includes(name))).toEqual([]);
  });

  test('names only files and folders that exist', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)]
      .map(([, path = '']) => path.replace(/[:#].*$/, ''))
      .filter((path) => rooms.test(path) && !/[*<{]/.test(path));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('links only to what exists', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });
});

test('there are pages to check', () => {
  expect(pages.length).toBeGreaterThan(3);
});

test('ARCHITECTURE.md lists the states of a session with their next states and what a poll is told', () => {
  expect(tableUnder('ARCHITECTURE.md', '| state | may become |')).toEqual(
    Object.entries(sessionStates).map(([state, { next, record, report }]) => [
      state,
      next.join(' '),
      String(record),
      String(report),
    ]),
  );
});

test('docs/privacy.md names a test for every duty, and docs/security.md one for every threat', () => {
  const duties = tableUnder('docs/privacy.md', '| duty |');
  const threats = tableUnder('docs/security.md', '| threat |');
  expect(Math.min(duties.length, threats.length)).toBeGreaterThan(10);
  for (const row of [...duties, ...threats]) {
    const tests = (row.at(-1) ?? '').split(', ');
    expect(
      tests.filter((file) => !file.endsWith('.test.ts') || !existsSync(join(root, file))),
      row[0],
    ).toEqual([]);
  }
});

test('docs/privacy.md has a row for every table that is about somebody', () => {
  const text = read('docs/privacy.md');
  const kept = [...read('src/store/tables.ts').matchAll(/^ {2}(\w+): \w+Table;$/gm)].map(([, name = '']) => name);
  const named: Record<string, string> = {
    sessions: "the session's row",
    records: 'record of a session',
    reports: 'report of a session',
    recoveries: "the recovery's step",
    links: "the link's content",
  };
  const aboutNobody = ['apps', 'tokens', 'tag_lists', 'own_keys'];
  expect(kept.length).toBeGreaterThan(15);
  const missing = kept.filter((name) => !aboutNobody.includes(name) && !text.includes(named[name] ?? `\`${name}\``));
  expect(missing).toEqual([]);
});

test('decision 0001 has a row for every direct dependency with the version that is pinned', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const rows = tableUnder('docs/decisions/0001-dated-facts.md', '| package | version |');
  expect(Object.fromEntries(rows.map(([name, version]) => [name, version]))).toEqual({
    ...dependencies,
    ...devDependencies,
  });
});

describe.each(readmes)('$page', ({ page, settings, digits, paths }) => {
  test('lists every setting with its default', () => {
    const printed = settingsHelp()
      .split('\n')
      .map((line) => /^\s+([A-Z_]+) .*?(?:\(([^() ]+)\))?$/.exec(line)?.slice(1) ?? [line]);
    expect(tableUnder(page, settings).map(([name, fallback]) => [name, fallback || undefined])).toEqual(printed);
  });

  test('lists every scenario of the sandbox, and codes that exist', () => {
    const rows = tableUnder(page, digits).slice(1);
    const special = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0')).filter(
      (end) => scenarioOf(`130010000${end}`).name !== 'natural',
    );
    expect(rows.map(([end]) => end)).toEqual(special);
    const named = rows.flatMap(([, , seen = '']) => seen.match(/\b(?:[34]\d{3}|200\d\d)\b/g) ?? []);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((code) => !Object.hasOwn(codes, code))).toEqual([]);
  });

  test('lists the paths that the service answers', () => {
    const listed = tableUnder(page, paths).flatMap(([cell = '']) => cell.split(/[,、]\s*/));
    expect(listed.map((path) => path.replace(/\{(\w+)\}/, ':$1')).sort()).toEqual(routes.toSorted());
  });
});

test('both READMEs show the same commands and replies', () => {
  const blocks = readmes.map(({ page }) =>
    [...read(page).matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, text = '']) => text),
  );
  const withoutComments = blocks.map((texts) => texts.map((text) => text.replace(/ *(^|\s)# .*$/gm, '')));
  expect(withoutComments[0]).toEqual(withoutComments[1]);
  expect(withoutComments[0]?.length).toBeGreaterThan(6);
});
