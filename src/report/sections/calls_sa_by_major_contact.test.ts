/** calls_sa_by_major_contact: who leads both rankings. */

import { expect, test } from 'vitest';
import { call, small } from '../../../test/golden/small-record.ts';
import { calls_sa_by_major_contact } from './calls_sa_by_major_contact.ts';

test('a row is counted by hand', () => {
  const calls = [call({ seconds: 30 }), call({ seconds: 31, method: '主叫' })];
  expect(calls_sa_by_major_contact(small({ calls }))).toStrictEqual([
    {
      format_tel: '13916000001',
      call_tel_label: ['高频联系人1', '长时间联系人1'],
      call_times: '2',
      call_length: '61',
      tags_label: '',
      tags_label_times: 0,
      tags_yellow_page: '',
      tags_financial: [],
      fancha_telloc: '上海',
    },
  ]);
});

test('there are three at most, in the order of their calls', () => {
  const tels = ['13916000001', '13916000002', '13916000003', '13916000004'];
  const calls = tels.flatMap((tel, index) =>
    Array.from({ length: index + 1 }, (_, extra) => call({ tel, seconds: 60 + extra })),
  );
  const rows = calls_sa_by_major_contact(small({ calls }));
  expect(rows.map((row) => row.format_tel)).toEqual(['13916000004', '13916000003', '13916000002']);
});

test('is [] without calls', () => {
  expect(calls_sa_by_major_contact(small())).toEqual([]);
});
