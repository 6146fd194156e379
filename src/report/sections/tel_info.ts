/** `tel_info`: what the carrier has on file, and what is known of the number (report semantics §2). */

import { undisclosed } from '../../domain/call-record.ts';
import type { Aggregate } from '../aggregate.ts';
import { type TagFields, tagFields } from '../tag-fields.ts';

export interface TelInfoSection extends TagFields {
  tel: string;
  full_name: string;
  id_card: string;
  address: string;
  /** Unix seconds as digits, or `运营商未透露`. */
  open_date: string;
}

export function tel_info({ record, own, openDate }: Aggregate): TelInfoSection {
  const { full_name, id_card, address } = record.tel_info;
  return {
    tel: record.tel,
    full_name: full_name || undisclosed,
    id_card: id_card || undisclosed,
    address: address || undisclosed,
    open_date: openDate === null ? undisclosed : String(openDate),
    ...tagFields(own.facts),
  };
}
