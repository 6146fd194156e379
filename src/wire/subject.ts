/** What the app says about the subscriber at flow (§3): `user_info` and `user_contact` in every shape that clients send. */

import type { UserContact, UserInfo } from '../domain/call-record.ts';
import { isParams, type Params, unfold, type Value } from './intake.ts';

const infoKeys = ['user_name', 'user_idcard', 'user_province', 'user_city', 'user_address'] as const;
const contactKeys = ['contact_tel', 'contact_name', 'contact_relationship', 'contact_priority'] as const;
const mostContacts = 20;

/** Nested, as a JSON string in the field, or flat beside `tel`; null when none of its fields came. */
export function readUserInfo(all: Params): UserInfo | null {
  const nested = unfold(all.user_info);
  const source = isParams(nested) ? { ...all, ...nested } : all;
  const info: UserInfo = {};
  for (const key of infoKeys) {
    const value = source[key];
    if (typeof value === 'string') info[key] = value;
  }
  return Object.keys(info).length > 0 ? info : null;
}

/** At most 20; one without `contact_tel` is dropped; one without a priority takes its position, from 1. */
export function readUserContacts(all: Params): UserContact[] {
  const contacts: UserContact[] = [];
  for (const [index, item] of contactItems(all).slice(0, mostContacts).entries()) {
    const tel = textOf(item.contact_tel);
    if (tel === '') continue;
    const priority = Number(textOf(item.contact_priority));
    contacts.push({
      contact_tel: tel,
      contact_name: textOf(item.contact_name),
      contact_relationship: textOf(item.contact_relationship),
      contact_priority: Number.isInteger(priority) && priority > 0 ? priority : index + 1,
    });
  }
  return contacts;
}

function contactItems(all: Params): Params[] {
  const nested = unfold(all.user_contact);
  if (Array.isArray(nested)) return nested.map(unfold).filter(isParams);
  if (isParams(nested)) {
    // One contact as an object, or PHP's list with numeric keys.
    return contactKeys.some((key) => key in nested) ? [nested] : Object.values(nested).map(unfold).filter(isParams);
  }
  return 'contact_tel' in all ? [all] : [];
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
