/** Everything that a process of role `all` serves, on the test wire, and the list of its routes as they were registered. */

import { addConsole } from '../../src/console/console.ts';
import { addHealth, addMetrics } from '../../src/console/health.ts';
import { signedIn } from '../../src/console/sign-in-cookie.ts';
import { addHosted } from '../../src/hosted/hosted.ts';
import { addReportPage } from '../../src/hosted/report-page.ts';
import { createHttpGateway } from '../../src/sms/http-gateway.ts';
import { addSubject } from '../../src/subject/subject.ts';
import type { StoreKind } from '../store-kinds.ts';
import { openTestWire, type TestWire } from '../test-wire.ts';

export interface WholeServer {
  wire: TestWire;
  /** `METHOD /path` of all that is served beside the wire API, whose endpoints /openapi.json lists; HEAD goes with GET. */
  routes: string[];
}

export async function openWholeServer(kind: StoreKind): Promise<WholeServer> {
  const wire = await openTestWire(kind);
  const { api, journey } = wire;
  const routes = new Set<string>();
  api.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.add(`${one} ${url}`);
  });
  addHealth(api, journey.db, { draining: false });
  addMetrics(api, journey.metrics, null);
  addHosted(api, { journey, sandboxUrl: null });
  const sms = createHttpGateway({ url: `${wire.sandboxUrl}/phone/sms`, secret: 'a secret of the tests' });
  addSubject(api, { journey, sms, sandboxUrl: null });
  addReportPage(api, { journey, signedIn: (request) => signedIn({ journey }, request) });
  addConsole(api, { journey, allowPrivate: true });
  await api.ready();
  return { wire, routes: [...routes].sort() };
}
