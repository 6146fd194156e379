/** call_behavior: one flag makes a block abnormal. */

import { expect, test } from 'vitest';
import { call, small } from '../../../test/golden/small-record.ts';
import { call_behavior } from './call_behavior.ts';
import { law_dispute } from './law_dispute.ts';
import { number_tags } from './number_tags.ts';
import { number_used } from './number_used.ts';

test('holds the three blocks and a verdict on each', () => {
  const aggregate = small({ calls: [call()] });
  expect(call_behavior(aggregate)).toStrictEqual({
    number_tags: number_tags(aggregate),
    result_num_tags: '无异常',
    number_used: number_used(aggregate),
    result_num_used: '异常',
    law_dispute: law_dispute(aggregate),
    result_law_dispute: '无异常',
  });
});

test('a verdict concerns its own block alone', () => {
  const bad = { '15313695093': { itag_ids: [7] } };
  expect(call_behavior(small({ numbers: bad }))).toMatchObject({
    result_num_tags: '异常',
    result_law_dispute: '无异常',
  });
  const police = [call({ tel: '110' }), call({ tel: '110', seconds: 1 }), call({ tel: '110', seconds: 2 })];
  expect(call_behavior(small({ calls: police }))).toMatchObject({
    result_num_tags: '无异常',
    result_law_dispute: '异常',
  });
});
