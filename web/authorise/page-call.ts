/** Calls of the page's own API: always a reply, whatever becomes of the line. */

import type { PageFault, PageReply } from '../../src/hosted/view.ts';

/** `network`: nothing came back, or nothing that can be read. */
export type Trouble = PageFault | { kind: 'network' };

export interface Answer {
  view: PageReply['view'];
  fault: Trouble | null;
}

/** A sign-in step may take 45 s at the carrier, and an answer that is lost on the way is as good as none. */
const patienceMs = 70_000;

export async function callPage(act: string, given: Record<string, string | string[]>): Promise<Answer> {
  try {
    const reply = await fetch(new URL(`api/${act}`, location.href), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-xiangdan-page': '1' },
      body: JSON.stringify(given),
      credentials: 'same-origin',
      signal: timeoutSignal(patienceMs),
    });
    const body: unknown = await reply.json();
    return isReply(body) ? body : { view: null, fault: { kind: 'network' } };
  } catch {
    // Offline, timed out, or a proxy's own page instead of a reply: all one to whoever holds the phone.
    return { view: null, fault: { kind: 'network' } };
  }
}

/** AbortSignal.timeout is younger than the phones that must be able to open the page. */
function timeoutSignal(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

function isReply(body: unknown): body is PageReply {
  return typeof body === 'object' && body !== null && 'view' in body && 'fault' in body;
}
