/** Every setting in one table: name, default, meaning, reader. The only place that touches `process.env`. */

import { type Carrier, carriers, isCarrier } from './domain/carrier.ts';

export const roles = ['all', 'api', 'worker'] as const;
export type Role = (typeof roles)[number];

/** At most `count` flows of one number within `seconds`. */
export interface FlowLimit {
  count: number;
  seconds: number;
}

export interface Settings {
  port: number;
  host: string;
  sandboxPort: number;
  dataDir: string;
  databaseUrl: string | null;
  masterKey: Buffer | null;
  role: Role;
  publicUrl: string | null;
  carrierBaseUrls: Partial<Record<Carrier, string>>;
  pushRetrySeconds: number[];
  pushAllowPrivate: boolean | null;
  retentionDays: number;
  sandbox: boolean | null;
  flowLimits: FlowLimit[];
  logLevel: string;
  production: boolean;
}

interface Row<T> {
  key: keyof Settings;
  fallback: string;
  meaning: string;
  /** Throws an Error that says what was expected. */
  read: (text: string) => T;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Name → row, in the order that `--help` prints. An empty fallback means "not set". */
const table = {
  PORT: { key: 'port', fallback: '8080', meaning: 'port of the API', read: portNumber },
  HOST: {
    key: 'host',
    fallback: '127.0.0.1',
    meaning: 'address that the API listens on',
    read: (text: string) => text,
  },
  SANDBOX_PORT: {
    key: 'sandboxPort',
    fallback: '8090',
    meaning: 'port of the sandbox carriers (all-in-one only)',
    read: portNumber,
  },
  DATA_DIR: {
    key: 'dataDir',
    fallback: './data',
    meaning: 'directory of the embedded store, the master key and demo-app.json',
    read: (text: string) => text,
  },
  DATABASE_URL: {
    key: 'databaseUrl',
    fallback: '',
    meaning: 'PostgreSQL 15 or newer; unset: PGlite in DATA_DIR',
    read: optional(urlOf('postgres:', 'postgresql:')),
  },
  MASTER_KEY: {
    key: 'masterKey',
    fallback: '',
    meaning: '64 hex digits; unset: generated into DATA_DIR (refused in production)',
    read: optional(keyBytes),
  },
  ROLE: {
    key: 'role',
    fallback: 'all',
    meaning: `one of ${roles.join(' | ')}; api and worker need DATABASE_URL`,
    read: oneOf(roles),
  },
  PUBLIC_URL: {
    key: 'publicUrl',
    fallback: '',
    meaning: 'address under which clients reach this service',
    read: optional(urlOf('http:', 'https:')),
  },
  CARRIER_BASE_URLS: {
    key: 'carrierBaseUrls',
    fallback: '',
    meaning:
      'portals: one URL (each carrier at URL/<carrier>), or unicom=URL,mobile=URL,telecom=URL, or the same as JSON',
    read: carrierUrls,
  },
  PUSH_RETRY_SECONDS: {
    key: 'pushRetrySeconds',
    fallback: '0,30,300',
    meaning: 'waits before each delivery attempt of a push',
    read: secondsList,
  },
  PUSH_ALLOW_PRIVATE: {
    key: 'pushAllowPrivate',
    fallback: '',
    meaning: 'allow pushes to private addresses; on in all-in-one with the sandbox',
    read: optional(onOff),
  },
  RETENTION_DAYS: {
    key: 'retentionDays',
    fallback: '30',
    meaning: 'days that records and reports are kept',
    read: wholeNumber(1, 3650),
  },
  SANDBOX: {
    key: 'sandbox',
    fallback: '',
    meaning: 'start the sandbox carriers; on in all-in-one, never with NODE_ENV=production',
    read: optional(onOff),
  },
  FLOW_LIMITS: {
    key: 'flowLimits',
    fallback: '5/600,20/86400',
    meaning: 'flows of one number: count/seconds, first 20005, last 20011',
    read: limitList,
  },
  LOG_LEVEL: { key: 'logLevel', fallback: 'info', meaning: `one of ${logLevels.join(' | ')}`, read: oneOf(logLevels) },
} satisfies Record<string, Row<unknown>>;

/** The settings, or every fault found in them: `PORT: found "eighty", expected a port from 0 to 65535`. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): { settings: Settings } | { faults: string[] } {
  const faults: string[] = [];
  function value<T>(name: string, row: Row<T>, whenBad: T): T {
    const text = env[name]?.trim() || row.fallback;
    try {
      return row.read(text);
    } catch (error) {
      const secret = name === 'MASTER_KEY' || name === 'DATABASE_URL';
      const found = secret ? `${text.length} characters` : JSON.stringify(text);
      faults.push(`${name}: found ${found}, expected ${error instanceof Error ? error.message : String(error)}`);
      return whenBad;
    }
  }
  const settings: Settings = {
    port: value('PORT', table.PORT, 0),
    host: value('HOST', table.HOST, ''),
    sandboxPort: value('SANDBOX_PORT', table.SANDBOX_PORT, 0),
    dataDir: value('DATA_DIR', table.DATA_DIR, ''),
    databaseUrl: value('DATABASE_URL', table.DATABASE_URL, null),
    masterKey: value('MASTER_KEY', table.MASTER_KEY, null),
    role: value('ROLE', table.ROLE, 'all'),
    publicUrl: value('PUBLIC_URL', table.PUBLIC_URL, null),
    carrierBaseUrls: value('CARRIER_BASE_URLS', table.CARRIER_BASE_URLS, {}),
    pushRetrySeconds: value('PUSH_RETRY_SECONDS', table.PUSH_RETRY_SECONDS, []),
    pushAllowPrivate: value('PUSH_ALLOW_PRIVATE', table.PUSH_ALLOW_PRIVATE, null),
    retentionDays: value('RETENTION_DAYS', table.RETENTION_DAYS, 0),
    sandbox: value('SANDBOX', table.SANDBOX, null),
    flowLimits: value('FLOW_LIMITS', table.FLOW_LIMITS, []),
    logLevel: value('LOG_LEVEL', table.LOG_LEVEL, 'info'),
    production: env.NODE_ENV === 'production',
  };
  faults.push(...contradictions(settings));
  return faults.length > 0 ? { faults } : { settings };
}

function contradictions(settings: Settings): string[] {
  const faults: string[] = [];
  if (settings.role !== 'all' && !settings.databaseUrl) {
    faults.push(
      `ROLE: found "${settings.role}" without DATABASE_URL, expected DATABASE_URL (several processes cannot share PGlite)`,
    );
  }
  if (settings.production && !settings.masterKey) {
    faults.push('MASTER_KEY: found none, expected 64 hex digits when NODE_ENV=production');
  }
  if (settings.production && settings.sandbox === true) {
    faults.push('SANDBOX: found on, expected off when NODE_ENV=production');
  }
  return faults;
}

/** Whether this process starts the sandbox: on in all-in-one unless said otherwise, never in production. */
export function wantsSandbox(settings: Settings): boolean {
  return settings.role === 'all' && !settings.production && (settings.sandbox ?? true);
}

/** The table as `--help` prints it. */
export function settingsHelp(): string {
  return Object.entries(table)
    .map(([name, row]) => `  ${name.padEnd(20)} ${row.meaning}${row.fallback ? ` (${row.fallback})` : ''}`)
    .join('\n');
}

function optional<T>(read: (text: string) => T): (text: string) => T | null {
  return (text) => (text === '' ? null : read(text));
}

function oneOf<const T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((one) => one === text);
    if (!choice) throw new Error(`one of ${choices.join(', ')}`);
    return choice;
  };
}

