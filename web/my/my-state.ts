/** What the page knows: where its visitor stands, what went wrong last, and what is on its way. */

import { reactive } from 'vue';
import type { MyView } from '../../src/subject/my-view.ts';
import { callMy, type Trouble } from './my-call.ts';
import { saveFile } from './save-file.ts';

export const my = reactive({
  view: null as MyView | null,
  trouble: null as Trouble | null,
  /** The name of the act that runs, and of which session, or ''. */
  busy: '',
});

export async function refresh(): Promise<void> {
  if (my.busy === '') await act('view');
}

/** True when the act did what it should. */
export async function act(name: string, given: Record<string, string> = {}): Promise<boolean> {
  if (my.busy !== '') return false;
  my.busy = `${name} ${given.form ?? ''} ${given.sid ?? ''}`.trim();
  my.trouble = null;
  const { view, fault, file } = await callMy(name, given);
  my.busy = '';
  my.trouble = fault;
  if (view) my.view = view;
  if (file) saveFile(file);
  return fault === null;
}

export function isBusy(name: string, sid: string, form = ''): boolean {
  return my.busy === `${name} ${form} ${sid}`.trim();
}
