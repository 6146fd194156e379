/** One installation under load: an app with addresses for its pushes, the sandbox carriers, and nodes that are started by name. */

import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp, setAppPushes } from '../../src/store/apps.ts';
import { createPgliteIfMissing } from '../../src/store/database/create-pglite.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/database.ts';
import { pushKinds } from '../../src/store/pushes/push-kinds.ts';
import { createVault } from '../../src/store/vault.ts';
import { type Program, startProgram } from './program.ts';

const serverProgram = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const sandboxProgram = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

export type Role = 'all' | 'api' | 'worker';

export interface Installation {
  app: App;
  masterKey: Buffer;
  sandboxUrl: string;
  sandbox: Program;
  /** Null: PGlite. */
  databaseUrl: string | null;
  /** As production starts it, with the settings of an operator who expects such a load, and `env` on top. */
  startNode(role: Role, port: number, options?: NodeOptions): Promise<Program>;
  setLatency(ms: number): Promise<void>;
  /** While no node runs, on PGlite. */
  openStore(): Promise<Store>;
  close(): Promise<void>;
}

export interface NodeOptions {
  env?: Record<string, string>;
  flags?: string[];
  onLine?: (line: string) => void;
}

export interface InstallationParts {
  databaseUrl: string | null;
  /** Pushes go to `/auth`, `/result`, `/report`, `/tags` below it; null: none. */
  receiverUrl: string | null;
}

/**
 * The limits that answer 4007 are an operator's to set: with those for a small machine, a bench would measure the refusals. Nobody
 * calls a number more often than the benches do.
 */
const operatorOfSuchALoad = {
  FLOW_LIMITS: '999999/600,999999/86400',
  CALLS_PER_MINUTE: '1000000',
  TOKENS_PER_HOUR: '1000000',
  MAX_SIGN_IN_STEPS: '10000',
  MAX_WAITING_FETCHES: '1000000',
  MAX_EVENT_LOOP_DELAY_MS: '0',
};

export async function openInstallation({ databaseUrl, receiverUrl }: InstallationParts): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-load-'));
  const masterKey = randomBytes(32);
  const pglite = join(dataDir, 'pglite');
  const openStore = () => (databaseUrl ? openPostgres(databaseUrl) : openPglite(pglite));
  if (!databaseUrl) await createPgliteIfMissing(pglite);
  const store = await openStore();
  const app = await createApp(store.db, createVault(masterKey), 'load', Date.now() / 1000);
  if (receiverUrl) {
    const urls = Object.fromEntries(pushKinds.map((kind) => [kind, `${receiverUrl}/${kind}`]));
    await setAppPushes(store.db, app.appid, { urls });
  }
  await store.close();
  const { program: sandbox, said: sandboxUrl } = await startProgram({
    words: [sandboxProgram],
    env: { SANDBOX_PORT: '0' },
    ready: /sandbox ready (\S+)\n/,
  });
  const running = new Set<Program>();
  return {
    app,
    masterKey,
    sandboxUrl,
    sandbox,
    databaseUrl,
    openStore,
    async startNode(role, port, { env = {}, flags = [], onLine } = {}) {
      const { program } = await startProgram({
        words: ['--max-semi-space-size=8', ...flags, serverProgram],
        env: {
          ...operatorOfSuchALoad,
          PORT: String(port),
          ROLE: role,
          SANDBOX: 'off',
          DATA_DIR: dataDir,
          ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
          MASTER_KEY: masterKey.toString('hex'),
          CARRIER_BASE_URLS: sandboxUrl,
          PUSH_ALLOW_PRIVATE: '1',
          LOG_LEVEL: 'warn',
          // A start then costs half the CPU: the crash runs start hundreds of times. One that is killed writes nothing into it: so
          // the cache of whoever starts the run, if there is one, which others have filled.
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(dataDir, 'compiled'),
          ...env,
        },
        ready: /^ready (\S+)/,
        ...(onLine ? { onLine } : {}),
      });
      running.add(program);
      return program;
    },
    async setLatency(ms) {
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(`${sandboxUrl}/inspect/latency`, { method: 'POST', headers, body: `{"ms":${ms}}` });
      if (!reply.ok) throw new Error(`the sandbox refused a latency of ${ms} ms`);
    },
    async close() {
      await Promise.all([...running, sandbox].map((program) => program.end('SIGKILL')));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Below those that the kernel gives to outgoing connections: one of them could take a node's port while it restarts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('listening', () => resolve(true)).once('error', () => resolve(false));
      server.listen(port, '127.0.0.1');
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}
