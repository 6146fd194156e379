/** Rankings, major contacts and labels (report semantics §5). */

import { describe, expect, test } from 'vitest';
import { call, contact, small } from '../../test/golden/small-record.ts';
import { callTelLabel } from './rankings.ts';

const [anna, bert, cora, dora] = ['13916000001', '13810000001', '13757100001', '13600010001'] as const;

const telsOf = (ranking: readonly { formatTel: string }[]) => ranking.map(({ formatTel }) => formatTel);

describe('numbers rank', () => {
  test('by calls, then seconds', () => {
    const calls = [call({ tel: anna, seconds: 500 }), call({ tel: bert, seconds: 1 }), call({ tel: bert, seconds: 2 })];
    const { rankings } = small({ calls });
    expect(telsOf(rankings.byTimes)).toEqual([bert, anna]);
    expect(telsOf(rankings.byLength)).toEqual([anna, bert]);
  });

  test('then by the most recent call, then by the lower number', () => {
    const calls = [call({ tel: anna }), call({ tel: bert }), call({ tel: cora, time: '2017-11-10 10:00:01' })];
    const { rankings } = small({ calls });
    expect(telsOf(rankings.byTimes)).toEqual([cora, bert, anna]);
    expect(telsOf(rankings.byLength)).toEqual([cora, bert, anna]);
  });
});

describe('a major contact', () => {
  test('has at least 60 seconds', () => {
    expect(telsOf(small({ calls: [call({ seconds: 60 })] }).rankings.major)).toEqual([anna]);
    expect(telsOf(small({ calls: [call({ seconds: 59 })] }).rankings.major)).toEqual([]);
  });

  test('is among the first three of both rankings', () => {
    const often = [anna, bert, cora].flatMap((tel) => [call({ tel, seconds: 70 }), call({ tel, seconds: 71 })]);
    const { rankings } = small({ calls: [...often, call({ tel: dora, seconds: 1000 })] });
    // dora leads by length alone, anna is pushed from the first three by length.
    expect(telsOf(rankings.byLength)).toEqual([dora, cora, bert, anna]);
    expect(telsOf(rankings.major)).toEqual([cora, bert]);
  });
});

describe('labels', () => {
  const { rankings, contacts } = small({
    calls: [call({ tel: anna, seconds: 100 }), call({ tel: bert, seconds: 90 }), call({ tel: cora, seconds: 5 })],
    contacts: [contact(2, cora), contact(1, anna)],
  });
  const labels = (tel: string, own: 'times' | 'length' | null) => callTelLabel(tel, rankings, contacts, own);

  test('come as emergency contact, by calls, by length', () => {
    expect(labels(anna, null)).toEqual(['紧急联系人1', '高频联系人1', '长时间联系人1']);
    expect(labels(bert, null)).toEqual(['高频联系人2', '长时间联系人2']);
  });

  test("leave out the list's own ranking", () => {
    expect(labels(anna, 'times')).toEqual(['紧急联系人1', '长时间联系人1']);
    expect(labels(anna, 'length')).toEqual(['紧急联系人1', '高频联系人1']);
  });

  test('of rank are for major contacts only, that of an emergency contact for any', () => {
    expect(labels(cora, null)).toEqual(['紧急联系人2']);
    expect(labels(dora, null)).toEqual([]);
  });
});

test('emergency contacts are matched however their number is written', () => {
  const { contacts } = small({ contacts: [contact(1, '+86 139 1600 0001')] });
  expect(contacts[0]?.formatTel).toBe(anna);
});
