/** `data` of `/calls/record` as §13.4 types it: every value a string that a client may hand to its number parser. */

import { Type } from 'typebox';

export const digits = Type.String({ pattern: '^\\d+$' });
export const yuan = Type.String({ pattern: '^\\d+\\.\\d\\d$' });
/** Unix seconds, or what stands where the carrier shows nothing. */
export const openDate = Type.String({ pattern: '^(\\d{9,10}|运营商未透露)$' });
export const months = Type.Array(Type.String({ pattern: '^\\d{6}$' }));
const filled = Type.String({ minLength: 1 });

const call = Type.Object({
  call_from: Type.String(),
  call_time: Type.String({ pattern: '^\\d{10}$' }),
  call_to: Type.String(),
  call_tel: filled,
  call_method: Type.Union([Type.Literal('主叫'), Type.Literal('被叫')]),
  call_type: Type.String(),
  call_cost: yuan,
  call_duration: digits,
});

const bill = Type.Object({
  bill_month: Type.String({ pattern: '^\\d{6}$' }),
  bill_amount: yuan,
  bill_package: yuan,
  bill_ext_calls: yuan,
  bill_ext_data: yuan,
  bill_ext_sms: yuan,
  bill_zengzhifei: yuan,
  bill_daishoufei: yuan,
  bill_qita: yuan,
});

export const recordShape = Type.Object({
  tel: Type.String({ pattern: '^1\\d{10}$' }),
  uid: Type.String(),
  sid: Type.String({ pattern: '^SID[0-9a-f]{32}$' }),
  call_log_missing_month_list: months,
  call_log_possibly_missing_month_list: months,
  phone_bill_missing_month_list: months,
  tel_info: Type.Object({ open_date: openDate, full_name: filled, address: filled, id_card: filled }),
  call_log: Type.Array(call, { minItems: 1 }),
  bill: Type.Array(bill),
});
