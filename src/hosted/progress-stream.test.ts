/** The stream of a fetch's progress, as browsers follow it: what it says, and what it leaves behind. */

import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { storeKinds } from '../../test/store-kinds.ts';
import { openTestPage, type TestPage } from './test-page.ts';

describe.each(storeKinds)('on %s', (kind) => {
  let page: TestPage;
  let url: string;
  beforeAll(async () => {
    page = await openTestPage(kind);
    url = await page.wire.api.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => page.wire.close());
  afterEach(() => vi.useRealTimers());

  async function fetching(tel: string) {
    const { id, act, browser } = await page.opened();
    expect((await page.signIn(act, tel))?.step.at).toBe('fetching');
    return { address: `${url}/authorise/api/progress?link=${id}`, browser };
  }

  test('progress is told as events until the end, whoever else has gone away meanwhile', async () => {
    const { address, browser } = await fetching('13001000026');
    expect((await fetch(address)).status).toBe(204);
    const gone = new AbortController();
    const first = await fetch(address, { headers: browser, signal: gone.signal });
    expect(first.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    gone.abort();
    const second = await fetch(address, { headers: browser });
    await page.wire.runJobs();
    const events = await second.text();
    expect(events).toContain('"at":"fetching"');
    expect(events).toMatch(/"at":"done"[^\n]*\n\nevent: end\ndata: \{\}\n\n$/);
  });

  describe.skipIf(kind === 'postgres')('with timers that the test counts', () => {
    /** A connection to the store has timers of its own, PGlite has none. */
    const countTimers = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

    /** Until nothing that was already under way goes on. */
    async function settle() {
      for (let turn = 0; turn < 200; turn++) await setImmediate();
    }
    /** How many of the connections that the server has taken since are open. */
    function watchConnections(): () => number {
      const taken: Socket[] = [];
      page.wire.api.server.on('connection', (socket: Socket) => taken.push(socket));
      return () => taken.filter(({ destroyed }) => !destroyed).length;
    }
    const agent = new Agent({ keepAlive: false });
    const follow = (address: string, headers: { cookie: string }) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(address, { agent, headers }, resolve).once('error', reject);
      });

    test('clients that go away take their timers and connections with them', async () => {
      const { address, browser } = await fetching('13001000027');
      await settle();
      const connections = watchConnections();
      countTimers();
      const replies = [];
      for (let one = 0; one < 5; one++) {
        const reply = await follow(address, browser);
        for await (const chunk of reply.iterator({ destroyOnReturn: false }))
          if (String(chunk).includes('data: ')) break;
        replies.push(reply);
      }
      await settle();
      expect([connections(), vi.getTimerCount()]).toEqual([5, 5]);
      for (const reply of replies) reply.destroy();
      await settle();
      expect([connections(), vi.getTimerCount()]).toEqual([0, 0]);
    });

    test('a client that is gone before the stream begins leaves nothing behind', async () => {
      const { address, browser } = await fetching('13001000028');
      await settle();
      const connections = watchConnections();
      countTimers();
      // The store is held, so that the line breaks while the link is being looked up.
      await page.wire.store.db.transaction().execute(async () => {
        const asked = get(address, { agent, headers: browser }).on('error', () => undefined);
        await once(page.wire.api.server, 'request');
        await settle();
        asked.destroy();
        await settle();
      });
      await settle();
      expect([connections(), vi.getTimerCount()]).toEqual([0, 0]);
    });

    test('a line on which nothing happens is kept open by a comment every 15 seconds', async () => {
      const { address, browser } = await fetching('13001000029');
      countTimers();
      const reply = await follow(address, browser);
      let text = '';
      reply.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      for (let second = 0; second < 32; second++) {
        await settle();
        await vi.advanceTimersByTimeAsync(1_000);
      }
      await settle();
      expect(text.match(/^: still here$/gm)).toHaveLength(2);
      expect(text.match(/^data: /gm)).toHaveLength(1);
      reply.destroy();
      await settle();
    });
  });
});
