/** A subscriber on their own page: a wrong code, the right one, who read what, both files, the report, withdrawn, erased, signed out. */

import type { MyReply, MyStep } from '../../src/subject/my-view.ts';
import type { WatchedProcess } from './watched-process.ts';

export async function onOwnPage(watched: WatchedProcess, tel: string): Promise<void> {
  let cookie = '';
  const page = { 'x-xiangdan-page': '1' };
  const act = async (name: string, given: Record<string, string> = {}): Promise<MyReply> => {
    const asked = await watched.ask('POST', `/my/api/${name}`, given, { ...page, cookie });
    cookie = asked.cookie === '' ? cookie : asked.cookie;
    const { view = null, fault = null, file = null } = asked.json;
    return { view, fault, file };
  };

  await act('view');
  await act('code', { tel });
  const code = (await watched.look(tel)).sms.at(-1)?.code ?? '';
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  watched.secrets.code.add(wrong);
  await act('sign-in', { code: wrong });
  const { sessions } = listed(await act('sign-in', { code }));
  const [session] = sessions;
  if (!session?.holds.report || session.acts.length === 0) throw new Error('the page shows no report and no readers');
  const { sid } = session;
  for (const form of ['json', 'csv']) {
    const { file } = await act('export', { sid, form });
    // The record itself: else nothing was opened that could have been left lying about.
    if (!file || file.text.length < 1000) throw new Error(`the page gave no ${form} of ${sid}`);
  }
  const opened = await watched.ask('POST', '/report/api/open', { link: session.reportLink?.split('#')[1] ?? '' }, page);
  const read = await watched.ask('POST', '/report/api/view', { sid }, { ...page, cookie: opened.cookie });
  if (read.json.at !== 'ready') throw new Error(`the report page shows ${read.json.at}, expected the report`);
  await act('withdraw', { sid });
  await act('erase', { sid });
  const { receipts } = listed(await act('view'));
  if (receipts[0]?.sid !== sid) throw new Error('the page shows no receipt');
  // What is wrong holds what is secret.
  for (const text of [tel, code]) await act('export', { sid: text, form: text });
  await act('code', { tel: code });
  await act('leave');
}

function listed({ view, fault }: MyReply): Extract<MyStep, { at: 'sessions' }> {
  if (view?.step.at !== 'sessions') throw new Error(`found ${view?.step.at} ${fault?.why}, expected the sessions`);
  return view.step;
}
