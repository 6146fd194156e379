/** The options of `app set` that say what an app may do. */

import { faultyAddresses, isScope, type Scope, scopes } from '../domain/access.ts';
import { formatDateTime } from '../domain/shanghai-time.ts';
import type { AccessChange } from '../store/apps/app-access.ts';
import { UsageError } from './command.ts';

export const accessUsage =
  '[--scopes NAME,…|all] [--third-party whole|masked] [--ip-allow CIDR,…|any] [--contract-until YYYY-MM-DD|none] ' +
  '[--tokens-per-hour N|default] [--calls-per-minute N|default] [--token-static on|off]';

export const accessOptions = {
  scopes: { type: 'string' },
  'third-party': { type: 'string' },
  'ip-allow': { type: 'string' },
  'contract-until': { type: 'string' },
  'tokens-per-hour': { type: 'string' },
  'calls-per-minute': { type: 'string' },
} as const;

/** Throws a UsageError that says what was found and what was expected. */
export function readAccessChange(values: Partial<Record<keyof typeof accessOptions, string>>): AccessChange {
  const change: AccessChange = {};
  if (values.scopes !== undefined) change.scopes = readScopes(values.scopes);
  const thirdParty = values['third-party'];
  if (thirdParty !== undefined) {
    if (thirdParty !== 'whole' && thirdParty !== 'masked')
      throw new UsageError(`--third-party: found "${thirdParty}", expected whole or masked.`);
    change.thirdParty = thirdParty;
  }
  if (values['ip-allow'] !== undefined) change.ipAllow = readAddresses(values['ip-allow']);
  if (values['contract-until'] !== undefined) change.contractUntil = readDay(values['contract-until']);
  for (const [option, key] of [
    ['tokens-per-hour', 'tokensPerHour'],
    ['calls-per-minute', 'callsPerMinute'],
  ] as const) {
    const text = values[option];
    if (text !== undefined) change[key] = readCount(`--${option}`, text);
  }
  return change;
}

function readScopes(text: string): Scope[] | null {
  if (text === 'all') return null;
  const named = text.split(',').map((name) => name.trim());
  const known = named.filter(isScope);
  if (known.length !== named.length) {
    const odd = named.find((name) => !isScope(name));
    throw new UsageError(`--scopes: found "${odd}", expected all or names among ${scopes.join(', ')}.`);
  }
  return known;
}

function readAddresses(text: string): string | null {
  if (text === 'any') return null;
  const entries = text.split(',').map((entry) => entry.trim());
  const [odd] = faultyAddresses(entries);
  if (odd !== undefined)
    throw new UsageError(
      `--ip-allow: found "${odd}", expected any, or addresses and CIDR blocks, as in 203.0.113.0/24.`,
    );
  return entries.join(',');
}

/** The end of that day in Shanghai. */
function readDay(text: string): number | null {
  if (text === 'none') return null;
  const end = Date.parse(`${text}T23:59:59+08:00`);
  // 30 February would be taken for 2 March.
  if (Number.isNaN(end) || !formatDateTime(end / 1000).startsWith(`${text} `))
    throw new UsageError(`--contract-until: found "${text}", expected none or a day as in 2027-12-31.`);
  return Math.floor(end / 1000);
}

function readCount(option: string, text: string): number | null {
  if (text === 'default') return null;
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new UsageError(`${option}: found "${text}", expected default or a whole number from 1 to 9999999.`);
  return Number(text);
}
