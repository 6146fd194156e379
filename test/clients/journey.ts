/** A whole journey of one client, from the token to the report, every reply read with its typed parser. */

import { createHash } from 'node:crypto';
import type { Static, TObject } from 'typebox';
import type { Subscriber } from '../test-wire.ts';
import type { Call, Encoding } from './encodings.ts';
import { query } from './encodings.ts';
import type { LiveService } from './live-service.ts';
import { type RawReply, send } from './send.ts';
import { readData, readEnvelope } from './shapes/read-reply.ts';
import { recordShape } from './shapes/record-shape.ts';
import { reportShape } from './shapes/report-shape.ts';
import { flowShape, loginShape, tokenShape, verifyShape } from './shapes/sign-in-shapes.ts';

export interface Client {
  /** How it sends what the document has as POST. */
  post: Encoding;
  /** How it asks for tokens, records and reports. */
  get?: Encoding;
  /** What it sends to flow besides `tel`. */
  about?: Call['params'];
}

export interface Finished {
  sid: string;
  record: Static<typeof recordShape>;
  report: Static<typeof reportShape>;
  truth: Subscriber;
}

/** Throws when a reply is not what a typed client can read, or when the journey does not end with a report. */
export async function finishJourney(service: LiveService, client: Client, tel: string): Promise<Finished> {
  const token = await askToken(service, client);
  const { sid } = await signIn(service, client, token, tel);
  const poll = (path: string) => pollUntilSettled(service, client, { path, token, params: { sid } });
  const jobs = service.wire.runJobs();
  const record = readDone(recordShape, await poll('/calls/record'));
  const report = readDone(reportShape, await poll('/calls/report'));
  await jobs;
  return { sid, record, report, truth: await service.wire.subscriber(tel) };
}

export async function askToken({ origin, wire }: LiveService, client: Client): Promise<string> {
  const { appid, appsecret } = wire.app;
  const time = String(Math.floor(wire.clock.now));
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  const get = client.get ?? query();
  const reply = await send(origin, get({ path: '/token', token: null, params: { appid, sign, time } }));
  return readData(tokenShape, reply).data.token;
}

/** Flow, login and as many verifications as are asked for, with what the subscriber knows, hears and sees. */
export async function signIn(
  { origin, wire }: LiveService,
  client: Client,
  token: string,
  tel: string,
): Promise<{ sid: string }> {
  const post = (path: string, params: Call['params']) => send(origin, client.post({ path, token, params }));
  const flow = readData(flowShape, await post('/calls/flow', { tel, ...client.about }));
  if (flow.action !== 'processing') throw new Error(`flow answered ${flow.action}`);
  const { sid, need_pin_pwd, need_full_name, need_id_card } = flow.data;
  const { pin, name, id_card } = await wire.subscriber(tel);
  const known = {
    ...(need_pin_pwd === 1 ? { pin_pwd: pin } : {}),
    ...(need_full_name === 1 ? { full_name: name } : {}),
    ...(need_id_card === 1 ? { id_card } : {}),
    ...(await codesFor(wire.subscriber(tel), flow.data)),
  };
  let step: Step = readData(loginShape, await post('/calls/login', { sid, tel, ...known }));
  while (step.action === 'processing') {
    const codes = await codesFor(wire.subscriber(tel), step.data);
    if (Object.keys(codes).length === 0)
      throw new Error('processing, and nothing is asked for: a client waits for ever');
    step = readData(verifyShape, await post('/calls/verify', { sid, ...codes }));
  }
  const { sms_duration, captcha_image } = step.data;
  if (step.action !== 'done' || sms_duration !== '' || captcha_image !== '') throw new Error(`ended ${step.action}`);
  return { sid };
}

interface Asked {
  sms_duration: number | '';
  captcha_image: string;
}
interface Step {
  action: string;
  data: Asked;
}

async function codesFor(subscriber: Promise<Subscriber>, asked: Asked): Promise<Record<string, string>> {
  const { sms, captcha } = await subscriber;
  return {
    ...(asked.sms_duration === '' ? {} : { sms_code: sms.at(-1)?.code ?? '' }),
    ...(asked.captcha_image === '' ? {} : { captcha_code: captcha?.text ?? '' }),
  };
}

/** The client that looks at nothing but `action`, without a pause: the first reply that is not `processing`. */
export async function pollUntilSettled(service: LiveService, client: Client, call: Call): Promise<RawReply> {
  const get = client.get ?? query();
  for (;;) {
    const reply = await send(service.origin, get(call));
    if (readEnvelope(reply).action.toString() !== 'processing') return reply;
  }
}

function readDone<T extends TObject>(shape: T, reply: RawReply): Static<T> {
  const { action, data } = readData(shape, reply);
  if (action !== 'done') throw new Error(`a document came with ${action}`);
  return data;
}
