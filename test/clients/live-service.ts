/** The service as clients meet it, on a port, with the sandbox carriers behind it and its jobs run as they come. */

import { openTestWire, type TestWire } from '../test-wire.ts';

export interface LiveService {
  origin: string;
  wire: TestWire;
  close(): Promise<void>;
}

export async function openLiveService(): Promise<LiveService> {
  const wire = await openTestWire('pglite');
  const origin = await wire.api.listen({ port: 0, host: '127.0.0.1' });
  return { origin, wire, close: () => wire.close() };
}
