#!/usr/bin/env node
// `npx xiangdan …`: runs the command line on the Node that was installed with the package, whatever Node the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// The sources where there are any: dist/ beside them is only what was packed last.
const cli = [join(root, 'src/cli.ts'), join(root, 'dist/src/cli.js')].find((file) => existsSync(file));
const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
const child = spawn(node, ['--max-semi-space-size=8', cli, ...process.argv.slice(2)], { stdio: 'inherit' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
// A terminal sends it to both: the service stops by itself, and we wait for it.
process.on('SIGINT', () => undefined);
child.once('error', (error) => {
  process.stderr.write(`xiangdan cannot run ${node}: ${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
