/** Settings from an environment: defaults, forms, and every fault at once. */

import { describe, expect, test } from 'vitest';
import { readSettings, settingsHelp, wantsSandbox } from './settings.ts';

function faultsOf(env: Record<string, string>): string[] {
  const read = readSettings(env);
  return 'faults' in read ? read.faults : [];
}

function settingsOf(env: Record<string, string>) {
  const read = readSettings(env);
  if ('faults' in read) throw new Error(read.faults.join('; '));
  return read.settings;
}

describe('settings', () => {
  test('an empty environment gives the documented defaults', () => {
    const settings = settingsOf({});
    expect(settings).toMatchObject({
      port: 8080,
      sandboxPort: 8090,
      dataDir: './data',
      databaseUrl: null,
      role: 'all',
      pushRetrySeconds: [0, 30, 300],
      retentionDays: 30,
    });
    expect(wantsSandbox(settings)).toBe(true);
  });

  test('all faults are told at once, each with what was found and what was expected', () => {
    expect(faultsOf({ PORT: 'eighty', ROLE: 'boss', RETENTION_DAYS: '0' })).toEqual([
      'PORT: found "eighty", expected a port from 0 to 65535',
      'ROLE: found "boss", expected one of all, api, worker',
      'RETENTION_DAYS: found "0", expected a whole number from 1 to 3650',
    ]);
  });

  test('a key, a token or a database address that cannot be used is not repeated', () => {
    const faults = faultsOf({
      MASTER_KEY: 'deadbeef',
      DATABASE_URL: 'mysql://root:secret@db',
      METRICS_TOKEN: 'tooshort',
    });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toMatch(/deadbeef|secret|tooshort/);
  });

  test('api and worker need a database that processes can share', () => {
    expect(faultsOf({ ROLE: 'api' })).toHaveLength(1);
    expect(faultsOf({ ROLE: 'api', DATABASE_URL: 'postgres://db/x' })).toEqual([]);
  });

  test('production wants its key from outside and never a sandbox', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toHaveLength(1);
    const key = 'ab'.repeat(32);
    expect(faultsOf({ NODE_ENV: 'production', MASTER_KEY: key, SANDBOX: 'on' })).toHaveLength(1);
    expect(wantsSandbox(settingsOf({ NODE_ENV: 'production', MASTER_KEY: key }))).toBe(false);
  });

  test('an SMS gateway wants the secret that signs for it, and no fault repeats that', () => {
    expect(faultsOf({ SMS_GATEWAY_URL: 'https://sms/send' })).toHaveLength(1);
    expect(faultsOf({ SMS_GATEWAY_URL: 'https://sms/send', SMS_GATEWAY_SECRET: 'x'.repeat(16) })).toEqual([]);
    expect(faultsOf({ SMS_GATEWAY_SECRET: 'too short' })[0]).not.toContain('too short');
  });

  test('portals come as one address, as pairs, or as JSON', () => {
    const all = { mobile: 'http://h:1/mobile', unicom: 'http://h:1/unicom', telecom: 'http://h:1/telecom' };
    expect(settingsOf({ CARRIER_BASE_URLS: 'http://h:1/' }).carrierBaseUrls).toEqual(all);
    expect(settingsOf({ CARRIER_BASE_URLS: 'unicom=http://u, mobile=http://m/x' }).carrierBaseUrls).toEqual({
      unicom: 'http://u',
      mobile: 'http://m/x',
    });
    expect(settingsOf({ CARRIER_BASE_URLS: '{"unicom":"http://u"}' }).carrierBaseUrls).toEqual({ unicom: 'http://u' });
    expect(faultsOf({ CARRIER_BASE_URLS: 'unicom' })).toHaveLength(1);
    expect(faultsOf({ CARRIER_BASE_URLS: 'acme=http://u' })).toHaveLength(1);
  });

  test('--help names every setting', () => {
    for (const name of ['PORT', 'DATA_DIR', 'DATABASE_URL', 'MASTER_KEY', 'PUSH_RETRY_SECONDS', 'SANDBOX']) {
      expect(settingsHelp()).toContain(name);
    }
  });
});
