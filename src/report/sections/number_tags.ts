/** `number_tags` of `call_behavior`: how the applicant and the emergency contacts are marked (report semantics §8). */

import type { Aggregate } from '../aggregate.ts';
import { emergencyLabel } from '../rankings.ts';
import type { NumberFacts } from '../report-input.ts';
import { tagFields } from '../tag-fields.ts';
import type { Thresholds } from '../thresholds.ts';

export interface NumberTagRow {
  /** `申请人`, then `紧急联系人1` and on. */
  call_tel_label: string;
  tel: string;
  tags_label: string;
  tags_label_times: number;
  unnormal_flag: boolean;
}

export function number_tags({ own, contacts, thresholds }: Aggregate): NumberTagRow[] {
  return [
    numberTagRow('申请人', own.formatTel, own.facts, thresholds),
    ...contacts.map(({ contact, formatTel, facts }) =>
      numberTagRow(emergencyLabel(contact), formatTel, facts, thresholds),
    ),
  ];
}

function numberTagRow(call_tel_label: string, tel: string, facts: NumberFacts, thresholds: Thresholds): NumberTagRow {
  const { tags_label, tags_label_times } = tagFields(facts);
  return { call_tel_label, tel, tags_label, tags_label_times, unnormal_flag: isBad(facts, thresholds) };
}

function isBad({ flag, itagIds }: NumberFacts, { badLabels, badTags }: Thresholds): boolean {
  return (flag !== null && badLabels.includes(flag.type)) || badTags.some((tag) => itagIds.includes(tag));
}
