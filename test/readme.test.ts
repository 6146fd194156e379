/**
 * The README, followed to the letter by a program: its blocks run in their order in a copy of the repository. A comment before each block
 * says how. Only the ports are others, since those of the README may be taken, and the packages are those that are installed.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Block {
  /** `run`, `run: service`, `run: stop the service`, or `not run: …`. */
  how: string;
  commands: string;
}

function blocksOf(page: string): Block[] {
  const found = readFileSync(join(root, page), 'utf8').matchAll(/(?:<!-- ([^\n]*) -->\n)?```sh\n([\s\S]*?)^```/gm);
  return [...found].map(([, how = '', commands = '']) => ({ how, commands }));
}

test.each(['README.md', 'README.zh-CN.md'])('every shell block of %s is run, or says why not', (page) => {
  const hows = blocksOf(page).map(({ how }) => how);
  expect(hows.filter((how) => !/^run(: service|: stop the service)?$|^not run: \S/.test(how))).toEqual([]);
  expect(hows).toEqual(blocksOf('README.md').map(({ how }) => how));
  expect(hows.filter((how) => how.startsWith('run')).length).toBeGreaterThan(5);
});

/** What a clone of this working tree holds, without waiting for npm: its packages are links to ours. */
function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'xiangdan-readme-'));
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: root },
  );
  const files = listed
    .toString('utf8')
    .split('\0')
    .filter((file) => file !== '' && !/^(docs\/screens|test)\//.test(file));
  for (const file of files) {
    try {
      cpSync(join(root, file), join(copy, file), { preserveTimestamps: true });
    } catch (error) {
      // A file that was deleted and not yet committed is no part of the tree.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  // The pages that were built from these sources: building them is not what is tried here.
  cpSync(join(root, 'web/dist'), join(copy, 'web/dist'), { recursive: true, preserveTimestamps: true });
  const packages = join(copy, 'node_modules');
  mkdirSync(join(packages, '@xiangdan'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@xiangdan') symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  symlinkSync('../../sdk', join(packages, '@xiangdan/client'));
  symlinkSync('../../web', join(packages, '@xiangdan/web'));
  return copy;
}

async function freePort(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address !== null ? address.port : 0);
}

/** One shell for all blocks: what one exports, the next one has. A service goes on in the background until it is stopped. */
function scriptOf(blocks: readonly Block[], ports: ReadonlyMap<string, string>): string {
  const steps = blocks.map(({ how, commands }, index) => {
    const own = [...ports].reduce((text, [port, free]) => text.replaceAll(`:${port}`, `:${free}`), commands);
    if (how === 'run: service') {
      return `{ ${own.trim()}; } > service-${index}.log 2>&1 &
service=$!
until grep -q '^ready http' service-${index}.log; do kill -0 $service || { cat service-${index}.log; exit 1; }; sleep 0.2; done`;
    }
    const stop = how === 'run: stop the service' ? 'kill -INT -- -$service; wait $service || true\n' : '';
    return `${stop}${own.replace(/receiver\.mjs &/, `receiver.mjs ${ports.get('3000')} > receiver.log 2>&1 &`)}`;
  });
  // Under -m each background job has a group of its own: npm, its shell and the service end together.
  return `set -em
${steps.map((step, index) => `echo "=== block ${index}"\n${step}\necho $! >> jobs`).join('\n')}
until grep -q '^/push/report.*13001000014' receiver.log; do sleep 0.2; done
echo "=== pushes"
cat receiver.log\n`;
}

/** Some have ended by themselves. */
function endGroup(group: number): void {
  try {
    process.kill(group, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

test('a new user who follows the README sees two journeys, a signed push and an installation that does what clients rely on', async () => {
  const copy = copyOfRepository();
  const ports = new Map([
    ['8080', await freePort()],
    ['8090', await freePort()],
    ['3000', await freePort()],
  ]);
  writeFileSync(
    join(copy, 'follow.sh'),
    scriptOf(
      blocksOf('README.md').filter(({ how }) => how.startsWith('run')),
      ports,
    ),
  );
  const env = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'error', MAX_EVENT_LOOP_DELAY_MS: '0' },
    ...{ PORT: ports.get('8080'), SANDBOX_PORT: ports.get('8090') },
  };
  const child = spawn('bash', ['follow.sh'], { cwd: copy, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  onTestFinished(() => {
    const jobs = readFileSync(join(copy, 'jobs'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    for (const group of new Set([...jobs, String(child.pid)])) endGroup(-Number(group));
    rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), once(child, 'exit')]);
  const printed = stdout.join('');
  expect({ code: child.exitCode, stderr: stderr.join('') }, printed).toMatchObject({ code: 0 });
  expect(printed.match(/✓ Report received/g)).toHaveLength(2);
  expect(printed).toMatch(/"action":"done"/);
  expect(printed).toMatch(/ checks, 0 not as expected/);
  const [, pushes = ''] = printed.split('=== pushes\n');
  expect(pushes).toMatch(/^\/push\/result verified, msg_\w+: \d+ calls$/m);
  expect(pushes).toMatch(
    /^\/push\/report verified, msg_\w+: \{"status":0,"sid":"SID\w{32}","tel":"13001000014","uid":""\}$/m,
  );
}, 360_000);
