/** The report page for tests: sessions with their reports, links to them, and the console's cookie beside it. */

import { addConsole } from '../../src/console/console.ts';
import { signedIn } from '../../src/console/sign-in-cookie.ts';
import { addHosted } from '../../src/hosted/hosted.ts';
import { addReportPage } from '../../src/hosted/report-page.ts';
import type { ReportData } from '../../src/report/build-report.ts';
import { setAccount } from '../../src/store/console/accounts.ts';
import { startConsoleSession } from '../../src/store/console/console-sessions.ts';
import { cheapHash } from '../cheap-hash.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

export interface ReportWire extends TestWire {
  url: string;
  /** The sid of a session that is reported. */
  reported(tel: string): Promise<string>;
  report(sid: string): Promise<ReportData>;
  /** As `POST /sessions/{sid}/report-link` gives it. */
  newLink(sid: string, params?: Record<string, string>): Promise<string>;
  /** A `Cookie` header of whoever has signed in to the console. */
  consoleCookie(role: 'operator' | 'auditor'): Promise<string>;
}

export async function openReportWire(kind: Parameters<typeof openTestWire>[0] = 'pglite'): Promise<ReportWire> {
  const wire = await openTestWire(kind);
  const { journey, clock, store } = wire;
  addHosted(wire.api, { journey, sandboxUrl: null });
  addReportPage(wire.api, { journey, signedIn: (request) => signedIn({ journey }, request) });
  addConsole(wire.api, { journey, allowPrivate: true });
  const url = await wire.api.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...wire,
    url,
    async reported(tel) {
      const { name, id_card, pin } = await wire.subscriber(tel);
      const user = { 'user_info[user_name]': name, 'user_info[user_idcard]': id_card };
      const contact = { 'user_contact[0][contact_tel]': '13001000099', 'user_contact[0][contact_name]': '测试' };
      const { data } = await wire.call('/calls/flow', { tel, ...user, ...contact });
      let reply = await wire.call('/calls/login', { sid: data.sid, tel, pin_pwd: pin });
      while (reply.status === 0 && reply.action === 'processing') {
        const sms_code = (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
        reply = await wire.call('/calls/verify', { sid: data.sid, sms_code });
      }
      if (reply.action !== 'done') throw new Error(`not signed in: ${reply.msg}`);
      await wire.runJobs();
      return data.sid;
    },
    async report(sid) {
      const { data } = await wire.call('/calls/report', { sid });
      return data as ReportData;
    },
    async newLink(sid, params = {}) {
      // In process the host is another one than the port that the browser reaches.
      const { hash } = new URL((await wire.call(`/sessions/${sid}/report-link`, params)).data.url);
      return `${url}/report/${hash}`;
    },
    async consoleCookie(role) {
      await setAccount(store.db, `test-${role}`, await cheapHash('correct horse battery'), role, clock.now);
      return `xiangdan_console=${await startConsoleSession(store.db, `test-${role}`, clock.now)}`;
    },
  };
}
