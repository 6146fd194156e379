/** The receivers in examples/ with pushes that the service really sends, and with some that it does not. */

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSdk } from '../../sdk/test/build-sdk.ts';
import { openPushWire, type PushWire, urlsOf } from '../journeys/push-wire.ts';

const examples = fileURLToPath(new URL('../../examples/node/', import.meta.url));

describe.each(['fastify-receiver.ts', 'express-receiver.mjs'])('%s', (file) => {
  let pushes: PushWire;
  let receiver: ChildProcess;
  let printed = '';
  let url: string;
  beforeAll(async () => {
    buildSdk();
    pushes = await openPushWire('pglite');
    // Pushes carry the service's clock, and a receiver refuses what is old.
    pushes.wire.clock.now = Math.floor(Date.now() / 1000);
    const env = { PATH: process.env.PATH, APPSECRET: pushes.wire.app.appsecret };
    receiver = spawn(process.execPath, [join(examples, file), '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise((resolve, reject) => {
      receiver.once('close', (code) => reject(new Error(`${file} ended with ${code}`)));
      receiver.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const ready = /^ready (\S+)\n/.exec(printed);
        if (ready) resolve(String(ready[1]));
      });
    });
    await pushes.set({ urls: urlsOf(`${url}/push`), encrypted: true });
  });
  afterAll(async () => {
    receiver.removeAllListeners('close');
    receiver.kill();
    await pushes.close();
  });

  test('acknowledges all four pushes of a journey and opens the encrypted result', async () => {
    const sid = await pushes.signIn('13020100076');
    await pushes.wire.runJobs();
    await pushes.delivering.settle();
    expect((await pushes.pushesOf(sid)).map(({ kind, state }) => [kind, state])).toEqual([
      ['auth', 'delivered'],
      ['result', 'delivered'],
      ['report', 'delivered'],
      ['tags', 'delivered'],
    ]);
    const { data } = await pushes.wire.call('/calls/record', { sid });
    expect(printed.split('\n').slice(1)).toEqual([
      'auth',
      `result calls ${data.call_log.length}`,
      'report',
      'tags',
      '',
    ]);
  });

  test('refuses what is not signed', async () => {
    const reply = await fetch(`${url}/push/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"status":0}',
    });
    expect([reply.status, await reply.text()]).toEqual([401, 'the header webhook-id is missing']);
  });
});
