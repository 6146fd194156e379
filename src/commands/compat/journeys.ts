/** Whole journeys of made-up subscribers, against an installation with the sandbox: what clients see at the end of them. */

import { setTimeout as pause } from 'node:timers/promises';
import { pickUpPhone } from '../demo-client.ts';
import { form, type Host } from './host.ts';
import { dataOf, type Line, line, textIn, told, wrong } from './line.ts';
import { isObject, type RawRequest, type Reply } from './send.ts';

const person = { user_name: '张三', user_idcard: '990123199003071239', user_city: '广州' };
const contact = { contact_tel: '13900000001', contact_name: '李四', contact_relationship: '配偶' };

/** As PHP and qs nest, as JSON text in the field, flat beside the number, and JSON. */
const writings: [string, (params: Record<string, string>) => Pick<RawRequest, 'headers' | 'body'>][] = [
  [
    'nested keys of PHP',
    (params) => form('', { ...params, ...under('user_info', person), ...under('user_contact[0]', contact) }),
  ],
  [
    'JSON text in the fields',
    (params) => form('', { ...params, ...textual({ user_info: person, user_contact: [contact] }) }),
  ],
  ['fields flat beside the number', (params) => form('', { ...params, ...person, ...contact })],
  [
    'JSON labelled as a form',
    (params) => ({ body: JSON.stringify({ ...params, user_info: person, user_contact: [contact] }) }),
  ],
];

function under(name: string, object: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [`${name}[${key}]`, value]));
}

function textual(object: Record<string, object>): Record<string, string> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, JSON.stringify(value)]));
}

/** 河南联通 asks for the password alone; digits that no other run uses, so that limits of a number are not met. */
export const passwordOnly = () => `1307500${digits(100)}${digits(60)}`;
/** 北京移动 asks for everything in a recovery. */
const recovering = () => `1391100${digits(100)}${digits(60)}`;
const digits = (below: number) => String(Math.floor(Math.random() * below)).padStart(2, '0');

export async function* journeyChecks(host: Host, sandboxUrl: string): AsyncGenerator<Line> {
  let last = '';
  for (const [what, write] of writings) {
    const tel = passwordOnly();
    const flow = await host.send({ ...write({ tel, uid: 'u 1' }), target: `/calls/flow?token=${host.token}` });
    const sid = textIn(dataOf(flow), 'sid');
    const pin = (await pickUpPhone(sandboxUrl, tel))?.pin ?? '';
    const login = await host.call('/calls/login', { sid, tel, pin_pwd: ` ${pin} ` });
    if (last === '') yield* signedInChecks(host, { sid, tel, pin, login });
    const report = await untilSettled(host, '/calls/report', sid);
    const { user_info, mergency_contact: contacts } = dataOf(report);
    const [first]: unknown[] = Array.isArray(contacts) ? contacts : [];
    yield line(
      `the subscriber's details, as ${what}, stand in the report`,
      'right',
      wrong({
        user_info: isObject(user_info) && user_info.user_name === '张三' && user_info.user_city === '广州',
        mergency_contact: isObject(first) && first.format_tel === '13900000001' && first.contact_priority === 1,
      }),
    );
    last = sid;
  }
  yield* documentChecks(host, last);
  yield* scenarioChecks(host, sandboxUrl);
  yield* recoveryChecks(host, sandboxUrl);
}

interface SignedIn {
  sid: string;
  tel: string;
  pin: string;
  login: Reply;
}

async function* signedInChecks(host: Host, { sid, tel, pin, login }: SignedIn): AsyncGenerator<Line> {
  yield line('signed in: done at once', '0 done', login);
  const { sms_duration: seconds, captcha_image: image } = dataOf(login);
  yield line('with nothing left to enter', '"" ""', `${JSON.stringify(seconds)} ${JSON.stringify(image)}`);
  yield line('login after that', '20017 reset', await host.call('/calls/login', { sid, tel, pin_pwd: pin }));
}

