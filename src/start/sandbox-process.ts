/** Starts the sandbox carriers as a program of their own; nothing but its address and the IPC channel ties it to the server. */

import { type ChildProcess, spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';

export interface SandboxProcess {
  url: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

/** Throws an Error with the sandbox's own sentence when it does not start (a taken port, say). */
export async function startSandbox(port: number, stateFile: string, log: Log): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['--max-semi-space-size=2', program], {
    // The channel closes with this process however it ends, and the sandbox ends with the channel.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { SANDBOX_PORT: String(port), SANDBOX_STATE_FILE: stateFile, ...compileCache() },
  });
  const url = await readyLine(child);
  child.on('exit', (code, signal) => log.warn({ code, signal }, 'the sandbox carriers have ended'));
  return {
    url,
    async stop() {
      child.removeAllListeners('exit');
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Node's cache of compiled code, where this process has one: half of the 1 s of CPU that this start costs (2-core VM, 2026-11-29). */
function compileCache(): Record<string, string> {
  const ofThisVersion = getCompileCacheDir();
  return ofThisVersion === undefined ? {} : { NODE_COMPILE_CACHE: dirname(ofThisVersion) };
}

function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const url = /sandbox ready (\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The sandbox did not start. ${words.trim() || 'It said nothing.'}`)));
  });
}
