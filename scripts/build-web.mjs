// Builds web/ into web/dist when that is missing or older than its sources; run by npm start, and by tests that open pages.
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
const dist = join(web, 'dist');
const lockFile = join(web, 'dist.lock');

/** A build takes 5 s on a 2-core VM (2026-11-28): a lock this old was left by a process that died. */
const staleLockMs = 120_000;

/** Several processes may ask at once: one builds, the others wait for it. */
export async function buildWebIfStale() {
  while (isStale()) {
    if (!takeLock()) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      if (isStale()) await build();
    } finally {
      rmSync(lockFile, { force: true });
    }
  }
}

function isStale() {
  if (!existsSync(join(dist, 'built'))) return true;
  return newestSourceMs() > statSync(join(dist, 'built')).mtimeMs;
}

function newestSourceMs() {
  const entries = readdirSync(web, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !/\/(dist|node_modules)/.test(join(entry.parentPath, entry.name)));
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path !== lockFile);
  paths.push(fileURLToPath(import.meta.url), join(root, 'package-lock.json'));
  return Math.max(...paths.filter((path) => existsSync(path)).map((path) => statSync(path).mtimeMs));
}

function takeLock() {
  try {
    closeSync(openSync(lockFile, 'wx'));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (existsSync(lockFile) && Date.now() - statSync(lockFile).mtimeMs > staleLockMs)
      rmSync(lockFile, { force: true });
    return false;
  }
}

/** Beside the old one and then in its place: a server that runs meanwhile always has whole pages. */
async function build() {
  const fresh = `${dist}-${process.pid}`;
  const startedAt = new Date();
  for (const config of ['vite.config.ts', 'authorise/vite.config.ts']) {
    const code = await runVite(fresh, join(web, config));
    if (code === 0) continue;
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`the pages could not be built: vite ended with ${code} on ${config}, see the lines above`);
  }
  packFiles(fresh);
  // Sources that changed during the build are newer than this stamp.
  writeFileSync(join(fresh, 'built'), '');
  utimesSync(join(fresh, 'built'), startedAt, startedAt);
  const old = `${dist}-old-${process.pid}`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function runVite(outDir, config) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', outDir, '--config', config];
  return new Promise((resolve, reject) => {
    // Where tests run, NODE_ENV is another one, and vite would take Vue's build for developers: 54 KB gzipped instead of 41.
    const env = { ...process.env, NODE_ENV: 'production' };
    // stdout belongs to the command that follows.
    const child = spawn(join(root, 'node_modules/.bin/node'), args, { cwd: web, env, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

/** Each text beside its packed forms, as the server sends them. */
function packFiles(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/\.(js|css|html|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (isStale()) process.stderr.write('Building the pages …\n');
  await buildWebIfStale();
}
