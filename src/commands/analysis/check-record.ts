/** Checks an input JSON (`{record, user_info?, user_contact?}`) and brings it into the types of §13. */

import type { CallColumns, ReportedCall } from '../../domain/call-columns.ts';
import type { Bill, CallRecord, RecordHead, UserContact, UserInfo } from '../../domain/call-record.ts';
import { isObject, objectAt, optionalListAt, optionalObjectAt, textAt, unexpected } from './found.ts';

export interface AnalysisInput {
  record: RecordHead;
  calls: CallColumns;
  userInfo: UserInfo | null;
  userContacts: UserContact[];
}

const monthListKeys = [
  'call_log_missing_month_list',
  'call_log_possibly_missing_month_list',
  'call_log_part_missing_month_list',
  'phone_bill_missing_month_list',
] as const;
const infoKeys = ['user_name', 'user_idcard', 'user_province', 'user_city', 'user_address'] as const;

/** The whole but its calls, which `readCallRow` reads one by one. Throws an InputError with the JSON path of the fault. */
export function checkInput(document: unknown, calls: CallColumns): AnalysisInput {
  const input = objectAt(document, 'input');
  const record = objectAt(input.record, 'record');
  if (!Array.isArray(record.call_log)) throw unexpected('record.call_log', record.call_log, 'a list');
  const info = optionalObjectAt(record.tel_info, 'record.tel_info');
  const [missing, possiblyMissing, partMissing, billMissing] = monthListKeys.map((key) =>
    optionalListAt(record[key], `record.${key}`).map((month, at) => monthAt(month, `record.${key}[${at}]`)),
  );
  return {
    record: {
      tel: requiredText(record.tel, 'record.tel'),
      uid: textAt(record.uid, 'record.uid'),
      sid: textAt(record.sid, 'record.sid'),
      tel_info: {
        full_name: textAt(info.full_name, 'record.tel_info.full_name'),
        id_card: textAt(info.id_card, 'record.tel_info.id_card'),
        address: textAt(info.address, 'record.tel_info.address'),
        open_date: textAt(info.open_date, 'record.tel_info.open_date'),
      },
      bill: optionalListAt(record.bill, 'record.bill').map((bill, at) => billAt(bill, `record.bill[${at}]`)),
      call_log_missing_month_list: missing ?? [],
      call_log_possibly_missing_month_list: possiblyMissing ?? [],
      call_log_part_missing_month_list: partMissing ?? [],
      phone_bill_missing_month_list: billMissing ?? [],
      xiangdan: { undated_calls: undatedCalls(record.xiangdan) },
    },
    calls,
    userInfo: userInfoOf(input.user_info),
    userContacts: contactsOf(input.user_contact),
  };
}

/** Every text of the row is checked, those included that no figure is made from. Throws an InputError. */
export function readCallRow(row: unknown, index: number): ReportedCall {
  if (!isObject(row)) throw unexpected(`record.call_log[${index}]`, row, 'an object');
  const text = (key: keyof CallRecord) => {
    const value = row[key];
    return typeof value === 'string' ? value : textAt(value, `record.call_log[${index}].${key}`);
  };
  for (const key of ['call_to', 'call_type', 'call_cost'] as const) text(key);
  return {
    call_from: text('call_from'),
    call_time: text('call_time'),
    call_tel: text('call_tel'),
    call_method: text('call_method'),
    call_duration: text('call_duration'),
  };
}

function requiredText(value: unknown, path: string): string {
  const text = textAt(value, path);
  if (text === '') throw unexpected(path, value === '' ? undefined : value, 'a string');
  return text;
}

function monthAt(value: unknown, path: string): string {
  const text = textAt(value, path);
  if (/^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(text)) return text;
  throw unexpected(path, value, 'a month as YYYYMM');
}

function billAt(value: unknown, path: string): Bill {
  const bill = objectAt(value, path);
  const text = (key: keyof Bill) => textAt(bill[key], `${path}.${key}`);
  return {
    bill_month: monthAt(bill.bill_month, `${path}.bill_month`),
    bill_amount: text('bill_amount'),
    bill_package: text('bill_package'),
    bill_ext_calls: text('bill_ext_calls'),
    bill_ext_data: text('bill_ext_data'),
    bill_ext_sms: text('bill_ext_sms'),
    bill_zengzhifei: text('bill_zengzhifei'),
    bill_daishoufei: text('bill_daishoufei'),
    bill_qita: text('bill_qita'),
  };
}

function undatedCalls(value: unknown): { index: number; month: string }[] {
  const path = 'record.xiangdan.undated_calls';
  const { undated_calls } = optionalObjectAt(value, 'record.xiangdan');
  return optionalListAt(undated_calls, path).map((item, at) => {
    const { index, month } = objectAt(item, `${path}[${at}]`);
    if (typeof index !== 'number') throw unexpected(`${path}[${at}].index`, index, 'a number');
    return { index, month: monthAt(month, `${path}[${at}].month`) };
  });
}

function userInfoOf(value: unknown): UserInfo | null {
  const given = optionalObjectAt(value, 'user_info');
  const info: UserInfo = {};
  for (const key of infoKeys) {
    const text = textAt(given[key], `user_info.${key}`);
    if (text !== '') info[key] = text;
  }
  return Object.keys(info).length > 0 ? info : null;
}

/** As at flow (wire contract §4): one without a number is dropped, one without a priority takes its position. */
function contactsOf(value: unknown): UserContact[] {
  const contacts = optionalListAt(value, 'user_contact').map((item, at) => {
    const path = `user_contact[${at}]`;
    const contact = objectAt(item, path);
    const text = (key: keyof UserContact) => textAt(contact[key], `${path}.${key}`);
    const priority = text('contact_priority');
    if (!/^\d*$/.test(priority))
      throw unexpected(`${path}.contact_priority`, contact.contact_priority, 'a whole number');
    return {
      contact_tel: text('contact_tel'),
      contact_name: text('contact_name'),
      contact_relationship: text('contact_relationship'),
      contact_priority: Number(priority) || at + 1,
    };
  });
  return contacts.filter(({ contact_tel }) => contact_tel !== '');
}
