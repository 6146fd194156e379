/** `call_behavior`: three checks of how the subscriber behaves, each with its verdict (report semantics §8). */

import type { Aggregate } from '../aggregate.ts';
import { calls_overview } from './calls_overview.ts';
import { type LawDispute, law_dispute } from './law_dispute.ts';
import { type NumberTagRow, number_tags } from './number_tags.ts';
import { type NumberUsed, number_used } from './number_used.ts';

type Verdict = '异常' | '无异常';

export interface CallBehavior {
  number_tags: NumberTagRow[];
  result_num_tags: Verdict;
  number_used: NumberUsed;
  result_num_used: Verdict;
  law_dispute: LawDispute;
  result_law_dispute: Verdict;
}

export function call_behavior(aggregate: Aggregate, overview = calls_overview(aggregate)): CallBehavior {
  const tags = number_tags(aggregate);
  const used = number_used(aggregate, overview);
  const law = law_dispute(aggregate);
  return {
    number_tags: tags,
    result_num_tags: verdict(tags.map((row) => row.unnormal_flag)),
    number_used: used,
    result_num_used: verdict(Object.values(used.unnormal_flag)),
    law_dispute: law,
    result_law_dispute: verdict(Object.values(law.unnormal_flag)),
  };
}

/** One flag is enough. */
function verdict(flags: readonly boolean[]): Verdict {
  return flags.includes(true) ? '异常' : '无异常';
}
