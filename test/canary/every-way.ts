/** One subscriber after another through every way in and out: the wire, recovery, phone page, console, own page, pushes, refusals, withdrawal, erasure. */

import { createHash } from 'node:crypto';
import type { Receiver } from '../journeys/push-receiver.ts';
import type { WireReply } from '../test-wire.ts';
import { onOwnPage } from './on-own-page.ts';
import { answersTo } from './walk.ts';
import type { WatchedProcess } from './watched-process.ts';

/** Numbers of this test alone: what others leave in a database server's files is not taken for ours. */
export const tels = {
  mobile: '13911000851',
  telecom: '18057100852',
  page: '13010200853',
  recovered: '18911000854',
  erased: '13010200855',
  withdrawn: '13010200856',
  waiting: '13911000857',
  own: '13010200858',
};

const typed = {
  uid: 'uid-kt5901-eigen',
  'user_info[user_name]': '欧阳试验',
  'user_info[user_idcard]': '990123199003071239',
  'user_info[user_address]': '某市某区测试路 1 号',
  'user_contact[0][contact_tel]': '13900002741',
  'user_contact[0][contact_name]': '司徒验证',
};
const wrongPassword = '604938';

export async function goEveryWay(watched: WatchedProcess, receiver: Receiver): Promise<void> {
  for (const text of [...Object.values(typed), wrongPassword]) watched.secrets.typed.add(text);
  const operator = await signInOperator(watched);
  await operator('PUT', `/apps/${watched.demo.appid}`, {
    pushUrls: { auth: receiver.url, result: receiver.url, report: receiver.url, tags: receiver.url },
  });

  const sids: string[] = [];
  for (const tel of [tels.mobile, tels.telecom, tels.erased, tels.withdrawn, tels.own])
    sids.push(await signIn(watched, tel));
  await toPassword(watched, tels.waiting);
  await onThePage(watched, tels.page);
  await recover(watched, tels.recovered);
  for (const sid of sids) await read(watched, sid);
  // All four kinds of each session, refused by a receiver that says back what it got, and tried once more.
  await receiver.came(8);

  await look(operator, sids);
  await onOwnPage(watched, tels.own);
  await refusals(watched, sids[0] ?? '');
  const [, , erased = '', withdrawn = ''] = sids;
  const token = await tokenOf(watched);
  await watched.ask('DELETE', `/sessions/${erased}?token=${token}`);
  await watched.post(`/sessions/${withdrawn}/withdraw`);
}

/** The sid of a session that is signed in, after a wrong password. */
async function signIn(watched: WatchedProcess, tel: string): Promise<string> {
  const { post } = watched;
  const flow = await post('/calls/flow', { tel, ...typed });
  const { sid } = flow.data;
  const asked = await answersTo(watched, flow, tel);
  if (asked.pin_pwd !== undefined) {
    await post('/calls/login', { sid, tel, ...asked, pin_pwd: wrongPassword });
    await post('/calls/verify/captcha', { sid });
  }
  let reply = await post('/calls/login', { sid, tel, ...(await answersTo(watched, flow, tel)) });
  for (let turns = 0; turns < 3 && reply.status === 0 && reply.action === 'processing'; turns += 1) {
    reply = await post('/calls/verify', { sid, ...(await answersTo(watched, reply, tel)) });
  }
  if (reply.action !== 'done') throw new Error(`${tel} is not signed in: ${reply.status} ${reply.msg}`);
  return sid;
}

/** Leaves a session where the password is kept, sealed, for the second verification. */
async function toPassword(watched: WatchedProcess, tel: string): Promise<void> {
  const flow = await watched.post('/calls/flow', { tel, ...typed });
  const reply = await watched.post('/calls/login', {
    sid: flow.data.sid,
    tel,
    ...(await answersTo(watched, flow, tel)),
  });
  if (reply.status !== 0 || reply.action !== 'processing') throw new Error(`${tel} does not wait: ${reply.msg}`);
}

async function onThePage(watched: WatchedProcess, tel: string): Promise<void> {
  const { url } = (await watched.post('/links', { tel, ...typed })).data;
  const [, link = '', secret = ''] = /#(\w+)\.(\w+)$/.exec(url) ?? [];
  let cookie = '';
  const act = async (name: string, given: Record<string, string> = {}) => {
    const headers = { 'x-xiangdan-page': '1', cookie };
    const asked = await watched.ask('POST', `/authorise/api/${name}`, { ...given, link }, headers);
    cookie ||= asked.cookie;
    return asked.json.view;
  };
  const opened = await act('open', { secret });
  await act('consent', { language: 'zh', text_hash: opened.step.terms.zh.textHash });
  let view = await act('begin', { tel });
  for (let turns = 0; turns < 4 && ['login', 'verify'].includes(view.step.at); turns += 1) {
    const { pin, captcha, sms, name, id_card } = await watched.look(tel);
    const all = {
      pin_pwd: pin,
      full_name: name,
      id_card,
      captcha_code: captcha?.text ?? '',
      sms_code: sms.at(-1)?.code ?? '',
    };
    view = await act(view.step.at, all);
  }
  if (!['fetching', 'done'].includes(view.step.at)) throw new Error(`the page stopped at ${view.step.at}`);
}

