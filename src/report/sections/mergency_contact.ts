/** `mergency_contact` (the document's spelling): the emergency contacts by priority (report semantics §3). */

import type { Aggregate } from '../aggregate.ts';
import { rankIn } from '../rankings.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

export interface EmergencyContactRow extends TagFields {
  contact_priority: number;
  contact_name: string;
  contact_relationship: string;
  format_tel: string;
  call_times: string;
  /** Seconds. */
  call_length: string;
  /** 1-based place among all numbers; 0 when never called. */
  call_times_index: number;
  call_length_index: number;
}

export function mergency_contact({ contacts, rankings }: Aggregate): EmergencyContactRow[] {
  return contacts.map(({ contact, formatTel, facts }) => {
    const timesRank = rankIn(rankings.byTimes, formatTel);
    const counterpart = rankings.byTimes[timesRank - 1];
    return {
      contact_priority: contact.contact_priority,
      contact_name: contact.contact_name,
      contact_relationship: contact.contact_relationship,
      format_tel: formatTel,
      call_times: String(counterpart?.times ?? 0),
      call_length: String(counterpart?.length ?? 0),
      call_times_index: timesRank,
      call_length_index: rankIn(rankings.byLength, formatTel),
      ...tagFields(facts),
    };
  });
}
