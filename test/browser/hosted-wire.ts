/** The pages for tests: the wire's own harness, listening, with its pages beside it, and links as an app makes them. */

import { addHosted } from '../../src/hosted/hosted.ts';
import { addReportPage } from '../../src/hosted/report-page.ts';
import { createHttpGateway } from '../../src/sms/http-gateway.ts';
import { addSubject } from '../../src/subject/subject.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

export interface HostedWire extends TestWire {
  url: string;
  /** As `POST /links` gives it. */
  newLink(params?: Record<string, string>): Promise<string>;
  /** The code of the last SMS that the sandbox sent. */
  lastCode(tel: string): Promise<string>;
  /** What is in the picture that the sandbox shows now. */
  captcha(tel: string): Promise<string>;
}

export async function openHostedWire(): Promise<HostedWire> {
  const wire = await openTestWire('pglite');
  addHosted(wire.api, { journey: wire.journey, sandboxUrl: wire.sandboxUrl });
  const sms = createHttpGateway({ url: `${wire.sandboxUrl}/phone/sms`, secret: 'a secret of the tests' });
  addSubject(wire.api, { journey: wire.journey, sms, sandboxUrl: wire.sandboxUrl });
  addReportPage(wire.api, { journey: wire.journey, signedIn: async () => null });
  const url = await wire.api.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...wire,
    url,
    async newLink(params = {}) {
      // In process the host is another one than the port that the browser reaches.
      const { hash } = new URL((await wire.call('/links', params)).data.url);
      return `${url}/authorise/${hash}`;
    },
    async lastCode(tel) {
      return (await wire.subscriber(tel)).sms.at(-1)?.code ?? '';
    },
    async captcha(tel) {
      return (await wire.subscriber(tel)).captcha?.text ?? '';
    },
  };
}
