/** `data` of `/calls/record` (§13) as a schema: every value of a call and of a bill is text. */

import { Type } from 'typebox';
import { label, monthLists, monthText, openDate, secondsText, yuanText } from './parts.ts';

const call = Type.Object(
  {
    call_from: Type.String({ description: "Where the subscriber's own phone was." }),
    call_time: Type.String({ description: 'Start, unix seconds, 10 digits.' }),
    call_to: Type.String({ description: "Where the counterpart's number belongs." }),
    call_tel: Type.String({ description: "The counterpart's number as the carrier prints it." }),
    call_method: Type.String({ description: '`主叫` (out) or `被叫` (in).' }),
    call_type: label,
    call_cost: yuanText,
    call_duration: secondsText,
  },
  { title: 'CallRecord', description: 'One call. Unreadable rows stay as the carrier gave them.' },
);

const bill = Type.Object(
  {
    bill_month: monthText,
    bill_amount: yuanText,
    bill_package: yuanText,
    bill_ext_calls: yuanText,
    bill_ext_data: yuanText,
    bill_ext_sms: yuanText,
    bill_zengzhifei: yuanText,
    bill_daishoufei: yuanText,
    bill_qita: yuanText,
  },
  { title: 'Bill', description: "One month's bill." },
);

const telInfo = Type.Object(
  { full_name: label, id_card: label, address: label, open_date: openDate },
  { title: 'TelInfo', description: 'What the carrier has on file; each may be `运营商未透露`.' },
);

export const recordSchema = Type.Object(
  {
    ...monthLists,
    tel: label,
    uid: label,
    sid: label,
    call_log: Type.Array(call, { description: 'Newest first.' }),
    tel_info: telInfo,
    bill: Type.Array(bill, { description: 'Newest first.' }),
    xiangdan: Type.Optional(
      Type.Object(
        { undated_calls: Type.Array(Type.Object({ index: Type.Integer({ minimum: 0 }), month: monthText })) },
        {
          description: 'Beyond the document: calls whose time cannot be read, with the month they were asked for with.',
        },
      ),
    ),
  },
  { title: 'RecordData' },
);
