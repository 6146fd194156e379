/** A subscriber's way through the watched wire, from flow to the report as far as it goes, with right answers or wrong ones first. */

import type { WireReply } from '../test-wire.ts';
import type { WatchedWire } from './watched-wire.ts';

const about = {
  uid: 'order-1',
  'user_info[user_name]': '欧阳试',
  'user_info[user_idcard]': '990123199003071239',
  'user_info[user_address]': '某市某区测试路 1 号',
  'user_contact[0][contact_tel]': '13900000001',
  'user_contact[0][contact_name]': '司徒验',
};

/** Whatever the last reply asked for, as the subscriber knows and sees it now. */
export async function answersTo(
  { look }: Pick<WatchedWire, 'look'>,
  asked: WireReply,
  tel: string,
): Promise<Record<string, string>> {
  const { pin, name, id_card, sms, captcha } = await look(tel);
  const { need_pin_pwd, need_full_name, need_id_card, sms_duration } = asked.data;
  return {
    ...(need_pin_pwd === 1 ? { pin_pwd: pin } : {}),
    ...(need_full_name === 1 ? { full_name: name } : {}),
    ...(need_id_card === 1 ? { id_card } : {}),
    ...(sms_duration === '' ? {} : { sms_code: sms.at(-1)?.code ?? '' }),
    ...(captcha ? { captcha_code: captcha.text } : {}),
  };
}

/** The last reply: of the record when the sign-in succeeds. A busy carrier is tried once more. */
export async function walk(watched: WatchedWire, tel: string, wrongFirst = false): Promise<WireReply> {
  const { post, wire } = watched;
  const flow = await post('/calls/flow', { tel, ...about });
  const { sid } = flow.data;
  if (sid === undefined) return flow;

  async function attempt(path: string, asked: WireReply, wrong: Record<string, string>): Promise<WireReply> {
    const known = { sid, ...(path === '/calls/login' ? { tel } : {}) };
    const answer = async (odd = {}) => post(path, { ...known, ...(await answersTo(watched, asked, tel)), ...odd });
    if (wrongFirst) {
      await answer(wrong);
      await post('/calls/verify/captcha', { sid });
    }
    const reply = await answer();
    return reply.status === 4007 ? answer() : reply;
  }

  let reply = await attempt('/calls/login', flow, { pin_pwd: '730519' });
  for (let tries = 0; tries < 3 && reply.status === 0 && reply.action === 'processing'; tries++) {
    reply = await attempt('/calls/verify', reply, { sms_code: '730518', captcha_code: 'ZZZZ' });
  }
  if (reply.action !== 'done') return reply;
  await wire.runJobs();
  await post('/calls/report', { sid });
  return post('/calls/record', { sid });
}
