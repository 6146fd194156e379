/** number_tags: the applicant first, then the emergency contacts. */

import { expect, test } from 'vitest';
import { contact, small } from '../../../test/golden/small-record.ts';
import { number_tags } from './number_tags.ts';

const own = '15313695093';

test('lists the applicant and the emergency contacts by priority', () => {
  const flag = { fid: 4, type: '快递送餐', num: 45 };
  const contacts = [contact(2, '13810000001'), contact(1, '13916000001')];
  expect(number_tags(small({ contacts, numbers: { '13916000001': { flag } } }))).toStrictEqual([
    { call_tel_label: '申请人', tel: own, tags_label: '', tags_label_times: 0, unnormal_flag: false },
    {
      call_tel_label: '紧急联系人1',
      tel: '13916000001',
      tags_label: '快递送餐',
      tags_label_times: 45,
      unnormal_flag: false,
    },
    { call_tel_label: '紧急联系人2', tel: '13810000001', tags_label: '', tags_label_times: 0, unnormal_flag: false },
  ]);
});

test('without contacts there is the applicant alone', () => {
  expect(number_tags(small()).map((row) => row.call_tel_label)).toEqual(['申请人']);
});

test.each([
  ['骚扰电话', true],
  ['疑似诈骗', true],
  ['诈骗', true],
  ['推销', true],
  ['广告推销', true],
  ['催收', true],
  ['快递送餐', false],
  ['中介', false],
])('the mark %s is abnormal: %s', (type, abnormal) => {
  const [row] = number_tags(small({ numbers: { [own]: { flag: { fid: 0, type, num: 1 } } } }));
  expect(row?.unnormal_flag).toBe(abnormal);
});

test.each([
  [13, true],
  [7, true],
  [16, true],
  [1, false],
  [15, false],
])('the tag %i is abnormal: %s', (tag, abnormal) => {
  const [row] = number_tags(small({ numbers: { [own]: { itag_ids: [tag] } } }));
  expect(row?.unnormal_flag).toBe(abnormal);
});
