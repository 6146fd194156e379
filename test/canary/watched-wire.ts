/** The wire with a watched log, and everything that must not be in it: what was typed, shown, texted, fetched or handed out. */

import type { Portal } from '../../src/carriers/portal.ts';
import { openTestWire, type Subscriber, type TestWire, type WireReply } from '../test-wire.ts';
import { leaksIn, watchLog } from './watch-log.ts';

export interface WatchedWire {
  wire: TestWire;
  lines: string[];
  secrets: Record<string, Set<string>>;
  /** A POST with a form; every value but a sid or tid is a secret from then on. */
  post(path: string, params: Record<string, string>): Promise<WireReply>;
  /** The subscriber as the carrier knows it now; all of it is secret. */
  look(tel: string): Promise<Subscriber>;
  /** The n-th page from now on (from 0) comes only by half; null: all come whole. */
  cutPage(index: number | null): void;
  leaks(): string[];
  /** What the log says, without the figures: a watch that sees nothing proves nothing. */
  messages(): Set<string>;
  close(): Promise<void>;
}

export async function openWatchedWire(): Promise<WatchedWire> {
  const { log, lines } = watchLog();
  const wire = await openTestWire('pglite', [], log);
  const token = await wire.newToken();
  const secrets: Record<string, Set<string>> = {
    credentials: new Set([token, wire.app.appsecret]),
    typed: new Set(),
    person: new Set(),
    codes: new Set(),
    counterparts: new Set(),
    cookies: new Set(),
  };
  const portals: Portal[] = [];
  const { openPortal } = wire.journey;
  let pagesUntilCut: number | null = null;

  wire.journey.openPortal = (carrier, cookies, visit) => {
    const portal = openPortal(carrier, cookies, visit);
    if (!portal) return null;
    portals.push(portal);
    const cut = async (page: ReturnType<Portal['get']>) => {
      const reply = await page;
      if (pagesUntilCut === null || pagesUntilCut-- !== 0) return reply;
      return {
        ...reply,
        text: reply.text.slice(0, reply.text.length / 2),
        bytes: reply.bytes.subarray(0, reply.bytes.length / 2),
      };
    };
    return {
      ...portal,
      get: (path, options) => cut(portal.get(path, options)),
      post: (path, options) => cut(portal.post(path, options)),
    };
  };

  return {
    wire,
    lines,
    secrets,
    async post(path, params) {
      for (const [name, value] of Object.entries(params)) if (!/^[st]id$/.test(name)) secrets.typed?.add(value);
      const reply = await wire.api.inject({
        method: 'POST',
        url: path,
        query: { token },
        payload: new URLSearchParams(params).toString(),
      });
      return reply.json();
    },
    async look(tel) {
      const subscriber = await wire.subscriber(tel);
      const { pin, name, id_card, address, sms, captcha, calls } = subscriber;
      for (const text of [tel, pin, name, id_card, address]) secrets.person?.add(text);
      for (const text of [...sms.map(({ code }) => code), captcha?.text ?? ''])
        if (text !== '') secrets.codes?.add(text);
      for (const { call_tel = '' } of calls) if (call_tel.length >= 4) secrets.counterparts?.add(call_tel);
      return subscriber;
    },
    cutPage(index) {
      pagesUntilCut = index;
    },
    leaks() {
      for (const portal of portals) for (const value of cookieValues(portal)) secrets.cookies?.add(value);
      return leaksIn(lines, secrets);
    },
    messages: () => new Set(lines.map((line) => String(JSON.parse(line).msg))),
    close: () => wire.close(),
  };
}

function cookieValues(portal: Portal): string[] {
  const jar: { cookies?: { value?: string }[] } = JSON.parse(portal.cookies());
  return (jar.cookies ?? []).flatMap(({ value = '' }) => (value.length >= 4 ? [value] : []));
}
