#!/usr/bin/env node
// `npx xiangdan …`: runs the command line on the Node that was installed with the package, whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin/node');
const { status, error } = spawnSync(node, [join(root, 'src/cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
if (error) process.stderr.write(`xiangdan cannot run ${node}: ${error.message}\n`);
process.exit(status ?? 1);
