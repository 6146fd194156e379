/** Writes docs/openapi.json and the types of the SDK as the server gives them; with `--examples`, captures its examples from the sandbox first. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../src/wire/openapi/plain-schema.ts';
import { startServer } from '../test/server-process.ts';
import { captureExamples } from './capture-examples.ts';
import { sdkSchemas } from './sdk-schemas.ts';

const root = new URL('../', import.meta.url);

async function withServer<T>(use: (server: Awaited<ReturnType<typeof startServer>>) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiangdan-openapi-'));
  const server = await startServer({ dataDir, databaseUrl: null, remove: async () => undefined });
  try {
    return await use(server);
  } finally {
    await server.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  writeFileSync(fileURLToPath(new URL(path, root)), text);
}

if (process.argv.includes('--examples')) {
  const examples = await withServer(captureExamples);
  write('src/wire/openapi/examples.json', `${JSON.stringify(examples, null, 1)}\n`);
}
const document = await withServer(async ({ url }) => {
  const reply = await fetch(`${url}/openapi.json`);
  return (await reply.json()) as JsonObject;
});
write('docs/openapi.json', `${JSON.stringify(document, null, 1)}\n`);
for (const [file, text] of Object.entries(sdkSchemas(document))) write(`sdk/src/${file}`, text);
