/** One session that waits for its subscriber: what flow says, what polls are told meanwhile, how it is replaced and erased (§3, §6). */

import type { Host } from './host.ts';
import { dataOf, type Line, line, textIn, wrong } from './line.ts';

/** Opens two sessions of `tel` in three flows: the carrier may text the subscriber a code each time. */
export async function* sessionChecks(host: Host, tel: string): AsyncGenerator<Line> {
  const uid = `compat-${Date.now()}`;
  const query = `token=${host.token}&tel=${tel}&uid=${uid}`;
  const flow = await host.send({ target: `/calls/flow?${query}` });
  yield line('flow by GET', '0 processing', flow);
  const data = dataOf(flow);
  const sid = textIn(data, 'sid');
  const flags = ['need_pin_pwd', 'need_full_name', 'need_id_card'].map((name) => data[name]);
  const { sms_duration: seconds } = data;
  yield line(
    'flow says what to enter, in the types of §3',
    'right',
    wrong({
      sid: /^SID[0-9a-f]{32}$/.test(sid),
      need: flags.every((flag) => flag === 0 || flag === 1),
      sms_duration: seconds === '' || (typeof seconds === 'number' && seconds > 0),
      captcha_image: /^[\w+/=]*$/.test(String(data.captcha_image)) && typeof data.captcha_image === 'string',
      verify_notes: typeof data.verify_notes === 'string',
    }),
  );
  const again = await host.call('/calls/flow', { tel, uid });
  yield line('flow again is "send again": the same session', sid, textIn(dataOf(again), 'sid'));

  const other = tel === '13001000012' ? '13001000013' : '13001000012';
  yield line('login for another number', '4001 processing', await host.call('/calls/login', { sid, tel: other }));
  yield line('login without what flow asked for', '4001 processing', await host.call('/calls/login', { sid, tel }));
  yield line(
    'login with null for it',
    '4001 processing',
    await host.call('/calls/login', { sid, tel, pin_pwd: 'null' }),
  );
  const early: [string, string][] = [
    ['/calls/record', '3001 processing'],
    ['/calls/report', '3101 processing'],
    ['/cuishou', '3101 processing'],
    ['/itag', '3101 processing'],
  ];
  for (const [path, expected] of early) {
    yield line(`${path} of a session that waits`, expected, await host.call(path, { sid }));
  }
  yield line('the session is found by its uid', sid, await foundBy(host, { uid }));

  const next = await host.call('/calls/flow', { tel, uid: `${uid}-2` });
  yield line('flow with another uid takes its place', '0 processing', next);
  yield line('the older session is gone', '4016 reset', await host.call('/calls/record', { sid }));
  const nextSid = textIn(dataOf(next), 'sid');
  const erased = await host.send({ method: 'DELETE', target: `/sessions/${nextSid}?token=${host.token}` });
  yield line('a session is erased, with a receipt', '0 done', erased);
  yield line('and is unknown from then on', '4016 reset', await host.call('/calls/record', { sid: nextSid }));
}

async function foundBy(host: Host, search: Record<string, string>): Promise<string> {
  const { sessions } = dataOf(await host.call('/sessions', search));
  const [first]: unknown[] = Array.isArray(sessions) ? sessions : [];
  return typeof first === 'object' && first !== null && 'sid' in first ? String(first.sid) : 'nothing';
}
