/** The subscriber's own page for tests: its API on a real store and the real sandbox, as one browser calls it. */

import type { StoreKind } from '../../test/store-kinds.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { addReportPage } from '../hosted/report-page.ts';
import type { SmsGateway } from '../sms/gateway.ts';
import { createHttpGateway } from '../sms/http-gateway.ts';
import type { MyReply, MyStep } from './my-view.ts';
import { addSubject } from './subject.ts';

export const pageHeaders = { 'x-xiangdan-page': '1', 'content-type': 'application/json' };

export type TestMyPage = Awaited<ReturnType<typeof openTestMyPage>>;

export async function openTestMyPage(kind: StoreKind) {
  const limits = [
    { count: 5, seconds: 600 },
    { count: 20, seconds: 86_400 },
  ];
  const wire: TestWire = await openTestWire(kind, limits);
  const sandbox = createHttpGateway({ url: `${wire.sandboxUrl}/phone/sms`, secret: 'a secret of sixteen' });
  const my = {
    wire,
    /** The browser's; '' for none. */
    cookie: '',
    /** In place of the sandbox's phones. */
    gateway: null as SmsGateway | null,

    async raw(act: string, given: Record<string, string> = {}, headers: Record<string, string> = {}) {
      return wire.api.inject({
        method: 'POST',
        url: `/my/api/${act}`,
        headers: { ...pageHeaders, ...(my.cookie === '' ? {} : { cookie: my.cookie }), ...headers },
        payload: JSON.stringify(given),
      });
    },
    async call(act: string, given: Record<string, string> = {}): Promise<MyReply> {
      const reply = await my.raw(act, given);
      const set = reply.headers['set-cookie'];
      if (set !== undefined) my.cookie = String(set).split(';')[0] ?? '';
      return reply.json<MyReply>();
    },
    async lastCode(tel: string): Promise<string> {
      return (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
    },
    async enter(tel: string): Promise<MyReply> {
      await my.call('code', { tel });
      return my.call('sign-in', { code: await my.lastCode(tel) });
    },
    listed({ view }: MyReply): Extract<MyStep, { at: 'sessions' }> {
      if (view?.step.at !== 'sessions') throw new Error(`found step ${view?.step.at}, expected sessions`);
      return view.step;
    },
    /** A session of the wire's app, fetched and reported. */
    async fetched(tel: string): Promise<string> {
      const { sid } = (await wire.call('/calls/flow', { tel, uid: 'u1' })).data;
      for (const path of ['/calls/login', '/calls/verify']) {
        const { pin, name, id_card, sms, captcha } = await wire.subscriber(tel);
        const codes = { sms_code: sms.at(-1)?.code ?? '', captcha_code: captcha?.text ?? '' };
        const { action } = await wire.call(path, { sid, tel, pin_pwd: pin, full_name: name, id_card, ...codes });
        if (action === 'done') break;
      }
      await wire.runJobs();
      return sid;
    },
    /** Another browser, at a time when nothing of the last minutes counts any more. */
    moveOn() {
      my.cookie = '';
      my.gateway = null;
      wire.clock.now += 601;
    },
  };
  const sms: SmsGateway = { send: (tel, text) => (my.gateway ?? sandbox).send(tel, text) };
  addSubject(wire.api, { journey: wire.journey, sms, sandboxUrl: null });
  // Nobody of the operator's comes here.
  addReportPage(wire.api, { journey: wire.journey, signedIn: async () => null });
  return my;
}
