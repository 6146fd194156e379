/** Every setting in one table: name, default, meaning, reader. The only place that touches `process.env`. */

import type { Carrier } from './domain/carrier.ts';
import {
  addressList,
  carrierUrls,
  type FlowLimit,
  keyBytes,
  keyList,
  limitList,
  oneOf,
  onOff,
  optional,
  portNumber,
  secondsList,
  secretText,
  urlOf,
  wholeNumber,
} from './setting-readers.ts';

export const roles = ['all', 'api', 'worker'] as const;
export type Role = (typeof roles)[number];

export interface Settings {
  port: number;
  host: string;
  sandboxPort: number;
  dataDir: string;
  databaseUrl: string | null;
  masterKey: Buffer | null;
  masterKeyPrevious: Buffer[];
  role: Role;
  publicUrl: string | null;
  /** Addresses and CIDR blocks of proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  carrierBaseUrls: Partial<Record<Carrier, string>>;
  pushRetrySeconds: number[];
  pushAllowPrivate: boolean | null;
  retentionDays: number;
  smsGatewayUrl: string | null;
  smsGatewaySecret: string | null;
  sandbox: boolean | null;
  flowLimits: FlowLimit[];
  callsPerMinute: number;
  tokensPerHour: number;
  logLevel: string;
  carrierConcurrency: number;
  maxSignInSteps: number;
  maxWaitingFetches: number;
  maxRssMb: number | null;
  maxEventLoopDelayMs: number;
  metricsToken: string | null;
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
  MASTER_KEY_PREVIOUS: {
    key: 'masterKeyPrevious',
    fallback: '',
    meaning: 'master keys that open what they sealed and seal nothing new, separated by commas',
    read: keyList,
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
  TRUST_PROXY: {
    key: 'trustProxy',
    fallback: '',
    meaning: 'proxies whose X-Forwarded-For is believed: addresses and CIDR blocks, separated by commas',
    read: addressList,
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
  SMS_GATEWAY_URL: {
    key: 'smsGatewayUrl',
    fallback: '',
    meaning: 'where texts for subscribers are posted; unset: the sandbox, if it runs, else nobody signs in at /my/',
    read: optional(urlOf('http:', 'https:')),
  },
  SMS_GATEWAY_SECRET: {
    key: 'smsGatewaySecret',
    fallback: '',
    meaning: 'signs what is posted to SMS_GATEWAY_URL, as Standard Webhooks',
    read: optional(secretText),
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
  CALLS_PER_MINUTE: {
    key: 'callsPerMinute',
    fallback: '6000',
    meaning: 'calls of one app to one process; above it 4007',
    read: wholeNumber(1, 1_000_000),
  },
  TOKENS_PER_HOUR: {
    key: 'tokensPerHour',
    fallback: '600',
    meaning: 'tokens that one app is given; above it 3999',
    read: wholeNumber(1, 1_000_000),
  },
  CARRIER_CONCURRENCY: {
    key: 'carrierConcurrency',
    fallback: '64',
    meaning: 'requests that one process has under way at one carrier',
    read: wholeNumber(1, 10_000),
  },
  MAX_SIGN_IN_STEPS: {
    key: 'maxSignInSteps',
    fallback: '200',
    meaning: 'sign-in steps under way in one process; above it 4007',
    read: wholeNumber(1, 100_000),
  },
  MAX_WAITING_FETCHES: {
    key: 'maxWaitingFetches',
    fallback: '1000',
    meaning: 'signed-in sessions that wait for a worker; above it flow answers 4007',
    read: wholeNumber(1, 1_000_000),
  },
  MAX_RSS_MB: {
    key: 'maxRssMb',
    fallback: '',
    meaning: 'memory above which the API answers 4007; unset: four fifths of what machine or container has',
    read: optional(wholeNumber(64, 10_000_000)),
  },
  MAX_EVENT_LOOP_DELAY_MS: {
    key: 'maxEventLoopDelayMs',
    fallback: '2000',
    meaning: 'mean delay of the event loop above which the API answers 4007; 0: none',
    read: wholeNumber(0, 600_000),
  },
  METRICS_TOKEN: {
    key: 'metricsToken',
    fallback: '',
    meaning: 'Bearer token of /metrics; unset: for loopback and private addresses',
    read: optional(secretText),
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
      const secret = [
        'MASTER_KEY',
        'MASTER_KEY_PREVIOUS',
        'DATABASE_URL',
        'METRICS_TOKEN',
        'SMS_GATEWAY_SECRET',
      ].includes(name);
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
    masterKeyPrevious: value('MASTER_KEY_PREVIOUS', table.MASTER_KEY_PREVIOUS, []),
    role: value('ROLE', table.ROLE, 'all'),
    publicUrl: value('PUBLIC_URL', table.PUBLIC_URL, null),
    trustProxy: value('TRUST_PROXY', table.TRUST_PROXY, []),
    carrierBaseUrls: value('CARRIER_BASE_URLS', table.CARRIER_BASE_URLS, {}),
    pushRetrySeconds: value('PUSH_RETRY_SECONDS', table.PUSH_RETRY_SECONDS, []),
    pushAllowPrivate: value('PUSH_ALLOW_PRIVATE', table.PUSH_ALLOW_PRIVATE, null),
    retentionDays: value('RETENTION_DAYS', table.RETENTION_DAYS, 0),
    smsGatewayUrl: value('SMS_GATEWAY_URL', table.SMS_GATEWAY_URL, null),
    smsGatewaySecret: value('SMS_GATEWAY_SECRET', table.SMS_GATEWAY_SECRET, null),
    sandbox: value('SANDBOX', table.SANDBOX, null),
    flowLimits: value('FLOW_LIMITS', table.FLOW_LIMITS, []),
    callsPerMinute: value('CALLS_PER_MINUTE', table.CALLS_PER_MINUTE, 0),
    tokensPerHour: value('TOKENS_PER_HOUR', table.TOKENS_PER_HOUR, 0),
    carrierConcurrency: value('CARRIER_CONCURRENCY', table.CARRIER_CONCURRENCY, 0),
    maxSignInSteps: value('MAX_SIGN_IN_STEPS', table.MAX_SIGN_IN_STEPS, 0),
    maxWaitingFetches: value('MAX_WAITING_FETCHES', table.MAX_WAITING_FETCHES, 0),
    maxRssMb: value('MAX_RSS_MB', table.MAX_RSS_MB, null),
    maxEventLoopDelayMs: value('MAX_EVENT_LOOP_DELAY_MS', table.MAX_EVENT_LOOP_DELAY_MS, 0),
    metricsToken: value('METRICS_TOKEN', table.METRICS_TOKEN, null),
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
  if (settings.smsGatewayUrl && !settings.smsGatewaySecret) {
    faults.push('SMS_GATEWAY_SECRET: found none, expected one with SMS_GATEWAY_URL');
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
    .map(([name, row]) => `  ${name.padEnd(24)} ${row.meaning}${row.fallback ? ` (${row.fallback})` : ''}`)
    .join('\n');
}
