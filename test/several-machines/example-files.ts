/** The files of examples/several-machines/ as this test runs them: word for word, but for addresses, places and the key. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const folder = `${root}/examples/several-machines`;

function replaced(text: string, changes: Record<string, string>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the example no longer says "${from}"`);
    return changed.replaceAll(from, to);
  }, text);
}

/** What systemd would run. */
export interface Unit {
  command: string[];
  workingDirectory: string;
  env: Record<string, string>;
}

/** `envFile` stands for /etc/xiangdan/xiangdan.env; `changes` replace values of its own `Environment` lines. */
export function readUnit(role: 'api' | 'worker', envFile: string, changes: Record<string, string>): Unit {
  const lines = readFileSync(`${folder}/xiangdan-${role}.service`, 'utf8').split('\n');
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  const [workingDirectory = '', execStart = '', environmentFile = ''] = [
    'WorkingDirectory',
    'ExecStart',
    'EnvironmentFile',
  ].map((key) => values(key).join(' '));
  if (environmentFile !== '/etc/xiangdan/xiangdan.env') throw new Error(`the unit reads ${environmentFile}`);
  const own = Object.fromEntries(values('Environment').map(assignment));
  return {
    command: execStart.split(' ').map((word) => word.replace(workingDirectory, root)),
    workingDirectory: root,
    env: { ...Object.fromEntries(assignmentsOf(envFile)), ...replacedValues(own, changes) },
  };
}

/** The environment file with this test's addresses and a key. */
export function environmentFile(values: {
  databaseUrl: string;
  masterKey: string;
  carriers: string;
  proxy: string;
}): string {
  return replaced(readFileSync(`${folder}/xiangdan.env`, 'utf8'), {
    'DATABASE_URL=postgres://xiangdan@10.0.0.10:5432/xiangdan': `DATABASE_URL=${values.databaseUrl}`,
    'MASTER_KEY=\n': `MASTER_KEY=${values.masterKey}\n`,
    'CARRIER_BASE_URLS=\n': `CARRIER_BASE_URLS=${values.carriers}\n`,
    'TRUST_PROXY=10.0.0.9': `TRUST_PROXY=${values.proxy}`,
  });
}

/** The site of nginx with this test's ports, inside the least that nginx needs around it. */
export function nginxFiles(place: string, port: number, nodes: [number, number]): { conf: string; site: string } {
  const site = replaced(readFileSync(`${folder}/xiangdan.conf`, 'utf8'), {
    'listen 80;': `listen 127.0.0.1:${port};`,
    '/var/log/nginx/': `${place}/`,
    '10.0.0.11:8080': `127.0.0.1:${nodes[0]}`,
    '10.0.0.12:8080': `127.0.0.1:${nodes[1]}`,
  });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const conf = `daemon off;
pid ${place}/nginx.pid;
worker_processes 2;
error_log ${place}/error.log;
events {}
http {
    ${temporary.map((kind) => `${kind}_temp_path ${place}/${kind};`).join('\n    ')}
    include ${place}/xiangdan.conf;
}
`;
  return { conf, site };
}

function assignmentsOf(text: string): [string, string][] {
  return text
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map(assignment);
}

function assignment(line: string): [string, string] {
  const equals = line.indexOf('=');
  return [line.slice(0, equals), line.slice(equals + 1)];
}

function replacedValues(own: Record<string, string>, changes: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(changes).filter((name) => !Object.hasOwn(own, name));
  if (unknown.length > 0) throw new Error(`the unit no longer sets ${unknown.join(', ')}`);
  return { ...own, ...changes };
}
