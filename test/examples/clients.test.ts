/** The clients in examples/ as a user runs them, each in its own language, against a server and its sandbox. */

import { type ExecFileException, execFile, execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSdk } from '../../sdk/test/build-sdk.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, type TestPlace } from '../store-kinds.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('examples/{node,python,java,go,php}/*.*', { cwd: root });

let place: TestPlace;
let server: ServerProcess;
beforeAll(async () => {
  buildSdk();
  place = await newTestPlace('pglite');
  server = await startServer(place);
}, 120_000);
afterAll(async () => {
  await server?.end('SIGTERM');
  await place?.remove();
});

/** Without the `-version`s' output: whether the language is on this machine. */
function isInstalled(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

interface Ran {
  code: ExecFileException['code'] | 0;
  stdout: string;
  stderr: string;
}

function run(command: string, args: string[]): Promise<Ran> {
  const { appid, appsecret } = JSON.parse(readFileSync(join(place.dataDir, 'demo-app.json'), 'utf8'));
  const env = {
    ...process.env,
    XIANGDAN_URL: server.url,
    SANDBOX_URL: server.sandboxUrl,
    APPID: appid,
    APPSECRET: appsecret,
  };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: join(root, 'examples'), env, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

const languages = [
  { language: 'Node', command: process.execPath, file: 'node/journey.ts', isHere: true },
  { language: 'Python', command: 'python3', file: 'python/journey.py', isHere: isInstalled('python3', '--version') },
  { language: 'Java', command: 'java', file: 'java/Main.java', isHere: isInstalled('java', '-version') },
  { language: 'PHP', command: 'php', file: 'php/journey.php', isHere: isInstalled('php', '--version') },
];
const here = languages.filter(({ isHere }) => isHere);

/** 北京移动 asks for most, 浙江电信 for name and ID card; new SIMs, so that little is fetched. */
const tels = ['13910000076', '13305710176'];

describe.each(here)('$language', ({ command, file }) => {
  test('goes from token to report and prints what the report says', async () => {
    for (const tel of tels) {
      const { code, stdout, stderr } = await run(command, [file, tel]);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^${tel} calls [1-9]\\d* risk [0-3]\\n$`));
    }
  });

  test('ends with the words of the service when it is refused', async () => {
    const { code, stdout, stderr } = await run(command, [file, '13001000060']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('20020 ');
  });
});

test('at least Node and Python were tried', () => {
  expect(here.map(({ language }) => language)).toEqual(expect.arrayContaining(['Node', 'Python']));
});

test('each client is at most 100 lines', () => {
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length > 100);
  expect([files.length, long]).toEqual([8, []]);
});

test.runIf(isInstalled('gofmt', '-h'))('the Go client is formatted and compiles', () => {
  const file = join(root, 'examples/go/main.go');
  expect(execFileSync('gofmt', ['-l', file], { encoding: 'utf8' })).toBe('');
  execFileSync('go', ['vet', file]);
});
