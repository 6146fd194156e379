/** The wire with pushes: apps that have receivers, sessions that sign in, and a delivery that looks when it is told to. */

import { createDelivering, type Delivering } from '../../src/jobs/keep-delivering.ts';
import type { Log } from '../../src/log.ts';
import { createSender } from '../../src/push/send.ts';
import { type PushSettings, setAppPushes } from '../../src/store/apps.ts';
import type { StoreKind } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { type Answer, openReceiver, type Receiver } from './push-receiver.ts';

interface Wanted {
  urls?: Partial<PushSettings['urls']>;
  encrypted?: boolean;
}

export interface PushWire {
  wire: TestWire;
  /** Of the test's app, at all four addresses: `/push/auth`, `/push/result`, `/push/report`, `/push/tags`. */
  receiver: Receiver;
  delivering: Delivering;
  set(settings: Wanted): Promise<void>;
  newReceiver(answer?: Answer): Promise<Receiver>;
  /** The sid of a session that has just been signed in; its jobs wait. */
  signIn(tel: string, uid?: string): Promise<string>;
  /** Kinds of what the receiver got, by path. */
  kinds(): string[];
  pushesOf(sid: string): Promise<{ id: string; kind: string; state: string; attempts: number; next_at: string }[]>;
  close(): Promise<void>;
}

export const retrySeconds = [0, 30, 300];

export function urlsOf(url: string): PushSettings['urls'] {
  return { auth: `${url}/auth`, result: `${url}/result`, report: `${url}/report`, tags: `${url}/tags` };
}

export async function openPushWire(kind: StoreKind, log?: Log): Promise<PushWire> {
  const wire = await openTestWire(kind, [], log);
  const receivers: Receiver[] = [];
  async function newReceiver(answer?: Answer): Promise<Receiver> {
    const receiver = await openReceiver(answer);
    receivers.push(receiver);
    return receiver;
  }
  const receiver = await newReceiver();
  const sender = createSender({ allowPrivate: true });
  const delivering = createDelivering({ journey: wire.journey, sender, retrySeconds });
  const set = async (settings: Wanted) => {
    await setAppPushes(wire.store.db, wire.app.appid, { urls: {}, ...settings });
  };
  await set({ urls: urlsOf(receiver.url) });

  return {
    wire,
    receiver,
    delivering,
    set,
    newReceiver,
    async signIn(tel, uid = 'order-1') {
      const { data } = await wire.call('/calls/flow', { tel, uid });
      const { pin } = await wire.subscriber(tel);
      let reply = await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
      while (reply.status === 0 && reply.action === 'processing') {
        const sms_code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
        reply = await wire.call('/calls/verify', { sid: data.sid, sms_code });
      }
      if (reply.action !== 'done') throw new Error(`not signed in: ${reply.msg}`);
      return data.sid;
    },
    kinds: () => receiver.received.map(({ path }) => path.replace('/push/', '')),
    pushesOf: async (sid) => (await wire.call(`/sessions/${sid}`)).data.pushes,
    async close() {
      for (const one of receivers) one.close();
      await delivering.stop();
      await wire.close();
    },
  };
}
