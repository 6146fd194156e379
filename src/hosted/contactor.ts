/** `contactor` of the old addresses: what the app knows of the subscriber, as JSON with keys of its own (wire contract §8). */

import type { UserContact, UserInfo } from '../domain/call-record.ts';
import { isParams, type Params, unfold, type Value } from '../wire/intake.ts';

const infoKeys = {
  usrName: 'user_name',
  usrId: 'user_idcard',
  usrProv: 'user_province',
  usrCity: 'user_city',
  usrAddr: 'user_address',
} as const satisfies Record<string, keyof UserInfo>;

const contactKeys = [
  { name: 'firstContactor', relationship: 'relationshipWithFir', tel: 'telOfFir' },
  { name: 'secondContactor', relationship: 'relationshipWithSec', tel: 'telOfSec' },
];

export interface Contactor {
  info: UserInfo | null;
  contacts: UserContact[];
  /** The subscriber's own number, if it is there. */
  tel: string | undefined;
}

/** Whatever cannot be read is ignored: the page opens all the same. */
export function readContactor(given: Value | undefined): Contactor {
  const contactor = unfoldOrIgnore(given);
  const text = (key: string) => {
    const value = contactor[key];
    return typeof value === 'string' && value.length <= 200 && !value.includes('\0') ? value : undefined;
  };
  const info: UserInfo = {};
  for (const [from, to] of Object.entries(infoKeys)) {
    const value = text(from);
    if (value !== undefined) info[to] = value;
  }
  const contacts = contactKeys.flatMap(({ name, relationship, tel }, index) => {
    const number = text(tel);
    if (number === undefined) return [];
    return {
      contact_tel: number,
      contact_name: text(name) ?? '',
      contact_relationship: text(relationship) ?? '',
      contact_priority: index + 1,
    };
  });
  return { info: Object.keys(info).length > 0 ? info : null, contacts, tel: text('usrPhone') };
}

function unfoldOrIgnore(given: Value | undefined): Params {
  const nothing: Params = {};
  try {
    const unfolded = unfold(given);
    return isParams(unfolded) ? unfolded : nothing;
  } catch {
    // Too deep or too much of it: ignored like JSON that is none (wire contract §8).
    return nothing;
  }
}
