/** `law_dispute` of `call_behavior`: calls with lawyers, courts and the police (report semantics §8). */

import type { Aggregate } from '../aggregate.ts';
import { timesWith } from './number_used.ts';

export interface LawDispute {
  times_lawyer: number;
  times_public_security_law: number;
  times_110: number;
  unnormal_flag: {
    times_110_flag: boolean;
    times_public_security_law_flag: boolean;
    times_lawyer_flag: boolean;
  };
}

/** Tags 律师, and 法院检察院 with 公安局派出所. */
export const lawyerTags = [12];
export const publicSecurityLawTags = [10, 11];

export function law_dispute(aggregate: Aggregate): LawDispute {
  const timesTagged = (tags: readonly number[]) =>
    timesWith(aggregate, ({ facts }) => facts.itagIds.some((id) => tags.includes(id)));
  const times_lawyer = timesTagged(lawyerTags);
  const times_public_security_law = timesTagged(publicSecurityLawTags);
  // An area code before 110 is gone by now (report semantics §1).
  const times_110 = timesWith(aggregate, ({ formatTel }) => formatTel === '110');
  const limits = aggregate.thresholds.lawDispute;
  return {
    times_lawyer,
    times_public_security_law,
    times_110,
    unnormal_flag: {
      times_110_flag: times_110 >= limits.police110,
      times_public_security_law_flag: times_public_security_law >= limits.publicSecurityLaw,
      times_lawyer_flag: times_lawyer >= limits.lawyer,
    },
  };
}
