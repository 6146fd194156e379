/** The fields that every row about a number carries (§15.4). */

import type { NumberFacts } from './report-input.ts';

export interface TagFields {
  /** Type of the number's flag, `''` without one. */
  tags_label: string;
  tags_label_times: number;
  tags_yellow_page: string;
  tags_financial: string[];
  /** Region of the number. */
  fancha_telloc: string;
}

export function tagFields({ flag, name, financialTags, region }: NumberFacts): TagFields {
  return {
    tags_label: flag?.type ?? '',
    tags_label_times: flag?.num ?? 0,
    tags_yellow_page: name,
    tags_financial: [...financialTags],
    fancha_telloc: region,
  };
}
