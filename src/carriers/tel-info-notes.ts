/** What the carrier has on file, found while signing in and needed again when the record is put together. */

import { type TelInfo, undisclosed } from '../domain/call-record.ts';
import type { Notes } from './connector.ts';

export function noteTelInfo(telInfo: TelInfo): Notes {
  return {
    fullName: telInfo.full_name,
    idCard: telInfo.id_card,
    address: telInfo.address,
    openDate: telInfo.open_date,
  };
}

/** What is not in the notes is undisclosed. */
export function notedTelInfo(notes: Notes): TelInfo {
  return {
    full_name: notes.fullName ?? undisclosed,
    id_card: notes.idCard ?? undisclosed,
    address: notes.address ?? undisclosed,
    open_date: notes.openDate ?? undisclosed,
  };
}
