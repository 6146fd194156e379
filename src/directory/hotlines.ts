/** The yellow pages that come with the project: hotlines that their owners publish, no private numbers. */

import list from './hotlines.json' with { type: 'json' };

/** A public number; `number` is a `format_tel`. */
export interface Hotline {
  number: string;
  name: string;
  teldesc?: string;
  /** One word for `catnames` of §17: `银行`. */
  category: string;
  itag_ids: readonly number[];
}

/** Category of the carriers' own service numbers; calls with them are `times_telecom` (report semantics §8). */
export const carrierServiceCategory = '运营商';

export const hotlines: readonly Hotline[] = list;

/** 100xx with any extension: the numbering plan gives these to the carriers for customer service. */
export function isCarrierService(formatTel: string): boolean {
  return /^100\d{2,6}$/.test(formatTel);
}
