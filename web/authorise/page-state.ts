/** What the page knows: where the subscriber stands, what went wrong last, and whether something is on its way. */

import { reactive } from 'vue';
import type { PageView } from '../../src/hosted/view.ts';
import { readAddress } from './address.ts';
import { callPage, type Trouble } from './page-call.ts';

/** Steps that the server knows nothing of: they hold nothing yet that a reload could lose. */
export type LocalStep = 'recovery-start' | null;

export const page = reactive({
  view: null as PageView | null,
  trouble: null as Trouble | null,
  /** The name of the act that runs, or ''. */
  busy: '',
  local: null as LocalStep,
  /** The progress stream has lost its line and comes back by itself. */
  reconnecting: false,
});

let linkId = '';

/** From the address: a fresh link, one that was opened here before, or an old address that was refused. */
export async function openPage(): Promise<void> {
  const address = readAddress(location);
  if (address.kind === 'fault') {
    page.trouble = { kind: 'code', code: address.code, hint: '' };
    return;
  }
  if (address.kind === 'none') {
    page.trouble = { kind: 'link', why: 'unknown' };
    return;
  }
  linkId = address.id;
  if (address.kind === 'fresh') {
    const { trouble } = await settle('open', callPage('open', { link: address.id, secret: address.secret }));
    if (trouble?.kind === 'network') return;
    // The secret has done its work: it stays neither in the address bar nor in the history.
    history.replaceState(null, '', `?link=${address.id}`);
    return;
  }
  await refresh();
}

export function retryOpening(): void {
  page.trouble = null;
  void openPage();
}

/** True when the act did what it should. */
export async function act(name: string, given: Record<string, string | string[]> = {}): Promise<boolean> {
  if (page.busy !== '') return false;
  const { trouble } = await settle(name, callPage(name, { ...given, link: linkId }));
  return trouble === null;
}

/** What another tab, or the time, changed meanwhile. What the subscriber has typed stays. */
export async function refresh(): Promise<void> {
  if (page.busy !== '') return;
  await settle('view', callPage('view', { link: linkId }));
}

export function showStep(local: LocalStep): void {
  page.trouble = null;
  page.local = local;
}

async function settle(name: string, call: ReturnType<typeof callPage>) {
  page.busy = name;
  page.trouble = null;
  const { view, fault } = await call;
  page.busy = '';
  // Where a session ends, the step itself says why.
  page.trouble = view?.step.at === 'failed' ? null : fault;
  if (view) showView(view);
  else if (fault?.kind === 'link') page.view = null;
  return { trouble: fault };
}

function showView(view: PageView): void {
  const moved = stepKey(page.view) !== stepKey(view);
  page.view = view;
  if (moved && view.step.at !== 'login') page.local = null;
  if (view.step.at === 'fetching') follow();
}

/** Two views of one step have the same key: the page stays as it is and shows what is new. */
export function stepKey(view: PageView | null): string {
  if (!view) return '';
  const { step } = view;
  return step.at === 'recovery' ? `recovery-${step.wants}` : step.at;
}

let stream: EventSource | null = null;

/** The browser reconnects by itself; where it gives up (a proxy's error page, say), the page asks again after a while. */
function follow(): void {
  if (stream) return;
  const source = new EventSource(new URL(`api/progress?link=${linkId}`, location.href));
  stream = source;
  source.onopen = () => {
    page.reconnecting = false;
  };
  source.onmessage = ({ data }) => showView(JSON.parse(data));
  source.addEventListener('end', stopFollowing);
  source.onerror = () => {
    page.reconnecting = true;
    if (source.readyState !== EventSource.CLOSED) return;
    stopFollowing();
    setTimeout(() => void refresh(), 3_000);
  };
}

function stopFollowing(): void {
  stream?.close();
  stream = null;
  page.reconnecting = false;
}
