/** Builds sdk/dist as `npm run build:sdk` does, once for all test files that run at the same moment. */

import { execFileSync } from 'node:child_process';
import { globSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sdk = fileURLToPath(new URL('../', import.meta.url));
const root = join(sdk, '..');

/** Built aside and moved into place, so that nobody imports half a package. */
export function buildSdk(): string {
  const dist = join(sdk, 'dist');
  const newest = Math.max(...globSync('src/*.ts', { cwd: sdk }).map((file) => statSync(join(sdk, file)).mtimeMs));
  const isFresh = () => (statSync(join(dist, 'client.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest;
  if (isFresh()) return sdk;
  const aside = join(root, 'node_modules', `.sdk-dist-${process.pid}`);
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', sdk, '--outDir', aside]);
  if (isFresh()) rmSync(aside, { recursive: true });
  else {
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  }
  return sdk;
}
