/** compat-check: green against a started service, red against one that answers null, and no more than one question to a stranger. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cli, quickStart, runCli } from '../cli-process.ts';
import { startServer } from '../server-process.ts';
import { newTestPlace } from '../store-kinds.ts';

async function check(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [...quickStart, cli, 'compat-check', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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

test('a started service does what clients rely on, its pushes too', async () => {
  const place = await newTestPlace('pglite');
  const onPlace = (...words: string[]) => runCli(words, { DATA_DIR: place.dataDir }).stdout;
  const { appid, appsecret } = JSON.parse(onPlace('app', 'create', 'compat'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/push`;
  onPlace('app', 'set', appid, '--auth-url', address, '--result-url', address, '--report-url', address);
  const app = join(place.dataDir, 'app.json');
  writeFileSync(app, JSON.stringify({ appid, appsecret }));
  const server = await startServer(place);
  onTestFinished(async () => {
    await server.end('SIGKILL');
    await place.remove();
  });
  const sandbox = ['--sandbox', server.sandboxUrl, '--listen', port];
  const { code, stdout, stderr } = await check('--url', server.url, '--app', app, '--tel', '13001000012', ...sandbox);
  const lines = stdout.split('\n');
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(lines.filter((line) => line.startsWith('✓')).length).toBeGreaterThan(100);
  expect(stdout).toMatch(/ checks, 0 not as expected\n$/);
}, 180_000);

async function freePort(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address !== null ? address.port : 0);
}

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
