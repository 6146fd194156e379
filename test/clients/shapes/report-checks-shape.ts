/** The two blocks of §15.4 that judge: `call_behavior` and `cuishou_risk_detection`. */

import { Type } from 'typebox';
import { openDate } from './record-shape.ts';

const count = Type.Integer({ minimum: 0 });
const degree = Type.Integer({ minimum: 0, maximum: 3 });
const text = Type.String();
const flag = Type.Boolean();
const result = Type.Union([Type.Literal('异常'), Type.Literal('无异常')]);

export const callBehavior = Type.Object({
  number_tags: Type.Array(
    Type.Object({ call_tel_label: text, tel: text, tags_label: text, tags_label_times: count, unnormal_flag: flag }),
    { minItems: 1 },
  ),
  result_num_tags: result,
  number_used: Type.Object({
    telecom: text,
    open_date: openDate,
    blank_times_count_30: count,
    blank_times_count_90: count,
    blank_times_count_180: count,
    blank_times_count_max: count,
    amount_less_10_times: count,
    phone_bill_average: text,
    times_per_mon_10: count,
    times_express_delivery: count,
    times_telecom: count,
    total_tels: count,
    active_region_check: Type.Integer({ minimum: 0, maximum: 2 }),
    unnormal_flag: Type.Object({
      blank_times_count_max_flag: flag,
      amount_less_10_times_flag: flag,
      blank_times_count_30_flag: flag,
      blank_times_count_90_flag: flag,
      times_per_mon_10_flag: flag,
      open_date_flag: flag,
      active_region_check_flag: flag,
    }),
  }),
  result_num_used: result,
  law_dispute: Type.Object({
    times_lawyer: count,
    times_public_security_law: count,
    times_110: count,
    unnormal_flag: Type.Object({
      times_110_flag: flag,
      times_public_security_law_flag: flag,
      times_lawyer_flag: flag,
    }),
  }),
  result_law_dispute: result,
});

const figures = [
  'nums_tel',
  'call_in_times',
  'call_in_length',
  'call_in_less_15',
  'most_times_by_tel',
  'up_2_times_by_tel',
  'call_out_times',
  'call_out_length',
  '7day_times',
  '30day_times',
  '60day_times',
  '90day_times',
  '120day_times',
];
const counts = Object.fromEntries(figures.map((name) => [name, count]));
/** `call_times` is the one string of the block. */
const dunning = Type.Object({ ...counts, call_times: Type.String({ pattern: '^\\d+$' }) });
const degrees = Type.Object(Object.fromEntries(figures.map((name) => [name, degree])));

export const cuishouRiskDetection = Type.Object({
  total_tels: count,
  total_call_times: count,
  total_call_in_times: count,
  total_call_out_times: count,
  cuishou: dunning,
  cuishou_degree: degrees,
  yisicuishou: dunning,
  yisicuishou_degree: degrees,
  detection_result: degree,
});
