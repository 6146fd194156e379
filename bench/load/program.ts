/** A Node program under measurement: started, watched through /proc, ended by a signal. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Program {
  readonly pid: number;
  /** User and system time so far, without that of its children. */
  cpuSeconds(): number;
  residentMb(): number;
  openFiles(): number;
  /** Resolves with its last words when it has ended, for whatever reason. */
  ended: Promise<string>;
  /** Resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface Start {
  /** Flags of node, the file, its own words. */
  words: string[];
  env: Record<string, string>;
  /** What it prints when it is ready; the first group is the result. */
  ready: RegExp;
  /** Of stderr. */
  onLine?: (line: string) => void;
}

/** Linux counts in these whatever the kernel's own tick is. */
const ticksPerSecond = 100;
const pageBytes = 4096;
const bytesPerMb = 1024 * 1024;

/** Rejects with its last words when it ends before it is ready. */
export function startProgram({ words, env, ready, onLine }: Start): Promise<{ program: Program; said: string }> {
  const child = spawn(process.execPath, words, {
    // A sandbox ends with the channel, and so with whoever started it.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('a child was started without pipes');
  let output = '';
  let unfinished = '';
  let lastLine = '';
  stderr.on('data', (chunk: Buffer) => {
    const lines = (unfinished + chunk.toString()).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
    lastLine = lines.at(-1) ?? lastLine;
  });
  return new Promise((resolve, reject) => {
    stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const said = ready.exec(output)?.[1];
      if (said !== undefined) resolve({ program: programOf(child, () => lastLine), said });
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${words.at(-1)} ended with ${code ?? signal} before it was ready: ${lastLine || unfinished}`)),
    );
  });
}

function programOf(child: ChildProcess, lastWords: () => string): Program {
  const pid = child.pid ?? 0;
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(lastWords())));
  return {
    pid,
    ended,
    cpuSeconds: () => cpuSecondsOf(pid).own,
    residentMb: () => (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes) / bytesPerMb,
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** `children`: of those that have ended and were waited for. */
export function cpuSecondsOf(pid: number): { own: number; children: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; `state` is the first field after it and the third of all.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  return { own: (user + system) / ticksPerSecond, children: (childUser + childSystem) / ticksPerSecond };
}
