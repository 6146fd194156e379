/** `xiangdan demo`: the journey in the terminal against a running service, and what it says to wrong input. */

import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, inherited, quickStart } from '../cli-process.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { newTestPlace, type TestPlace } from '../store-kinds.ts';

let place: TestPlace;
let server: ServerProcess;

beforeAll(async () => {
  place = await newTestPlace('pglite');
  server = await startServer(place);
});
afterAll(async () => {
  await server.end('SIGTERM');
  await place.remove();
});

function demo(...words: string[]): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [...quickStart, cli, 'demo', ...words], {
    env: {
      ...inherited(),
      PORT: new URL(server.url).port,
      SANDBOX_PORT: new URL(server.sandboxUrl).port,
      DATA_DIR: place.dataDir,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

test('goes from token to a summary of the report, with progress on the way', async () => {
  const { exitCode, stdout, stderr } = await demo('13001000027');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/✓ Token received\n✓ Session opened\n/);
  expect(stdout).toMatch(/Fetching █{6} 6\/6 months, \d{3,} calls\n✓ Report received\n/);
  expect(stdout).toMatch(/号码 13001000027 {2}中国联通 北京/);
  expect(stdout).toMatch(/\nhttp:\/\/127\.0\.0\.1:\d+\/report\/#SID[0-9a-f]{32}\.\d+\.[0-9a-f]{64}\n$/);
});

test('tries again what may be tried again', async () => {
  const { exitCode, stdout } = await demo('13001000061');
  expect([exitCode, stdout.includes('(4007): trying again')]).toEqual([0, true]);
});

test('says in the words of a subscriber why a journey ends, with exit 1', async () => {
  const { exitCode, stderr } = await demo('13001000062');
  expect([exitCode, stderr]).toEqual([
    1,
    '✗ Service password accepted: no. 运营商提示：输错次数过多，账号暂时锁定，请明天重试 (20019)\n',
  ]);
});

test.each([
  [['1300100'], 'Found "1300100", expected a mobile number of 11 digits.'],
  [['13001000012', 'x'], 'Found "x" after the number, expected nothing more.'],
])('demo %j is exit 2 and says what was expected', async (words, sentence) => {
  const { exitCode, stderr } = await demo(...words);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
});
