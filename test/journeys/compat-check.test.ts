/** compat-check: green against a started service, red against one that answers null, and no more than one question to a stranger. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../server-process.ts';
import { newTestPlace } from '../store-kinds.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

async function check(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [cli, 'compat-check', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), once(child, 'exit')]);
  return { code: child.exitCode ?? -1, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** A server that is no installation as it should be, what it was asked, and an app for it. */
async function listenWrongly(answer: RequestListener): Promise<{ words: string[]; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    request.resume();
    answer(request, reply);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const place = await newTestPlace('pglite');
  onTestFinished(async () => {
    server.close();
    await place.remove();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = join(place.dataDir, 'app.json');
  writeFileSync(app, '{"appid":"a","appsecret":"b"}');
  return { words: ['--url', `http://127.0.0.1:${port}`, '--app', app], asked };
}

test('a started service does what clients rely on', async () => {
  const place = await newTestPlace('pglite');
  const server = await startServer(place);
  onTestFinished(async () => {
    await server.end('SIGKILL');
    await place.remove();
  });
  const app = join(place.dataDir, 'demo-app.json');
  const all = ['--url', server.url, '--app', app, '--tel', '13001000012', '--sandbox', server.sandboxUrl];
  const { code, stdout, stderr } = await check(...all);
  const lines = stdout.split('\n');
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(lines.filter((line) => line.startsWith('✓')).length).toBeGreaterThan(90);
}, 120_000);

test('a service that answers null is told apart, line for line', async () => {
  const { words } = await listenWrongly((_request, reply) => {
    reply
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"status":0,"action":"done","msg":"OK","data":null}');
  });
  const { code, stdout, stderr } = await check(...words);
  expect(code).toBe(1);
  expect(stderr).toContain('does not do what clients rely on');
  expect(stdout).toMatch(/✗ {2}token by GET +0 processing +0 done data null\n/);
  expect(stdout).not.toContain('✓');
});

test('a host that is none of these is asked once and left alone', async () => {
  const { words, asked } = await listenWrongly((_request, reply) => {
    reply.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
  });
  const { code, stdout, stderr } = await check(...words);
  expect({ code, stdout, asked }).toEqual({ code: 2, stdout: '', asked: ['/token'] });
  expect(stderr).toMatch(/is no installation of this API: \/token answered HTTP 404 text\/html, expected JSON/);
});