async function recover(watched: WatchedProcess, tel: string): Promise<void> {
  const { name, id_card } = await watched.look(tel);
  let reply = await watched.post('/forget/pwd', { tel, user_name: name, user_id: id_card });
  const { tid } = reply.data;
  watched.secrets.typed.add('407316');
  for (let turns = 0; turns < 4 && reply.status === 0 && reply.action === 'processing'; turns += 1) {
    const { sms } = await watched.look(tel);
    const code = sms.at(-1)?.code ?? '';
    const { sms_duration, login_sms_duration } = reply.data;
    const answer: Record<string, string> =
      sms_duration !== ''
        ? { sms_code: code }
        : login_sms_duration !== ''
          ? { login_code: code }
          : { new_pwd: '407316' };
    reply = await watched.post('/forget/pwd', { tid, ...answer });
  }
  if (reply.action !== 'done') throw new Error(`${tel} is not recovered: ${reply.status} ${reply.msg}`);
  await watched.look(tel);
}

async function read({ post, ask, server }: WatchedProcess, sid: string): Promise<void> {
  let reply: WireReply;
  do reply = await server.call('/calls/report', { sid });
  while (reply.action === 'processing');
  for (const path of ['/calls/record', '/calls/report', '/cuishou', '/itag', `/sessions/${sid}`])
    await post(path, { sid });
  await post('/sessions', { tel: tels.mobile });
  await ask('GET', '/metrics');
}

type Operator = (method: string, path: string, body?: object) => ReturnType<WatchedProcess['ask']>;

async function signInOperator({ ask, demo }: WatchedProcess): Promise<Operator> {
  const headers = { 'x-xiangdan-console': '1' };
  const { user: username, password } = demo.console;
  const { cookie } = await ask('POST', '/console/api/login', { username, password }, headers);
  return (method, path, body) => ask(method, `/console/api${path}`, body, { ...headers, cookie });
}

async function look(operator: Operator, sids: string[]): Promise<void> {
  const found = await operator('POST', '/sessions/search', { tel: tels.mobile, uid: typed.uid });
  if (found.json.rows.length !== 1) throw new Error('the console does not find the session');
  for (const sid of sids) {
    await operator('GET', `/sessions/${sid}`);
    await operator('POST', `/sessions/${sid}/reveal`);
    for (const kind of ['record', 'report', 'score', 'tags'])
      await operator('POST', `/sessions/${sid}/documents/${kind}`);
  }
  for (const path of ['/pushes', '/audit', '/overview', '/apps']) await operator('GET', path);
  const pushes = await operator('GET', '/pushes');
  await operator('POST', `/pushes/${pushes.json.rows[0].id}/body`);
  await operator('POST', '/sessions/search', { tel: tels.mobile, state: typed.uid });
  await operator('GET', `/sessions/${tels.mobile}`);
  await operator('POST', `/accounts`, { username: typed.uid, password: wrongPassword, role: typed.uid });
}

/** What is wrong holds what is secret. */
async function refusals({ post, ask, secrets }: WatchedProcess, sid: string): Promise<void> {
  // An app's own reference is kept; what looks like a person's number is refused as one.
  for (const consent_ref of [...secrets.idCard, ...secrets.number])
    await post('/calls/flow', { tel: tels.mobile, consent_ref });
  for (const text of Object.values(secrets).flatMap((each) => [...each].slice(0, 2))) {
    await post('/calls/flow', { tel: text, uid: text, user_info: `{"user_name":"${text}"` });
    await post('/calls/record', { sid: text });
    await post('/calls/login', { sid, tel: tels.mobile, pin_pwd: text, id_card: text, full_name: text });
    await post('/links', { tel: text, redirect_url: `nothing:${text}` });
    await ask('GET', `/sessions/${encodeURIComponent(text)}?token=${encodeURIComponent(text)}`);
    await ask('GET', `/${encodeURIComponent(text)}?tel=${encodeURIComponent(text)}`);
  }
}

async function tokenOf({ ask, demo }: WatchedProcess): Promise<string> {
  const time = String(Math.floor(Date.now() / 1000));
  const { appid, appsecret } = demo;
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  return (await ask('GET', `/token?${new URLSearchParams({ appid, time, sign })}`)).json.data.token;
}
