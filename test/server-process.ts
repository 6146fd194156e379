/** The server as its own process, as an operator starts it, with its wire. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inherited, quickStart } from './cli-process.ts';
import type { TestPlace } from './store-kinds.ts';
import type { WireReply } from './test-wire.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface ServerProcess {
  child: ChildProcess;
  url: string;
  sandboxUrl: string;
  call(path: string, params?: Record<string, string>): Promise<WireReply>;
  /** Resolves with the exit code, or the signal's name. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
}

/** What a start printed and how it ended, when it did not become ready. */
export interface FailedStart {
  exitCode: number | null;
  stderr: string;
}

export async function startServer(place: TestPlace, env: Record<string, string> = {}): Promise<ServerProcess> {
  const started = await tryStart(place, env);
  if ('exitCode' in started) throw new Error(`the server ended with ${started.exitCode}: ${started.stderr}`);
  return started;
}

export function tryStart(place: TestPlace, env: Record<string, string> = {}): Promise<ServerProcess | FailedStart> {
  const child = spawn(process.execPath, [...quickStart, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...inherited(),
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: place.dataDir,
      LOG_LEVEL: 'error',
      // Tests share their machine: a stall of theirs is no overload.
      MAX_EVENT_LOOP_DELAY_MS: '0',
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
      ...env,
    },
  });
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const ready = /^ready (\S+) sandbox (\S+)\n$/.exec(stdout);
      if (ready) resolve(serverOf(child, String(ready[1]), String(ready[2]), place));
    });
    child.once('close', (exitCode) => resolve({ exitCode, stderr }));
  });
}

function serverOf(child: ChildProcess, url: string, sandboxUrl: string, place: TestPlace): ServerProcess {
  let token: string | null = null;
  async function post(path: string, params: Record<string, string>): Promise<WireReply> {
    const reply = await fetch(url + path, { method: 'POST', body: new URLSearchParams(params) });
    return (await reply.json()) as WireReply;
  }
  return {
    child,
    url,
    sandboxUrl,
    async call(path, params = {}) {
      if (!token) {
        const { appid, appsecret } = JSON.parse(readFileSync(join(place.dataDir, 'demo-app.json'), 'utf8'));
        const time = String(Math.floor(Date.now() / 1000));
        const sign = createHash('md5')
          .update(appid + appsecret + time)
          .digest('hex');
        token = String((await post('/token', { appid, time, sign })).data.token);
      }
      return post(path, { token, ...params });
    },
    end(signal) {
      return new Promise((resolve) => {
        child.once('close', (code, killedBy) => resolve(code ?? killedBy ?? 'unknown'));
        child.kill(signal);
      });
    },
  };
}
