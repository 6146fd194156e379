/** The sandbox program: starts the pretend carriers, says where they are, and ends when it is told to or its parent is gone. */

import { buildSandbox } from './build-sandbox.ts';
import { readSettings, type Settings } from './settings.ts';

/** What the operator can do about a failed start, by the system's error code. */
const startFailures: Readonly<Record<string, (settings: Settings) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken: choose another one with SANDBOX_PORT.`,
  EACCES: ({ port }) => `Port ${port} may not be used by this account: choose another one with SANDBOX_PORT.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}: check SANDBOX_HOST.`,
  ENOTFOUND: ({ host }) => `The name ${host} is unknown: check SANDBOX_HOST.`,
};

function giveUp(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function settingsOrGiveUp(): Settings {
  try {
    return readSettings();
  } catch (error) {
    return giveUp(messageOf(error));
  }
}

function buildOrGiveUp({ latencyMs, stateFile }: Settings) {
  try {
    return buildSandbox(stateFile === undefined ? { latencyMs } : { latencyMs, stateFile });
  } catch (error) {
    return giveUp(`SANDBOX_STATE_FILE cannot be used: ${messageOf(error)}.`);
  }
}

/** The address to open: every interface is reached by the loopback one, and IPv6 stands in brackets. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

async function main(): Promise<void> {
  const settings = settingsOrGiveUp();
  const app = buildOrGiveUp(settings);
  try {
    await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    giveUp(startFailures[code]?.(settings) ?? `The sandbox cannot listen: ${messageOf(error)}.`);
  }
  const stop = () => {
    app.close().then(
      () => process.exit(0),
      (error: unknown) => giveUp(`The sandbox did not close: ${messageOf(error)}.`),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by another program, it must not outlive it.
  if (process.send) process.once('disconnect', () => process.exit(0));
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  process.stdout.write(`sandbox ready http://${shownHost(settings.host)}:${port}\n`);
}

await main();
