/** Calls of the page's own API: always a reply, whatever becomes of the line. */

import type { MyFault, MyReply } from '../../src/subject/my-view.ts';

/** `network`: nothing came back, or nothing that can be read. */
export type Trouble = MyFault | { why: 'network' };

export interface Answer extends Omit<MyReply, 'fault'> {
  fault: Trouble | null;
}

/** A record of a hundred thousand calls takes a while on a phone's line. */
const patienceMs = 60_000;

export async function callMy(act: string, given: Record<string, string>): Promise<Answer> {
  const nothing: Answer = { view: null, fault: { why: 'network' }, file: null };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patienceMs);
  try {
    const reply = await fetch(new URL(`api/${act}`, location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-xiangdan-page': '1' },
      body: JSON.stringify(given),
      credentials: 'same-origin',
      signal: controller.signal,
    });
    const body: unknown = await reply.json();
    return isReply(body) ? body : nothing;
  } catch {
    // Offline, timed out, or a proxy's own page instead of a reply: all one to whoever holds the phone.
    return nothing;
  } finally {
    clearTimeout(timer);
  }
}

function isReply(body: unknown): body is MyReply {
  return typeof body === 'object' && body !== null && 'view' in body && 'fault' in body && 'file' in body;
}
