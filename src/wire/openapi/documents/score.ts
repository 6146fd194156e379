/** `data` of `/cuishou` and `/busi/genCuiShou` (§16) as a schema: nearly every figure is text. */

import { Type } from 'typebox';
import { count, label } from './parts.ts';

const figureKeys = {
  call_tel_total_nums: Type.String({ description: 'Distinct numbers.' }),
  call_total_times: label,
  call_out_times: label,
  call_in_times: label,
  call_total_duration: label,
  call_avg_duration: label,
  call_out_duration: label,
  call_in_duration: label,
  call_duration_below15: label,
  call_duration_between15_and_30: label,
  call_duration_above60: label,
};

const figures = Type.Object(figureKeys, { title: 'ScoreFigures' });
const overviewFigures = Type.Object(
  {
    ...figureKeys,
    first_call_time: Type.String({ description: '`YYYY-MM-DD HH:mm:ss`, or `无`.' }),
    last_call_time: label,
  },
  { title: 'OverviewFigures' },
);
const both = Type.Object(
  { dunning: figures, not_sure_dunning: figures },
  { title: 'ScoreWindow', description: 'The confirmed and the suspected dunning numbers.' },
);

export const scoreSchema = Type.Object(
  {
    overview: Type.Object({ dunning: overviewFigures, not_sure_dunning: overviewFigures }),
    last_week: both,
    last_two_weeks: both,
    last_three_weeks: both,
    last_30_days: both,
    last_30_and_60_days: both,
    last_60_and_90_days: both,
    sid: Type.String({ description: "The score's own id." }),
    tel: label,
    uid: Type.String({ description: "The session's `sid`." }),
    time: Type.Integer({ description: 'Base instant, unix seconds.' }),
    total_num: count,
    effective_num: count,
  },
  { title: 'ScoreData' },
);
