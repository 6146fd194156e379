/** The package as its users get it: packed, imported by an older Node, type-checked by a project of their own. */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSdk } from './build-sdk.ts';

let sdk: string;
let project: string;
beforeAll(() => {
  sdk = buildSdk();
  project = mkdtempSync(join(tmpdir(), 'xiangdan-sdk-'));
  const installed = join(project, 'node_modules/@xiangdan/client');
  mkdirSync(installed, { recursive: true });
  // What `files` in package.json packs.
  cpSync(join(sdk, 'dist'), join(installed, 'dist'), { recursive: true });
  cpSync(join(sdk, 'package.json'), join(installed, 'package.json'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('has no dependencies', () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  expect([dependencies, peerDependencies]).toEqual([undefined, undefined]);
});

/** Ours, and the machine's own where there is one: it may be as old as 18. */
const nodes = [process.execPath, ...['/usr/bin/node', '/usr/local/bin/node'].filter((node) => existsSync(node))];

test.each(nodes)('is imported by %s without its sources', (node) => {
  writeFileSync(
    join(project, 'use.js'),
    `import { createClient, XiangdanError } from '@xiangdan/client';
import { verifyPush } from '@xiangdan/client/push';
const client = createClient({ url: 'http://127.0.0.1:9', token: () => 'f'.repeat(32) });
console.log(typeof client.openSession, typeof verifyPush, XiangdanError.name);`,
  );
  expect(execFileSync(node, [join(project, 'use.js')], { encoding: 'utf8' })).toBe('function function XiangdanError\n');
});

test('its types are those of a strict project with no types of Node, and know what is asked', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createClient, type SignIn } from '@xiangdan/client';
const client = createClient({ url: '/', token: async () => '' });
const opened = await client.openSession({ tel: '13001000012' });
const state: SignIn = await opened.answer({ pinPwd: '' });
if (!state.done) {
  const [ask] = state.asks;
  if (ask?.what === 'captchaCode') document.title = ask.image;
  // @ts-expect-error: a password has no image
  if (ask?.what === 'pinPwd') document.title = ask.image;
} else {
  const report = await client.report(state.sid);
  const most: string | undefined = report.calls_sa_by_times[0]?.format_tel;
  // @ts-expect-error: a text is no number
  const wrong: number = report.version;
  console.log(most, wrong);
}`,
  );
  const options = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom'],
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['use.ts'] }));
  const tsc = join(sdk, '../node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

test('no file imports anything but its own, except node:crypto where pushes are verified', () => {
  const foreign = globSync('src/*.ts', { cwd: sdk }).flatMap((file) => {
    const text = readFileSync(join(sdk, file), 'utf8');
    const targets = [...text.matchAll(/^(?:import|export)\b[^;]*? from '([^']+)'/gm)].map(([, target = '']) => target);
    return targets.filter((target) => !/^\.\/[\w-]+\.ts$/.test(target)).map((target) => `${file} → ${target}`);
  });
  expect(foreign).toEqual(['src/push.ts → node:crypto']);
});
