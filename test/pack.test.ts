/** What `npm pack` makes of the server and of the SDK, installed into an empty directory and run there. */

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSdk } from '../sdk/test/build-sdk.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Packed {
  filename: string;
  size: number;
  files: { path: string }[];
}

let directory: string;
let packed: { server: Packed; sdk: Packed };
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'xiangdan-pack-'));
  execFileSync(process.execPath, [join(root, 'scripts/build-package.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  buildSdk();
  packed = { server: pack([]), sdk: pack(['-w', 'sdk']) };
  unpack(packed.server, 'xiangdan');
  unpack(packed.sdk, '@xiangdan/client');
  linkDependencies();
}, 240_000);
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

/** What `prepack` does was done above, once for both. */
function pack(which: string[]): Packed {
  const words = ['pack', ...which, '--ignore-scripts', '--json', '--pack-destination', directory];
  const [one] = JSON.parse(
    execFileSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  return one;
}

function unpack({ filename }: Packed, name: string): void {
  const place = join(directory, 'node_modules', name);
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['-xzf', join(directory, filename), '-C', place, '--strip-components=1']);
}

/** The dependencies that the package names, and none besides: npm would fetch the same ones. */
function linkDependencies(): void {
  const { dependencies } = JSON.parse(readFileSync(join(directory, 'node_modules/xiangdan/package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) {
    const place = join(directory, 'node_modules', name);
    mkdirSync(join(place, '..'), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
}

const bin = () => join(directory, 'node_modules/xiangdan/bin/xiangdan.mjs');
const env = () => ({
  ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', MAX_EVENT_LOOP_DELAY_MS: '0' },
  ...{ PORT: '0', SANDBOX_PORT: '0' },
});

test('the package of the server holds what runs and nothing that does not', () => {
  const paths = packed.server.files.map(({ path }) => path);
  const needed = ['bin/xiangdan.mjs', 'dist/src/cli.js', 'dist/sandbox/main.js', 'dist/web/dist/authorise/index.html'];
  expect(paths).toEqual(expect.arrayContaining([...needed, 'LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md']));
  expect(
    paths.filter((path) => path.startsWith('dist/') && /\.tsx?$|\/test[-/]|\.test\.|fixtures|\.log$/.test(path)),
  ).toEqual([]);
  // 1.3 MB on 2026-11-28, of which 0.4 MB are number tables.
  expect(packed.server.size).toBeLessThan(2_500_000);
});

test('the package of the SDK holds its JavaScript and its types', () => {
  const paths = packed.sdk.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'dist/client.js', 'dist/client.d.ts', 'dist/push.js']),
  );
  expect(paths.filter((path) => !/^(LICENSE|README\.md|package\.json|dist\/[\w-]+\.(d\.ts|js))$/.test(path))).toEqual(
    [],
  );
  expect(packed.sdk.size).toBeLessThan(40_000);
});

test('the installed server starts, serves its pages, and its demo gets a report', async () => {
  const words = ['serve'];
  const server = spawn(process.execPath, [bin(), ...words], {
    cwd: directory,
    env: env(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, url = '', sandboxUrl = ''] = await new Promise<RegExpExecArray>((resolve, reject) => {
    let printed = '';
    server.once('close', (code) => reject(new Error(`it ended with ${code}: ${printed}`)));
    server.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = /^ready (\S+) sandbox (\S+)\n/.exec(printed);
      if (ready) resolve(ready);
    });
  });
  for (const path of ['/authorise/', '/console/', '/report/', '/test-numbers', '/openapi.json', '/docs']) {
    expect((await fetch(url + path)).status, path).toBe(200);
  }
  const ports = { PORT: new URL(url).port, SANDBOX_PORT: new URL(sandboxUrl).port };
  const demo = execFileSync(process.execPath, [bin(), 'demo'], {
    cwd: directory,
    env: { ...env(), ...ports },
    encoding: 'utf8',
  });
  expect(demo).toContain('✓ Report received');
  server.removeAllListeners('close');
  const ended = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 120_000);

test('the installed SDK is imported from a script beside it', () => {
  writeFileSync(
    join(directory, 'use.mjs'),
    `import { createClient } from '@xiangdan/client';
import { verifyPush } from '@xiangdan/client/push';
console.log(typeof createClient, typeof verifyPush);`,
  );
  expect(execFileSync('node', [join(directory, 'use.mjs')], { encoding: 'utf8' })).toBe('function function\n');
});
