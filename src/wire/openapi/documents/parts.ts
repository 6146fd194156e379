/** Parts that the schemas of record, report, score and tags are made of. */

import { Type } from 'typebox';

/** A schema with a `title` becomes a named component of the OpenAPI document and a type of the SDK. */
export const count = Type.Integer({ minimum: 0 });
export const label = Type.String();
export const labels = Type.Array(label);
export const seconds = Type.Integer({ minimum: 0, description: 'Seconds.' });
export const percent = Type.Number({ minimum: 0, maximum: 100, description: '0–100, one decimal.' });
export const countText = Type.String({ description: 'A number of calls, as text.' });
export const secondsText = Type.String({ description: 'Seconds, as text.' });
export const yuanText = Type.String({ description: 'Yuan, `0.00`.' });
export const openDate = Type.String({ description: 'Unix seconds of the first day, or `运营商未透露`.' });
export const monthText = Type.String({ pattern: '^\\d{6}$', description: '`YYYYMM`.' });
export const slashedMonth = Type.String({ pattern: '^\\d{4}/\\d\\d$', description: '`YYYY/MM`.' });

export const monthLists = {
  call_log_missing_month_list: Type.Array(monthText, { description: 'Months whose calls could not be had.' }),
  call_log_possibly_missing_month_list: Type.Array(monthText, {
    description: 'Months that came empty without the carrier saying that there were no calls.',
  }),
  call_log_part_missing_month_list: Type.Array(monthText, { description: 'Months of which a part is missing.' }),
  phone_bill_missing_month_list: Type.Array(monthText, { description: 'Months whose bill could not be had.' }),
};

export const tagFields = {
  tags_label: Type.String({ description: "Type of the number's flag, empty without one." }),
  tags_label_times: count,
  tags_yellow_page: label,
  tags_financial: labels,
  fancha_telloc: Type.String({ description: 'Region of the number.' }),
};

/** Both calls and their length as text (report semantics: mixed types are the contract). */
export const counted = { format_tel: label, call_times: countText, call_length: secondsText };
export const outAndInTimes = { call_out_times: count, call_in_times: count };
export const outAndInLength = { call_out_length: seconds, call_in_length: seconds };