async function* documentChecks(host: Host, sid: string): AsyncGenerator<Line> {
  for (const path of ['/calls/record', '/calls/report', '/cuishou', '/itag']) {
    yield line(`${path} of a finished session`, '0 done', await host.call(path, { sid }));
  }
  const target = `/calls/record?token=${host.token}&sid=${sid}`;
  const packed = await host.send({ target, headers: { 'accept-encoding': 'gzip' } });
  yield line('the record is packed for who asks', 'gzip', packed.encoding || 'plain');
  const plain = await host.send({ target });
  yield line('and plain for who does not', 'plain', plain.encoding || 'plain');
  const { call_log: calls, uid, bill } = dataOf(plain);
  const [call]: unknown[] = Array.isArray(calls) ? calls : [];
  yield line(
    'the record has the keys and the texts of §13',
    'right',
    wrong({
      uid: uid === 'u 1',
      call_log: isObject(call) && Object.values(call).every((value) => typeof value === 'string'),
      bill: Array.isArray(bill) && bill.length > 0,
      call_log_missing_month_list: Array.isArray(dataOf(plain).call_log_missing_month_list),
    }),
  );
}

/** Those that a portal refuses at once, by the number's last two digits. */
async function* scenarioChecks(host: Host, sandboxUrl: string): AsyncGenerator<Line> {
  const atFlow = `1307500${digits(100)}60`;
  yield line('a carrier in maintenance', '20020 reset', await host.call('/calls/flow', { tel: atFlow }));
  yield line('a virtual operator', '20015 reset', await host.call('/calls/flow', { tel: '17012345612' }));
  for (const [end, what, expected] of [
    ['62', 'a locked account', '20019 reset'],
    ['65', 'a number without real name', '20008 reset'],
  ] as const) {
    const tel = `1307500${digits(100)}${end}`;
    const sid = textIn(dataOf(await host.call('/calls/flow', { tel })), 'sid');
    const pin = (await pickUpPhone(sandboxUrl, tel))?.pin ?? '';
    yield line(what, expected, await host.call('/calls/login', { sid, tel, pin_pwd: pin }));
  }
  const tel = passwordOnly();
  const sid = textIn(dataOf(await host.call('/calls/flow', { tel })), 'sid');
  const pin = (await pickUpPhone(sandboxUrl, tel))?.pin === '730519' ? '730518' : '730519';
  yield line(
    'a wrong password may be corrected',
    '4012 processing',
    await host.call('/calls/login', { sid, tel, pin_pwd: pin }),
  );
}

async function* recoveryChecks(host: Host, sandboxUrl: string): AsyncGenerator<Line> {
  const refused = { tel: '13880000012', user_name: '张三', user_id: '990123199003071239' };
  yield line('a recovery that the carrier has not', '30001 reset', await host.call('/forget/pwd', refused));

  const tel = recovering();
  const phone = await pickUpPhone(sandboxUrl, tel);
  if (!phone) return;
  let reply = await host.call('/forget/pwd', { tel, user_name: phone.name, user_id: phone.idCard });
  yield line('a recovery begins', '0 processing', reply);
  const tid = textIn(dataOf(reply), 'tid');
  for (let step = 0; step < 2 && dataOf(reply).need_contacts === 0; step++) {
    const name = dataOf(reply).sms_duration === '' ? 'login_code' : 'sms_code';
    reply = await host.call('/forget/pwd', { tid, [name]: await phone.lastCode() });
  }
  const answer = (name: string, list: string) => host.call('/forget/pwd', { tid, [name]: list });
  yield line(
    'a Java array printed by mistake',
    '30006 processing',
    await answer('tel_list', '[Ljava.lang.String;@1b2c3d'),
  );
  const strangers = ['13900000001', '13900000002', '13900000003'];
  // The carrier is asked and knows none of them: each writing was understood.
  for (const [what, name, list] of [
    ['separated by commas', 'tel_list', strangers.join(',')],
    ['as JSON text', 'tel_list', JSON.stringify(strangers)],
    ["as Java's Arrays.toString, under a key with a blank", 'tel_list ', `[${strangers.join(', ')}]`],
  ] as const) {
    const found = await answer(name, list);
    const msg = textIn(found.envelope ?? {}, 'msg');
    yield line(
      `contacts ${what}`,
      '30006 processing, not for their form',
      `${told(found)}${/须为/.test(msg) ? '' : ', not for their form'}`,
    );
  }
}

export async function untilSettled(host: Host, path: string, sid: string): Promise<Reply> {
  for (let tries = 0; ; tries++) {
    const reply = await host.call(path, { sid });
    if (![3001, 3101].includes(Number(reply.envelope?.status)) || tries === 120) return reply;
    await pause(500);
  }
}
