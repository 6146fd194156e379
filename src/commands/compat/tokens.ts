/** How clients get tokens, keep them, and send other things in their place (§2). */

import { createHash } from 'node:crypto';
import { formatDateTime } from '../../domain/shanghai-time.ts';
import { type Host, nowText } from './host.ts';
import { dataOf, type Line, line, textIn, wrong } from './line.ts';

/** Read by the service, refused for what it says: whatever came before it was understood. */
export const unknownSid = `SID${'0'.repeat(32)}`;
const twoHours = 7200;

export async function* tokenChecks(host: Host): AsyncGenerator<Line> {
  const first = await host.askToken();
  yield line('token by GET', '0 processing', first);
  const { token, expires } = dataOf(first);
  const soon = [-2, -1, 0, 1, 2].map((s) => formatDateTime(Math.floor(Date.now() / 1000) + twoHours + s));
  yield line(
    'a token is 32 hex digits, good for two hours of Shanghai time',
    'right',
    wrong({ token: /^[0-9a-f]{32}$/.test(String(token)), expires: soon.includes(String(expires)) }),
  );
  host.token = textIn(dataOf(first), 'token');
  yield line('token by POST, as a form', '0 processing', await host.askToken({ method: 'POST' }));
  const time = nowText();
  yield line('sign in upper case', '0 processing', await host.askToken({ time, sign: host.sign(time).toUpperCase() }));
  const early = { target: `/calls/record?token=${host.token}&sid=${unknownSid}` };
  yield line('the first token stays good after others were given', '4016 reset', await host.send(early));
  yield line('a sign that is wrong', '4005 reset', await host.askToken({ sign: '0'.repeat(32) }));
  const late = String(Number(nowText()) - 660);
  yield line('a clock that is 11 minutes late', '4005 reset', await host.askToken({ time: late }));
  yield line('time in milliseconds', '4005 reset', await host.askToken({ time: `${nowText()}000` }));
  yield line('an unknown appid', '3998 reset', await host.askToken({ appid: 'compat-check-unknown' }));
  yield line('token without parameters', '4001 processing', await host.send({ target: '/token' }));

  const unknown = createHash('md5').update(`${Math.random()}`).digest('hex');
  const places: [string, string][] = [
    ['no token', ''],
    ['a token that was never given', `token=${unknown}`],
    ['null in its place', 'token=null'],
    ['an error text in its place', `token=${encodeURIComponent('无效的 appid')}`],
  ];
  for (const [what, query] of places) {
    yield line(what, '4000 reset', await host.send({ target: `/calls/record?${query}&sid=${unknownSid}` }));
  }
  const target = `/calls/record?sid=${unknownSid}`;
  const headers = { authorization: `Bearer ${host.token}` };
  yield line('the token in the Authorization header', '4016 reset', await host.send({ target, headers }));
  const body = `token=${host.token}`;
  yield line('the token in the body', '4016 reset', await host.send({ target, body }));
}
