/** Rankings of the counterparts, who is a major contact, and the labels that follow from both (report semantics §5). */

import type { UserContact } from '../domain/call-record.ts';
import type { Counterpart } from './read-calls.ts';
import type { Directory, NumberFacts } from './report-input.ts';
import type { Thresholds } from './thresholds.ts';

/** An emergency contact, by priority. */
export interface EmergencyContact {
  contact: UserContact;
  formatTel: string;
  facts: NumberFacts;
}

export interface Rankings {
  /** By calls, then seconds, most recent, number. */
  byTimes: Counterpart[];
  /** By seconds, then calls, most recent, number. */
  byLength: Counterpart[];
  /** In the order of `byTimes`. */
  major: Counterpart[];
}

export function rank(counterparts: readonly Counterpart[], majorContact: Thresholds['majorContact']): Rankings {
  const byTimes = counterparts.toSorted((a, b) => b.times - a.times || b.length - a.length || laterOrLower(a, b));
  const byLength = counterparts.toSorted((a, b) => b.length - a.length || b.times - a.times || laterOrLower(a, b));
  const { rank: places, seconds } = majorContact;
  const longest = new Set(byLength.slice(0, places));
  return {
    byTimes,
    byLength,
    major: byTimes.slice(0, places).filter((each) => longest.has(each) && each.length >= seconds),
  };
}

function laterOrLower(a: Counterpart, b: Counterpart): number {
  return b.last - a.last || (a.formatTel < b.formatTel ? -1 : 1);
}

/** 1-based place in a ranking, 0 when not in it. Looked for anew each time: only a few numbers are ever asked for. */
export function rankIn(ranking: readonly Counterpart[], formatTel: string): number {
  return ranking.findIndex((each) => each.formatTel === formatTel) + 1;
}

export function emergencyContacts(contacts: readonly UserContact[], directory: Directory): EmergencyContact[] {
  return contacts
    .toSorted((a, b) => a.contact_priority - b.contact_priority)
    .map((contact) => {
      const { formatTel } = directory.normalise(contact.contact_tel);
      return { contact, formatTel, facts: directory.lookUp(formatTel) };
    });
}

/** `紧急联系人1`; the document's blank before the digit is damage of its PDF (report semantics §0). */
export function emergencyLabel(contact: UserContact): string {
  return `紧急联系人${contact.contact_priority}`;
}

/** A list does not repeat what its own order says: `times` leaves out 高频联系人, `length` 长时间联系人. */
export function callTelLabel(
  formatTel: string,
  rankings: Rankings,
  contacts: readonly EmergencyContact[],
  ownRanking: 'times' | 'length' | null,
): string[] {
  const labels = contacts.filter((each) => each.formatTel === formatTel).map((each) => emergencyLabel(each.contact));
  if (!rankings.major.some((each) => each.formatTel === formatTel)) return labels;
  if (ownRanking !== 'times') labels.push(`高频联系人${rankIn(rankings.byTimes, formatTel)}`);
  if (ownRanking !== 'length') labels.push(`长时间联系人${rankIn(rankings.byLength, formatTel)}`);
  return labels;
}
