/** The rows of the report's lists (§15) as schemas. */

import { Type } from 'typebox';
import {
  count,
  counted,
  countText,
  label,
  labels,
  monthText,
  openDate,
  outAndInLength,
  outAndInTimes,
  seconds,
  secondsText,
  slashedMonth,
  tagFields,
} from './parts.ts';

export const emergencyContact = Type.Object(
  {
    ...tagFields,
    ...counted,
    contact_priority: Type.Integer(),
    contact_name: label,
    contact_relationship: label,
    call_times_index: Type.Integer({ minimum: 0, description: 'Place among all numbers from 1; 0 when never called.' }),
    call_length_index: count,
  },
  { title: 'EmergencyContactRow' },
);

const labelled = { ...tagFields, ...counted, call_tel_label: labels };

export const majorContact = Type.Object(labelled, { title: 'MajorContactRow' });
export const byTimes = Type.Object({ ...labelled, ...outAndInTimes }, { title: 'TimesRow' });
export const byLength = Type.Object({ ...labelled, ...outAndInLength }, { title: 'LengthRow' });

export const groupRow = Type.Object(
  {
    ...tagFields,
    ...counted,
    ...outAndInTimes,
    recent_call_time: Type.String({ description: 'Unix seconds, as text.' }),
    first_call_time: Type.String({ description: 'The same; empty when there was exactly one call.' }),
  },
  { title: 'GroupRow' },
);

export const regionRow = Type.Object(
  {
    region: label,
    total_format_tel: Type.Integer({ minimum: 0, description: 'Distinct numbers.' }),
    call_times: countText,
    call_length: secondsText,
    ...outAndInTimes,
    ...outAndInLength,
  },
  { title: 'RegionRow' },
);

const contactDetail = Type.Object(
  {
    format_tel: Type.String({ description: 'Masked: `138****5678`.' }),
    tags_yellow_page: label,
    ...outAndInTimes,
    ...outAndInLength,
  },
  { title: 'ContactDetail' },
);

export const tagRow = Type.Object(
  {
    tags_name: label,
    call_times: countText,
    call_length: secondsText,
    contact_last_time: Type.String({ description: '`YYYY/MM/DD HH:MM:SS`, or empty.' }),
    contact_detail: Type.Array(contactDetail),
  },
  { title: 'TagRow' },
);

const amount = Type.Number({ minimum: 0, description: 'Yuan.' });
const noBill = Type.Union([Type.Literal('未出账单'), Type.Literal('暂无数据')]);
const billDetail = Type.Object(
  {
    bill_package: amount,
    bill_ext_calls: amount,
    bill_ext_data: amount,
    bill_ext_sms: amount,
    bill_zengzhifei: amount,
    bill_daishoufei: amount,
    bill_qita: amount,
  },
  { title: 'BillDetail' },
);

export const monthRow = Type.Object(
  {
    month: slashedMonth,
    call_times: countText,
    call_length: secondsText,
    month_active_most: label,
    month_bill_amount: Type.Union([amount, noBill]),
    month_bill_detail: Type.Union([billDetail, noBill]),
  },
  { title: 'MonthRow' },
);

export const invalidRow = Type.Object(
  {
    ...tagFields,
    month: monthText,
    call_tel: label,
    call_from: label,
    call_time: label,
    call_duration: seconds,
    call_method: label,
    format_tel: label,
  },
  { title: 'InvalidRow', description: 'A row that cannot be counted, as the carrier gave it.' },
);

export const telInfoSection = Type.Object(
  { ...tagFields, tel: label, full_name: label, id_card: label, address: label, open_date: openDate },
  { title: 'TelInfoSection' },
);
