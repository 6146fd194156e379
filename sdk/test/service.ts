/** The service on a port with the sandbox behind it, a client for it, and a subscriber who answers what is asked. */

import { vi } from 'vitest';
import { openTestWire, type TestWire, testNow } from '../../test/test-wire.ts';
import { type Answers, type Ask, type Client, createClient, type SignIn } from '../src/client.ts';
import type { Fetch } from '../src/transport.ts';

export interface Service {
  wire: TestWire;
  url: string;
  client: Client;
  /** Paths that the client called, without their parameters. */
  called: string[];
  close(): Promise<void>;
}

export async function openService(wire?: TestWire): Promise<Service> {
  // The client signs with the platform's clock: it is the service's.
  vi.useFakeTimers({ toFake: ['Date'], now: testNow * 1000 });
  const opened = wire ?? (await openTestWire('pglite'));
  const url = await opened.api.listen({ port: 0, host: '127.0.0.1' });
  const called: string[] = [];
  const counting: Fetch = (address, init) => {
    called.push(new URL(address).pathname);
    return fetch(address, init);
  };
  return {
    wire: opened,
    url,
    client: createClient({ url, ...credentialsOf(opened), fetch: counting }),
    called,
    async close() {
      vi.useRealTimers();
      await opened.close();
    },
  };
}

export function credentialsOf({ app: { appid, appsecret } }: TestWire): { appid: string; appsecret: string } {
  return { appid, appsecret };
}

/** What the subscriber knows, hears and sees. */
export async function answersTo(wire: TestWire, tel: string, asks: readonly Ask[]): Promise<Answers> {
  const { pin, name, id_card, sms, captcha } = await wire.subscriber(tel);
  const known: Required<Answers> = {
    pinPwd: pin,
    fullName: name,
    idCard: id_card,
    smsCode: sms.at(-1)?.code ?? '',
    captchaCode: captcha?.text ?? '',
  };
  return Object.fromEntries(asks.map(({ what }) => [what, known[what]]));
}

/** The sid of a signed-in session, and what was asked at each step. */
export async function signIn({ wire, client }: Service, tel: string): Promise<{ sid: string; asked: Ask['what'][][] }> {
  const asked: Ask['what'][][] = [];
  let state: SignIn = await client.openSession({ tel, uid: 'order-1' });
  while (!state.done) {
    asked.push(state.asks.map(({ what }) => what));
    state = await state.answer(await answersTo(wire, tel, state.asks));
  }
  return { sid: state.sid, asked };
}
