/** From the page's address to its report: a link is handed in once and leaves the address, which then names the session only. */

import { ref, shallowRef } from 'vue';
import type { OpenReply, ReportReply } from '../../src/hosted/report-view.ts';

export type PageState = ReportReply | { at: 'loading' } | { at: 'unreachable' };

export const state = shallowRef<PageState>({ at: 'loading' });
export const isReading = ref(false);

export async function openReport(): Promise<void> {
  if (isReading.value) return;
  isReading.value = true;
  try {
    state.value = await read();
  } catch {
    state.value = { at: 'unreachable' };
  } finally {
    isReading.value = false;
  }
}

async function read(): Promise<ReportReply> {
  const link = location.hash.slice(1);
  if (link !== '') {
    const opened = await post<OpenReply>('open', { link });
    if (opened.at === 'refused') return opened;
    history.replaceState(null, '', `./detail?sid=${opened.sid}`);
  }
  const asked = new URLSearchParams(location.search);
  const [sid, appid] = [asked.get('sid'), asked.get('appid')];
  if (sid === null) return { at: 'refused', why: 'nothing' };
  return post<ReportReply>('view', { sid, ...(appid === null ? {} : { appid }) });
}

/** Our own server keeps to its types. Whatever else answers (a proxy's page, say) is no JSON, or says nothing that is known. */
async function post<T extends { at: string }>(act: 'open' | 'view', body: object): Promise<T> {
  const reply = await fetch(`./api/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-xiangdan-page': '1' },
    body: JSON.stringify(body),
  });
  const answer: T = await reply.json();
  if (typeof answer.at !== 'string') throw new Error(`the service answered ${reply.status} in another form`);
  return answer;
}
