/** What 中国移动's connector does where the sandbox has no scenario, while it fetches: replies from a script, over real HTTP. */

import { expect, test } from 'vitest';
import type { Fetched, StepContext } from '../../src/carriers/connector.ts';
import { mobile } from '../../src/carriers/mobile/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import { type Line, type ScriptedPortal, withScriptedPortal } from './scripted-portal.ts';

/** 2026-11-25 16:43:05 in Shanghai. */
const now = 1_795_596_185;
const months = ['202611', '202610', '202609', '202608', '202607', '202606'];
const calls = 'detailbillinfojsonp';

function contextAt(baseUrl: string): StepContext {
  const portal = openPortal({ baseUrl, cookies: '', pace: { random: () => 0.5, sleep: async () => undefined } });
  return { tel: '13800001210', province: '河南', city: '郑州', portal, now: () => now };
}

async function fetchFrom({ baseUrl }: ScriptedPortal): Promise<Fetched & { kind: 'fetched' }> {
  const notes = { step: 'verify', openDate: '1494345600' };
  const fetched = await mobile.fetch(contextAt(baseUrl), notes, () => undefined);
  if (fetched.kind !== 'fetched') throw new Error(`${fetched.code}: ${fetched.detail}`);
  return fetched;
}

const shop = (retCode: string, more: object = {}) =>
  `f(${JSON.stringify({ data: [], retCode, retMsg: '……', ...more })});`;
const none: Line = () => shop('2039');
const noBill: Line = () => JSON.stringify({ data: [], retCode: '000000' });

const row = (number: number) => ({
  startTime: '11-03 09:05:06',
  commMode: '主叫',
  anotherNm: String(number),
  commTime: '9秒',
});
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));

/** Only the current month has calls, `total` of them; `totalNum` as `says` it is on a page that begins at `first`. */
function portalWith(total: number, mostRows: number, says: (first: number, isLast: boolean) => boolean): Line {
  return (fields, nth) => {
    if (fields.get('qryMonth') !== months[0]) return none(fields, nth);
    const first = Number(fields.get('curCuror'));
    const step = Math.min(Number(fields.get('step')), mostRows);
    const isLast = first + step > total;
    const data = rows(first, Math.max(0, Math.min(step, total - first + 1)));
    return shop('000000', { data, ...(says(first, isLast) ? { totalNum: total } : {}) });
  };
}

test.each([
  ['a total on the first and the last page', 450, 200, (first: number, isLast: boolean) => first === 1 || isLast, 3],
  ['no total at all', 450, 200, () => false, 3],
  ['no total at all, and a last page that is full', 400, 200, () => false, 3],
  ['fewer rows a page than were asked for', 250, 100, () => true, 3],
  ['one page', 150, 200, () => true, 1],
] as const)('with %s every row comes, once and in order', async (_, total, mostRows, says, pages) => {
  await withScriptedPortal({ [calls]: portalWith(total, mostRows, says), billinfo: noBill }, async (portal) => {
    const [month] = (await fetchFrom(portal)).calls;
    expect(month).toMatchObject({ verdict: 'complete' });
    expect(month?.calls.map(({ call_tel }) => Number(call_tel))).toEqual(
      rows(1, total).map(({ anotherNm }) => Number(anotherNm)),
    );
    expect(portal.asked.filter((page) => page === calls)).toHaveLength(pages + 5);
  });
});

test('rows that were announced and did not come leave the month partial, without asking for ever', async () => {
  const callPage: Line = (fields, nth) =>
    fields.get('qryMonth') === months[0] ? shop('000000', { totalNum: 9e8 }) : none(fields, nth);
  await withScriptedPortal({ [calls]: callPage, billinfo: noBill }, async (portal) => {
    expect((await fetchFrom(portal)).calls[0]).toMatchObject({ verdict: 'partial', calls: [] });
    expect(portal.asked.filter((page) => page === calls)).toHaveLength(6);
  });
});

