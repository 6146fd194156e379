/** Two API nodes, two workers, nginx and the sandbox as real processes on one empty PostgreSQL database. */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/store/apps.ts';
import { openPostgres, type Store } from '../../src/store/database.ts';
import { createVault } from '../../src/store/vault.ts';
import { inherited } from '../cli-process.ts';
import { databaseUrl, onServer } from '../prepare-stores.ts';
import { environmentFile, nginxFiles, readUnit } from './example-files.ts';

export const nginx = '/usr/sbin/nginx';
const sandboxProgram = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

/** Six processes on a machine that runs other tests besides stall now and then: not what is asked about here. */
const unrelated = { ...inherited(), LOG_LEVEL: 'error', MAX_EVENT_LOOP_DELAY_MS: '0' };

export type NodeName = 'api-1' | 'api-2' | 'worker-1' | 'worker-2';
export const nodeNames: NodeName[] = ['api-1', 'api-2', 'worker-1', 'worker-2'];

export interface Fleet {
  /** Where clients call: nginx. */
  url: string;
  sandboxUrl: string;
  store: Store;
  app: App;
  /** A node's own address, past nginx. */
  nodeUrl(name: NodeName): string;
  start(name: NodeName): Promise<void>;
  /** Resolves with the exit code, or the signal's name. */
  stop(name: NodeName, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
  /** Halts a process where it is, or lets it go on. */
  signal(name: NodeName, signal: 'SIGSTOP' | 'SIGCONT'): void;
  setLatency(ms: number): Promise<void>;
  /** What nginx passed on: path, sid of the query, and the nodes that were tried. */
  passedOn(): { path: string; sid: string; nodes: string[] }[];
  /** All that nginx wrote. */
  nginxLogs(): string;
  close(): Promise<void>;
}

export async function startFleet(serverUrl: string): Promise<Fleet> {
  const place = mkdtempSync(join(tmpdir(), 'xiangdan-fleet-'));
  chmodSync(place, 0o755); // nginx's workers run as nobody when it is started by root
  const name = `xiangdan_fleet_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = databaseUrl(serverUrl, name);
  const [front = 0, api1 = 0, api2 = 0, worker1 = 0, worker2 = 0] = await freePorts(5);
  const ports: Record<NodeName, number> = { 'api-1': api1, 'api-2': api2, 'worker-1': worker1, 'worker-2': worker2 };
  const children = new Map<string, ChildProcess>();

  const sandbox = spawn(process.execPath, [sandboxProgram], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...inherited(), SANDBOX_PORT: '0' },
  });
  children.set('sandbox', sandbox);
  const sandboxUrl = await printed(sandbox, /sandbox ready (\S+)\n/);

  const masterKey = randomBytes(32).toString('hex');
  const envFile = environmentFile({ databaseUrl: url, masterKey, carriers: sandboxUrl, proxy: '127.0.0.1' });

  async function start(node: NodeName): Promise<void> {
    const role = node.startsWith('api') ? 'api' : 'worker';
    const changes = { PORT: String(ports[node]), HOST: '127.0.0.1', DATA_DIR: join(place, node) };
    const unit = readUnit(role, envFile, changes);
    const [program = '', ...words] = unit.command;
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: unit.workingDirectory,
      env: { ...unrelated, ...unit.env },
    });
    children.set(node, child);
    await printed(child, /^ready (\S+)\n/);
  }

  async function stop(node: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
    const child = children.get(node);
    if (!child) throw new Error(`${node} was not started`);
    children.delete(node);
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? String(child.signalCode);
    return new Promise((resolve) => {
      child.once('close', (code, killedBy) => resolve(code ?? killedBy ?? 'unknown'));
      child.kill(signal);
    });
  }

  async function startNginx(): Promise<void> {
    const { conf, site } = nginxFiles(place, front, [api1, api2]);
    writeFileSync(join(place, 'xiangdan.conf'), site);
    writeFileSync(join(place, 'nginx.conf'), conf);
    const child = spawn(nginx, ['-p', place, '-c', join(place, 'nginx.conf'), '-e', join(place, 'error.log')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.set('nginx', child);
    await answers(child, `http://127.0.0.1:${front}/healthz`);
  }

  let store: Store | null = null;
  async function close(): Promise<void> {
    await Promise.all([...children.keys()].map((one) => stop(one, one === 'nginx' ? 'SIGTERM' : 'SIGKILL')));
    await store?.close();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    rmSync(place, { recursive: true, force: true });
  }

  try {
    // All at once on an empty database: whoever comes first makes the tables.
    await Promise.all(nodeNames.map(start));
    await startNginx();
    store = await openPostgres(url);
    const app = await createApp(store.db, createVault(Buffer.from(masterKey, 'hex')), 'fleet', Date.now() / 1000);
    return {
      url: `http://127.0.0.1:${front}`,
      sandboxUrl,
      store,
      app,
      nodeUrl: (node) => `http://127.0.0.1:${ports[node]}`,
      start,
      stop,
      signal(node, signal) {
        children.get(node)?.kill(signal);
      },
      async setLatency(ms) {
        const headers = { 'content-type': 'application/json' };
        await fetch(`${sandboxUrl}/inspect/latency`, { method: 'POST', headers, body: JSON.stringify({ ms }) });
      },
      passedOn() {
        const lines = readFileSync(join(place, 'xiangdan.log'), 'utf8').trim().split('\n');
        return lines.map((line) => {
          const [, , path = '', sid = '', , , ...nodes] = line.split(' ');
          return { path, sid, nodes: nodes.map((node) => node.replace(',', '')) };
        });
      },
      nginxLogs: () =>
        ['xiangdan.log', 'xiangdan-errors.log', 'error.log']
          .map((file) => readFileSync(join(place, file), 'utf8'))
          .join(''),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the first group of `pattern` caught in the child's output. */
function printed(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = pattern.exec(output)?.[1];
      if (found) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a process ended with ${code} before it was ready`)));
  });
}

async function answers(child: ChildProcess, url: string): Promise<void> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${words}`);
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return;
  }
}

/** Below those that the kernel gives to outgoing connections: one of them could take a node's port while it restarts. */
const portsFrom = 10_000;
const portsBelow = 20_000;

/** All held at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = [];
  while (held.length < count) {
    const server = createServer().listen(randomInt(portsFrom, portsBelow), '127.0.0.1');
    const listens = await new Promise<boolean>((resolve) => {
      server.once('listening', () => resolve(true)).once('error', () => resolve(false));
    });
    if (listens) held.push(server);
  }
  const ports = held.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
