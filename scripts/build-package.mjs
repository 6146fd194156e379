// Makes dist/ for `npm pack`: Node strips no types below node_modules, so the package holds JavaScript, beside the data that it reads.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWebIfStale } from './build-web.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

await buildWebIfStale();
rmSync(dist, { recursive: true, force: true });
// npm reads what a lifecycle script prints to stdout as its own output (`npm pack --json`): everything goes to stderr.
const { status } = spawnSync(
  join(root, 'node_modules/.bin/node'),
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.package.json')],
  { cwd: root, stdio: ['ignore', 2, 2] },
);
if (status !== 0) throw new Error(`tsc ended with ${status}, see the lines above`);

// tsc rewrites imports; programs that are started by their file's name it does not see.
for (const file of globSync('**/*.js', { cwd: dist })) {
  const text = readFileSync(join(dist, file), 'utf8');
  const named = text.replaceAll(/new URL\('([^']+)\.ts', import\.meta\.url\)/g, "new URL('$1.js', import.meta.url)");
  if (named !== text) writeFileSync(join(dist, file), named);
}

const data = globSync(
  ['numbers/*.{json,gz}', 'src/**/*.{json,sql}', 'sandbox/**/*.json', 'web/dist/**/*.{html,js,css,svg,gz,br}'],
  { cwd: root, exclude: ['**/fixtures/**'] },
);
for (const file of data) cpSync(join(root, file), join(dist, file));
