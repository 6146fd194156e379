/** tel_info: the carrier's words, and never an empty one. */

import { expect, test } from 'vitest';
import { at, reportInput, small } from '../../../test/golden/small-record.ts';
import { tel_info } from './tel_info.ts';

test('shows what the carrier has on file and what is known of the number', () => {
  const flag = { fid: 1, type: '骚扰电话', num: 3 };
  expect(tel_info(small({ numbers: { '15313695093': { flag, name: '某店', itag_ids: [15] } } }))).toStrictEqual({
    tel: '15313695093',
    full_name: '测试甲',
    id_card: '运营商未透露',
    address: '运营商未透露',
    open_date: String(at('2016-01-01')),
    tags_label: '骚扰电话',
    tags_label_times: 3,
    tags_yellow_page: '某店',
    tags_financial: ['营销'],
    fancha_telloc: '北京',
  });
});

test('says that the carrier discloses nothing where it shows nothing', () => {
  const empty = { full_name: '', id_card: '', address: '', open_date: '' };
  const { full_name, id_card, address, open_date } = tel_info(small({ record: { tel_info: empty } }));
  expect(new Set([full_name, id_card, address, open_date])).toEqual(new Set(['运营商未透露']));
});

test('has as open_date digits or the one text, whatever the carrier wrote', () => {
  const { tel_info: shown } = reportInput().record;
  for (const open_date of ['2016-01-01', '1.451577e9', '-1', '未知']) {
    expect(tel_info(small({ record: { tel_info: { ...shown, open_date } } })).open_date).toBe('运营商未透露');
  }
});
