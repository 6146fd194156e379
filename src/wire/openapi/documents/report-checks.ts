/** The blocks of the report that judge (§15): `call_behavior`, `cuishou_risk_detection`, and the checks of what the app said. */

import { Type } from 'typebox';
import { count, label, openDate } from './parts.ts';

const flag = Type.Boolean();
const degree = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)], {
  description: '0 none · 1 light · 2 middle · 3 grave.',
});
const verdict = Type.Union([Type.Literal('异常'), Type.Literal('无异常')]);
const conclusion = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)], {
  description: '0 not applicable · 1 equal · 2 different · 3 alike as far as the masked value shows.',
});
export const regionCheck = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2)], {
  description: "0 unknown · 1 the most active region is the number's own · 2 it is not.",
});

export const userInfoSection = Type.Object({
  user_name: label,
  user_idcard: label,
  user_province: label,
  user_city: label,
  user_address: label,
  conclusion_of_user_name_check: conclusion,
  conclusion_of_user_idcard_check: conclusion,
  conclusion_of_user_address_check: conclusion,
});

const numberTag = Type.Object(
  { call_tel_label: label, tel: label, tags_label: label, tags_label_times: count, unnormal_flag: flag },
  { title: 'NumberTagRow' },
);

const numberUsed = Type.Object(
  {
    telecom: label,
    open_date: openDate,
    blank_times_count_30: count,
    blank_times_count_90: count,
    blank_times_count_180: count,
    blank_times_count_max: Type.Integer({ minimum: 0, description: 'Whole days.' }),
    amount_less_10_times: count,
    phone_bill_average: label,
    times_per_mon_10: count,
    times_express_delivery: count,
    times_telecom: count,
    total_tels: count,
    active_region_check: regionCheck,
    unnormal_flag: Type.Object({
      blank_times_count_max_flag: flag,
      amount_less_10_times_flag: flag,
      blank_times_count_30_flag: flag,
      blank_times_count_90_flag: flag,
      times_per_mon_10_flag: flag,
      open_date_flag: flag,
      active_region_check_flag: flag,
    }),
  },
  { title: 'NumberUsed' },
);

const lawDispute = Type.Object(
  {
    times_lawyer: count,
    times_public_security_law: count,
    times_110: count,
    unnormal_flag: Type.Object({
      times_110_flag: flag,
      times_public_security_law_flag: flag,
      times_lawyer_flag: flag,
    }),
  },
  { title: 'LawDispute' },
);

export const callBehavior = Type.Object(
  {
    number_tags: Type.Array(numberTag),
    result_num_tags: verdict,
    number_used: numberUsed,
    result_num_used: verdict,
    law_dispute: lawDispute,
    result_law_dispute: verdict,
  },
  { title: 'CallBehavior' },
);

/** The same keys with figures and with degrees. */
function dunning<F, T>(calls: T, figure: F) {
  return {
    nums_tel: figure,
    call_times: calls,
    call_in_times: figure,
    call_in_length: figure,
    call_in_less_15: figure,
    most_times_by_tel: figure,
    up_2_times_by_tel: figure,
    call_out_times: figure,
    call_out_length: figure,
    '7day_times': figure,
    '30day_times': figure,
    '60day_times': figure,
    '90day_times': figure,
    '120day_times': figure,
  };
}

const figures = Type.Object(dunning(label, count), { title: 'DunningFigures' });
const { call_times: _none, ...degreeOf } = dunning(degree, degree);
const degrees = Type.Object(degreeOf, { title: 'DunningDegrees' });

export const cuishouRiskDetection = Type.Object(
  {
    total_tels: count,
    total_call_times: count,
    total_call_in_times: count,
    total_call_out_times: count,
    cuishou: figures,
    cuishou_degree: degrees,
    yisicuishou: figures,
    yisicuishou_degree: degrees,
    detection_result: degree,
  },
  { title: 'CuishouRiskDetection' },
);