test.each([
  ['3018', 20016],
  ['3019', 20015],
] as const)(
  'six months refused with %s refuse the whole with %i, and none is asked for twice',
  async (retCode, code) => {
    await withScriptedPortal({ [calls]: () => shop(retCode), billinfo: noBill }, async (portal) => {
      const fetched = await mobile.fetch(contextAt(portal.baseUrl), {}, () => undefined);
      expect(fetched).toMatchObject({ kind: 'refused', code, detail: expect.not.stringContaining('13800001210') });
      expect(portal.asked.filter((page) => page === calls)).toHaveLength(6);
    });
  },
);

test.each([
  ['999999', () => shop('999999'), 'busy (code 999999)'],
  ['9700', () => shop('9700'), 'busy (code 9700)'],
  ['570007', () => shop('570007'), 'busy (code 570007)'],
  ['404', () => ({ status: 404, headers: {} }), 'busy (404)'],
  ['555', () => ({ status: 555, headers: {} }), 'server error (555)'],
])('a month that stays at %s is asked for five times and then missing, the others are whole', async (_, say, what) => {
  const callPage: Line = (fields, nth) => (fields.get('qryMonth') === '202609' ? say() : none(fields, nth));
  await withScriptedPortal({ [calls]: callPage, billinfo: noBill }, async (portal) => {
    const odd = (await fetchFrom(portal)).calls.filter(({ verdict }) => verdict !== 'complete');
    const cause = `/i/v1/fee/detailbillinfojsonp/{tel}: ${what}`;
    expect(odd).toEqual([{ month: '202609', verdict: 'missing', calls: [], cause }]);
    expect(portal.asked.filter((page) => page === calls)).toHaveLength(5 + 5);
  });
});

test.each([
  ['the temporary identity is gone', shop('520001'), 4004],
  ['the session is gone', shop('500003', { retMsg: '用户未登录或会话已失效' }), 4004],
  ['somebody signed in elsewhere', shop('500003', { retMsg: '您的账号已在其他地方登录' }), 4017],
])('when %s the fetch stops: no page is asked a second time', async (_, reply, code) => {
  await withScriptedPortal({ '': () => reply }, async (portal) => {
    await expect(fetchFrom(portal)).rejects.toMatchObject({ code });
    // Whatever was sent after the loss has arrived by the time these are answered.
    for (const path of ['/a', '/b', '/c']) await fetch(portal.baseUrl + path);
    expect(portal.asked.filter((page) => page === calls || page === 'billinfo').length).toBeLessThanOrEqual(7);
  });
});

test('bills are asked for once, for the past months only, and what comes of the current one is left out', async () => {
  const asked: string[] = [];
  const bill = (billMonth: string, billFee: string) => ({ billMonth, billFee, billMaterials: [] });
  const billinfo: Line = (fields) => {
    asked.push(`${fields.get('bgnMonth')}-${fields.get('endMonth')}`);
    return JSON.stringify({
      retCode: '000000',
      data: [bill('202611', '9.00'), bill('202610', '--'), bill('202609', '56.00')],
    });
  };
  await withScriptedPortal({ [calls]: none, billinfo }, async (portal) => {
    const { bills } = await fetchFrom(portal);
    expect(asked).toEqual(['202606-202610']);
    expect(bills.map(({ month, bill: found }) => [month, found?.bill_amount ?? null])).toEqual([
      ['202610', null],
      ['202609', '56.00'],
      ['202608', null],
      ['202607', null],
      ['202606', null],
    ]);
  });
});

test('bills that cannot be had are all missing with their cause, and cost no calls', async () => {
  await withScriptedPortal({ [calls]: none, billinfo: () => shop('999999') }, async (portal) => {
    const fetched = await fetchFrom(portal);
    expect(fetched.calls.map(({ verdict }) => verdict)).toEqual(months.map(() => 'complete'));
    expect(fetched.bills).toEqual(
      months.slice(1).map((month) => ({ month, bill: null, cause: '/i/v1/fee/billinfo/{tel}: busy (code 999999)' })),
    );
  });
});

test('four requests are under way at once, never more', async () => {
  const { promise: fourAreHere, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const hold: Line = async (fields, nth) => {
    if (++held === 4) resolve();
    await fourAreHere;
    return none(fields, nth);
  };
  await withScriptedPortal({ [calls]: hold, billinfo: noBill }, async (portal) => {
    await fetchFrom(portal);
    expect(portal.mostAtOnce()).toBe(4);
  });
});
