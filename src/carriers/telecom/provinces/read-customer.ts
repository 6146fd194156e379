/** What a province has on file about the subscriber, as the record's `tel_info` (report semantics §2). */

import { type TelInfo, undisclosed } from '../../../domain/call-record.ts';
import { readTime } from '../../../domain/call-values/read-time.ts';

/** As printed; '' or `--` where the province shows nothing. `openDay` with or without a time of day. */
export interface PrintedCustomer {
  fullName: string;
  idCard: string;
  address: string;
  openDay: string;
}

export function readCustomer({ fullName, idCard, address, openDay }: PrintedCustomer): TelInfo {
  const shown = (text: string) => (['', '--'].includes(text.trim()) ? undisclosed : text.trim());
  // Always with its year, so no month is needed to read it by.
  const openDate = readTime(openDay, '') ?? readTime(`${openDay} 00:00:00`, '');
  return {
    full_name: shown(fullName),
    id_card: shown(idCard),
    address: shown(address),
    open_date: openDate ?? undisclosed,
  };
}
