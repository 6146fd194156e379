/** Every command, path and link that the Markdown names exists. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'numbers/*.md', 'bench/*.md', 'examples/**/*.md'], { cwd: root });
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const commandTable = /const commands[^{]*\{([^}]*)\}/.exec(readFileSync(join(root, 'src/cli.ts'), 'utf8'))?.[1] ?? '';
const commands = commandTable.split(',').map((entry) => entry.trim().split(':')[0]);

/** Folders of the repository: a path in backticks that begins with one of them must exist. */
const rooms = /^(src|sandbox|numbers|test|bench|docs|scripts|bin|web|sdk|examples|\.ci)\//;

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

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