function wholeNumber(least: number, most: number, what = 'a whole number'): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new Error(`${what} from ${least} to ${most}`);
    return number;
  };
}

function portNumber(text: string): number {
  return wholeNumber(0, 65535, 'a port')(text);
}

function onOff(text: string): boolean {
  if (['1', 'on', 'true', 'yes'].includes(text.toLowerCase())) return true;
  if (['0', 'off', 'false', 'no'].includes(text.toLowerCase())) return false;
  throw new Error('on or off');
}

function urlOf(...protocols: string[]): (text: string) => string {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (!url || !protocols.includes(url.protocol))
      throw new Error(`a URL that begins with ${protocols.join('// or ')}//`);
    return text.replace(/\/+$/, '');
  };
}

function keyBytes(text: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error('64 hex digits');
  return Buffer.from(text, 'hex');
}

function secondsList(text: string): number[] {
  return text.split(',').map((part) => wholeNumber(0, 86_400, 'seconds, separated by commas, each')(part.trim()));
}

function limitList(text: string): FlowLimit[] {
  return text.split(',').map((part) => {
    const match = /^\s*(\d{1,6})\/(\d{1,6})\s*$/.exec(part);
    if (!match) throw new Error('count/seconds pairs, separated by commas');
    return { count: Number(match[1]), seconds: Number(match[2]) };
  });
}

function carrierUrls(text: string): Partial<Record<Carrier, string>> {
  const readUrl = urlOf('http:', 'https:');
  if (text === '') return {};
  if (URL.canParse(text) && /^https?:/.test(text)) {
    return Object.fromEntries(carriers.map((carrier) => [carrier, `${readUrl(text)}/${carrier}`]));
  }
  const pairs: [string, unknown][] = text.startsWith('{')
    ? Object.entries(jsonObject(text))
    : text
        .split(',')
        .map((part) => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).trim()]);
  return Object.fromEntries(
    pairs.map(([carrier, url]) => {
      if (!isCarrier(carrier)) throw new Error(`carriers among ${carriers.join(', ')}`);
      return [carrier, readUrl(String(url))];
    }),
  );
}

function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // fall through to the sentence below, which says what is wanted
  }
  throw new Error('a URL, carrier=URL pairs, or a JSON object');
}
