/** mergency_contact: by priority, called or not. */

import { expect, test } from 'vitest';
import { call, contact, small } from '../../../test/golden/small-record.ts';
import { mergency_contact } from './mergency_contact.ts';

const [anna, bert, cora] = ['13916000001', '13810000001', '13757100001'] as const;

test('ranks a contact among all numbers, by calls and by length apart', () => {
  const calls = [
    call({ tel: anna, seconds: 10 }),
    call({ tel: anna, seconds: 11 }),
    call({ tel: bert, seconds: 100 }),
    call({ tel: cora, seconds: 50 }),
  ];
  expect(mergency_contact(small({ calls, contacts: [contact(1, anna)] }))).toStrictEqual([
    {
      contact_priority: 1,
      contact_name: '测试乙',
      contact_relationship: '朋友',
      format_tel: anna,
      call_times: '2',
      call_length: '21',
      call_times_index: 1,
      call_length_index: 3,
      tags_label: '',
      tags_label_times: 0,
      tags_yellow_page: '',
      tags_financial: [],
      fancha_telloc: '上海',
    },
  ]);
});

test('has "0" and rank 0 for one who was never called', () => {
  const [row] = mergency_contact(small({ calls: [call({ tel: bert })], contacts: [contact(1, anna)] }));
  expect(row).toMatchObject({ call_times: '0', call_length: '0', call_times_index: 0, call_length_index: 0 });
});

test('goes by priority, not by the order given', () => {
  const rows = mergency_contact(small({ contacts: [contact(3, cora), contact(1, anna), contact(2, bert)] }));
  expect(rows.map((row) => row.format_tel)).toEqual([anna, bert, cora]);
});

test('is [] when none was named', () => {
  expect(mergency_contact(small({ calls: [call()] }))).toEqual([]);
});
