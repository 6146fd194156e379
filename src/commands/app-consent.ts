/** The options of `app set` and `app create` that say whether flows need a consent and how long sessions are kept. */

import type { ConsentRules } from '../store/consents.ts';
import { settingsOrThrow, UsageError } from './command.ts';

export const consentUsage = '[--consent required|assumed] [--retention-days N|default]';

export const consentOptions = {
  consent: { type: 'string' },
  'retention-days': { type: 'string' },
} as const;

/** What is named; throws a UsageError that says what was found and what was expected. */
export function readConsentRules(
  values: Partial<Record<keyof typeof consentOptions, string>>,
): Partial<Omit<ConsentRules, 'name'>> {
  const { consent, 'retention-days': days } = values;
  if (consent !== undefined && consent !== 'required' && consent !== 'assumed')
    throw new UsageError(`--consent: found "${consent}", expected required or assumed.`);
  return {
    ...(consent === undefined ? {} : { consent }),
    ...(days === undefined ? {} : { retentionDays: readDays(days) }),
  };
}

/** Shorter than the setting, never longer: the texts that subscribers agree to name it. */
function readDays(text: string): number | null {
  if (text === 'default') return null;
  const most = settingsOrThrow().retentionDays;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > most)
    throw new UsageError(`--retention-days: found "${text}", expected 1 to ${most} (RETENTION_DAYS), or default.`);
  return days;
}
