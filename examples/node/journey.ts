/** A whole journey with the SDK: sign-in, progress, report. Usage: node journey.ts [tel] */

import { type Answers, createClient, type SignIn, XiangdanError } from '@xiangdan/client';

const { XIANGDAN_URL = 'http://127.0.0.1:8080', SANDBOX_URL = 'http://127.0.0.1:8090', APPID, APPSECRET } = process.env;
if (!APPID || !APPSECRET)
  throw new Error('APPID and APPSECRET are not set; data/demo-app.json has those of the demo app');
const tel = process.argv[2] ?? '13001000012';

interface Person {
  pin: string;
  name: string;
  id_card: string;
  sms: { code: string }[];
  captcha: { text: string } | null;
}

/** A person knows their password and reads their phone; here the sandbox tells. */
async function answersTo(state: Extract<SignIn, { done: false }>): Promise<Answers> {
  const reply = await fetch(`${SANDBOX_URL}/inspect/subscribers/${tel}`);
  const { pin, name, id_card, sms, captcha } = (await reply.json()) as Person;
  const codes = { smsCode: sms.at(-1)?.code ?? '', captchaCode: captcha?.text ?? '' };
  const known = { pinPwd: pin, fullName: name, idCard: id_card, ...codes };
  return Object.fromEntries(state.asks.map(({ what }) => [what, known[what]]));
}

const client = createClient({ url: XIANGDAN_URL, appid: APPID, appsecret: APPSECRET });
try {
  let state: SignIn = await client.openSession({ tel, uid: 'order-1' });
  while (!state.done) state = await state.answer(await answersTo(state));
  const report = await client.waitForReport(state.sid, {
    onProgress: ({ progress }) => console.error(`${progress.months_done}/${progress.months_total} months`),
  });
  const { calls_overview, cuishou_risk_detection } = report;
  console.log(`${tel} calls ${calls_overview.call_times_sum} risk ${cuishou_risk_detection.detection_result}`);
} catch (error) {
  if (!(error instanceof XiangdanError)) throw error;
  // What a subscriber may read; `action` says whether to ask again or to begin again.
  console.error(`${error.status} ${error.msg} (${error.action})`);
  process.exitCode = 1;
}
