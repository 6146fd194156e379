/** A PostgreSQL of the bench's own, with the settings that Debian's packages come with, so that it may be restarted and measured. */

import { execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { databaseUrl, onServer } from '../../test/prepare-stores.ts';
import { cpuSecondsOf } from './program.ts';

export interface Cluster {
  url: string;
  /** Ends every connection at once, without a checkpoint, and starts again: what a crash of the server does. */
  restartAtOnce(): void;
  cpuSeconds(): number;
  remove(): void;
}

/** Throws when PostgreSQL is not installed. */
export function startCluster(port: number): Cluster {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
  if (!bin) throw new Error('Found no /usr/lib/postgresql, expected the package postgresql of Debian');
  const place = mkdtempSync(join(tmpdir(), 'xiangdan-cluster-'));
  const data = join(place, 'data');
  const isRoot = userInfo().uid === 0;
  // It refuses to run as root.
  if (isRoot) {
    const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    chownSync(place, uid, gid);
  }
  const prefix = isRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  function run(name: string, ...words: string[]): void {
    const [program = '', ...rest] = [...prefix, join(bin ?? '', name), ...words];
    execFileSync(program, rest, { stdio: 'ignore', cwd: place });
  }
  const options = `-p ${port} -h 127.0.0.1 -k ${place}`;
  const start = () => run('pg_ctl', '-D', data, '-w', '-t', '60', '-l', join(place, 'log'), '-o', options, 'start');
  const stop = () => run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
  run('initdb', '-D', data, '-U', 'xiangdan', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8');
  start();
  const postmaster = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    url: `postgres://xiangdan@127.0.0.1:${port}/postgres`,
    restartAtOnce() {
      stop();
      start();
    },
    cpuSeconds() {
      const pid = postmaster();
      const { own, children } = cpuSecondsOf(pid);
      const running = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
      return running.reduce((sum, child) => sum + cpuSecondsOf(Number(child)).own, own + children);
    },
    remove() {
      stop();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** A new database on the server at `url`; gives its address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  await onServer(url, `create database ${name}`);
  return databaseUrl(url, name);
}
