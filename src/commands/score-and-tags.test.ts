/** The `score` and `tags` commands: the data of §16 and §17 for the same input as `report`. */

import { expect, test } from 'vitest';
import { at, call, reportInput } from '../../test/golden/small-record.ts';
import { cliPlace } from './test-cli.ts';

const now = at('2017-11-20 12:00:00');
const { record } = reportInput({
  calls: [call({ tel: '+8613916000001', seconds: 20 }), call({ tel: '035110000', method: '主叫' })],
});

test('score prints the score and tags the tags, each with a sid of its own that stays the same', () => {
  const place = cliPlace();
  const words = [
    ...['--input', place.write('input.json', { record }), '--now', String(now)],
    ...['--directory', place.write('directory.json', { '13916000001': { itag_ids: [13] } })],
  ];
  const score = place.run('score', ...words);
  expect(score).toMatchObject({ code: 0, stderr: '' });
  const scored = JSON.parse(score.stdout);
  expect(scored).toMatchObject({
    overview: { dunning: { call_total_times: '1', call_duration_between15_and_30: '1' } },
    uid: record.sid,
    time: now,
    total_num: 2,
    effective_num: 2,
  });
  const tags = place.run('tags', ...words);
  expect(tags).toMatchObject({ code: 0, stderr: '' });
  const tagged = JSON.parse(tags.stdout);
  expect(tagged.tags).toMatchObject({
    '+8613916000001': { telnum: '13916000001', itag_ids: [13] },
    '035110000': { telnum: '10000', telloc: '山西太原' },
  });
  expect(scored.sid).toMatch(/^[0-9a-f]{32}$/);
  expect(tagged.sid).toMatch(/^[0-9a-f]{32}$/);
  expect(tagged.sid).not.toBe(scored.sid);
  expect(place.run('tags', ...words).stdout).toBe(tags.stdout);
});
