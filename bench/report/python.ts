/** The rival in Python: one process of single_pass.py for all rounds, which times itself. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Rival } from './rival.ts';

/** Null when the machine has no python3. */
export async function pythonRival(recordPath: string, folder: string): Promise<Rival | null> {
  const script = fileURLToPath(new URL('./single_pass.py', import.meta.url));
  const child = spawn('python3', [script, recordPath, join(folder, 'peer-input.json')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  const started = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)]);
  if (!started) return null;
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    child.stdin.write(`${question}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('single_pass.py ended before it answered');
    return value;
  };
  return {
    name: 'Python',
    result: () => ask('result'),
    roundMs: async () => Number(await ask('round')),
    close: async () => void child.stdin.end(),
  };
}
