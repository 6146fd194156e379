/** How months are paged through and judged, with portals reduced to a table of pages. */

import { expect, test } from 'vitest';
import type { CallRecord } from '../domain/call-record.ts';
import type { Progress } from './connector.ts';
import { fetchMonths, type MonthPage } from './months.ts';
import { PortalTrouble } from './portal-trouble.ts';

function call(name: string): CallRecord {
  const empty = {
    call_from: '',
    call_time: '',
    call_to: '',
    call_method: '',
    call_type: '',
    call_cost: '',
    call_duration: '',
  };
  return { ...empty, call_tel: name };
}

function rows(names: string, total: number | null = null, pages: number | null = null): MonthPage {
  return { kind: 'rows', calls: [...names].map(call), total, pages };
}

const busy = new PortalTrouble('busy', '/calls');
const refused: MonthPage = { kind: 'refused', code: 20016, cause: 'refused' };

/** Pages of two rows; `pages[month][0]` is page 1. */
function fetchFrom(pages: Record<string, (MonthPage | Error)[]>, heard: Progress[] = [], asked: string[] = []) {
  return fetchMonths({
    months: Object.keys(pages),
    fullPage: 2,
    onProgress: (progress) => heard.push(progress),
    fetchPage: async (month, pageNo) => {
      asked.push(`${month} ${pageNo}`);
      const page = pages[month]?.[pageNo - 1];
      if (page === undefined) throw new Error(`no page ${pageNo} in ${month}`);
      if (page instanceof Error) throw page;
      return page;
    },
  });
}

async function judge(...pages: (MonthPage | Error)[]) {
  const { months } = await fetchFrom({ m: pages });
  const [month] = months;
  return { verdict: month?.verdict, calls: month?.calls.map((each) => each.call_tel).join(''), cause: month?.cause };
}

test('all announced pages are complete, in their order', async () => {
  expect(await judge(rows('ab', 5, 3), rows('cd', 5, 3), rows('e', 5, 3))).toEqual({
    verdict: 'complete',
    calls: 'abcde',
    cause: '',
  });
});

test('without an announcement pages are read up to a short one', async () => {
  expect(await judge(rows('ab'), rows('cd'), rows('e'))).toMatchObject({ verdict: 'complete', calls: 'abcde' });
  expect(await judge(rows('ab'), rows('cd'), rows(''))).toMatchObject({ verdict: 'complete', calls: 'abcd' });
  expect(await judge(rows('ab'), { kind: 'none' })).toMatchObject({ verdict: 'complete', calls: 'ab' });
});

test('a total that is named on the last page only still counts', async () => {
  expect(await judge(rows('ab'), rows('c', 4))).toMatchObject({ verdict: 'partial', calls: 'abc' });
});

test('an explicit none, and a total of zero, count as complete', async () => {
  expect(await judge({ kind: 'none' })).toEqual({ verdict: 'complete', calls: '', cause: '' });
  expect(await judge(rows('', 0, 0))).toEqual({ verdict: 'complete', calls: '', cause: '' });
});

test('no rows without a word is unclear', async () => {
  expect(await judge(rows(''))).toMatchObject({ verdict: 'unclear' });
});

test('a first page that fails or is refused is a missing month', async () => {
  expect(await judge(busy)).toEqual({ verdict: 'missing', calls: '', cause: '/calls: busy' });
  expect(await judge({ kind: 'refused', code: null, cause: 'special period' })).toMatchObject({
    verdict: 'missing',
    cause: 'special period',
  });
});

test('a later page that fails leaves all other rows', async () => {
  expect(await judge(rows('ab', 6, 3), busy, rows('ef', 6, 3))).toEqual({
    verdict: 'partial',
    calls: 'abef',
    cause: '/calls: busy',
  });
  expect(await judge(rows('ab'), busy)).toMatchObject({ verdict: 'partial', calls: 'ab' });
});

test('fewer rows than announced are partial', async () => {
  expect(await judge(rows('ab', 5, 2), rows('c', 5, 2))).toMatchObject({
    verdict: 'partial',
    cause: '5 rows announced, 3 given',
  });
});

test('an absurd number of pages is not believed', async () => {
  const asked: string[] = [];
  await expect(fetchFrom({ m: [rows('ab', 9e8, 9e8)] }, [], asked)).rejects.toThrow('no page 2 in m');
  expect(asked.length).toBe(500);
});

test('months refused for the same reason refuse the whole, one that is not does not', async () => {
  expect((await fetchFrom({ a: [refused], b: [refused] })).refusedAs).toBe(20016);
  expect((await fetchFrom({ a: [refused], b: [{ kind: 'none' }] })).refusedAs).toBeNull();
  expect((await fetchFrom({ a: [refused], b: [{ kind: 'refused', code: null, cause: '' }] })).refusedAs).toBeNull();
});

test('a lost session, or a defect of ours, ends everything', async () => {
  const kicked = new PortalTrouble('signedInElsewhere', '/calls');
  await expect(fetchFrom({ a: [rows('a')], b: [kicked] })).rejects.toBe(kicked);
  await expect(fetchFrom({ a: [rows('ab', 4, 2), kicked] })).rejects.toBe(kicked);
  await expect(fetchFrom({ a: [new TypeError('defect')] })).rejects.toThrow(TypeError);
});

test('progress only grows, and ends with everything', async () => {
  const heard: Progress[] = [];
  await fetchFrom({ a: [rows('ab', 3, 2), rows('c', 3, 2)], b: [busy], c: [{ kind: 'none' }] }, heard);
  expect(heard.at(-1)).toEqual({ monthsDone: 3, monthsTotal: 3, calls: 3 });
  for (const [index, { monthsDone, calls }] of heard.entries()) {
    expect(monthsDone).toBeGreaterThanOrEqual(heard[index - 1]?.monthsDone ?? 0);
    expect(calls).toBeGreaterThanOrEqual(heard[index - 1]?.calls ?? 0);
  }
});
