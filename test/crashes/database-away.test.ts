/** The database server goes away while a receiver has a push in hand: its ok is not forgotten. */

import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDelivering } from '../../src/jobs/keep-delivering.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { createSender } from '../../src/push/send.ts';
import { openPostgres } from '../../src/store/database.ts';
import { openPushWire, type PushWire, retrySeconds } from '../journeys/push-wire.ts';
import { databaseUrl } from '../prepare-stores.ts';

const serverUrl = process.env.TEST_DATABASE_URL ?? '';

interface Door {
  port: number;
  /** Breaks every connection and takes no more. */
  shut(): void;
  open(): void;
  /** Resolves when so many have found it shut. */
  refused(count: number): Promise<void>;
  close(): void;
}

/** Stands before a server and lets connections through to it. */
async function openDoor(host: string, port: number): Promise<Door> {
  const through = new Set<Socket>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let isOpen = true;
  let refusedSoFar = 0;
  const server = createServer((from) => {
    from.on('error', () => from.destroy());
    if (!isOpen) {
      from.destroy();
      refusedSoFar += 1;
      for (const { count, resolve } of waiting) if (refusedSoFar >= count) resolve();
      return;
    }
    const to = connect(port, host);
    to.on('error', () => from.destroy());
    for (const socket of [from, to]) through.add(socket);
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    shut() {
      isOpen = false;
      for (const socket of through) socket.destroy();
      through.clear();
    },
    open() {
      isOpen = true;
    },
    refused: (count) => new Promise((resolve) => waiting.push({ count, resolve })),
    close() {
      for (const socket of through) socket.destroy();
      server.close();
    },
  };
}

describe.skipIf(serverUrl === '')('on postgres', () => {
  let push: PushWire;
  const undo: (() => unknown)[] = [];
  beforeEach(async () => {
    push = await openPushWire('postgres');
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
    await push.close();
  });

  /** A worker whose way to the store can be shut, with the auth push of a signed-in session to deliver. */
  async function workerBehindADoor() {
    await push.set({ urls: { result: null, report: null, tags: null } });
    const sid = await push.signIn('13061300045');
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(push.wire.store.db);
    const own = new URL(databaseUrl(serverUrl, rows[0]?.name ?? ''));
    const door = await openDoor(own.hostname, Number(own.port || 5432));
    undo.push(door.close);
    own.port = String(door.port);
    const store = await openPostgres(own.href);
    undo.push(store.close);
    const delivering = newDelivering({ ...push.wire.journey, db: store.db });
    push.receiver.answer = () => {
      door.shut();
      return [200, 'ok'];
    };
    return { sid, door, delivering };
  }

  function newDelivering(journey: Journey) {
    const delivering = createDelivering({ journey, sender: createSender({ allowPrivate: true }), retrySeconds });
    undo.push(delivering.stop);
    return delivering;
  }

  test('an ok that comes meanwhile is stored once it is back, and the push does not go out again', async () => {
    const { sid, door, delivering } = await workerBehindADoor();
    await delivering.look();
    await door.refused(2);
    door.open();
    await delivering.settle();
    expect(await push.pushesOf(sid)).toMatchObject([{ kind: 'auth', state: 'delivered', attempts: 1 }]);
    push.wire.clock.now += 3_600;
    await delivering.settle();
    expect(push.receiver.received).toHaveLength(1);
  });

  test('an ok that waits for the store longer than its claim is not overtaken by a worker that finds the store back first', async () => {
    const { sid, door, delivering } = await workerBehindADoor();
    await delivering.look();
    await door.refused(2);
    push.wire.clock.now += 60;
    await newDelivering(push.wire.journey).settle();
    expect(push.receiver.received).toHaveLength(1);
    door.open();
    await delivering.settle();
    expect(await push.pushesOf(sid)).toMatchObject([{ kind: 'auth', state: 'delivered', attempts: 1 }]);
    push.wire.clock.now += 3_600;
    await push.delivering.settle();
    expect(push.receiver.received).toHaveLength(1);
  });
});
