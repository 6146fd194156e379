/** The settings of the sandbox program, from its environment; the only place that reads it. */

export interface Settings {
  /** 0: any free port. */
  port: number;
  host: string;
  latencyMs: number;
  stateFile: string | undefined;
}

function wholeNumber(name: string, fallback: number, highest: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d+$/.test(text) || Number(text) > highest) {
    throw new Error(`${name} must be a whole number from 0 to ${highest}, not "${text}".`);
  }
  return Number(text);
}

/** Throws an Error whose message is one sentence for the operator. */
export function readSettings(): Settings {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The sandbox carriers are for tests and demos and do not start with NODE_ENV=production.');
  }
  return {
    port: wholeNumber('SANDBOX_PORT', 8090, 65_535),
    host: process.env.SANDBOX_HOST || '127.0.0.1',
    latencyMs: wholeNumber('SANDBOX_LATENCY_MS', 0, 60_000),
    stateFile: process.env.SANDBOX_STATE_FILE || undefined,
  };
}
