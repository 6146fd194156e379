// Installs what package-lock.json names and node_modules lacks, then ends; runs on the machine's own Node (20 or newer), before ours is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const withDev = process.argv.includes('--dev');

if (isIncomplete()) {
  process.stderr.write(
    'Installing packages (warnings about engines are expected: the packages run on the Node that is installed with them) …\n',
  );
  // npm's own output goes to stderr: stdout belongs to the command that follows.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('The packages could not be installed: see the lines above.\n');
    process.exit(1);
  }
}

function isIncomplete() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return true;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).some(([path, entry]) => {
    const needed = path !== '' && !entry.link && !entry.optional && (withDev || !entry.dev);
    return needed && installed[path]?.version !== entry.version;
  });
}
