/** `currentFee` and `queryHistoryBill`: the bills of 中国联通 in their two shapes. */

import type { FastifyInstance } from 'fastify';
import { monthsAgo, monthText } from '../shanghai-clock.ts';
import { billOfMonth, type SandboxBill } from '../subscriber/bills.ts';
import { pastBill } from '../subscriber/past-bill.ts';
import type { World } from '../world.ts';
import { yuan } from '../yuan.ts';
import { provinceHabits } from './province.ts';
import { queryPage } from './self-service.ts';

/** In the B provinces, months so far back are in the archive, which only `flag=2` asks. */
const archivedAfterMonths = 3;

const shapeA = (bill: SandboxBill) => ({
  issuccess: true,
  result: {
    allfee: yuan(bill.amountFen),
    writeofffee: yuan(bill.amountFen),
    billinfo: bill.items.map(({ name, fen }) => ({ billname: name, fee: yuan(fen) })),
  },
});

/** The archive calls the total by another name. */
const shapeB = (bill: SandboxBill, archived: boolean) => ({
  historyResultState: 'success',
  historyResultList: bill.items.map(({ name, fen }) => ({ name, value: yuan(fen) })),
  [archived ? 'payTotal' : 'nowFee']: yuan(bill.amountFen),
});

const failures = {
  A: { issuccess: false, errormessage: { errmessage: '系统繁忙，请稍后再试。' } },
  B: { historyResultState: 'fail' },
};

export function billPages(app: FastifyInstance, world: World): void {
  queryPage(app, world, '/e3/static/query/currentFee', ({ subscriber }) => {
    const { amountFen, items } = billOfMonth(subscriber, monthText(world.now()));
    const result = items.map(({ name, fen }) => ({ fee: yuan(fen), content: name }));
    return { rspArgs: { isrealtimeError: false, realfee: yuan(amountFen), result } };
  });

  queryPage(app, world, '/e3/static/query/queryHistoryBill', ({ subscriber }, { billdate = '', flag }) => {
    const now = world.now();
    const shape = provinceHabits(subscriber.province).bill;
    const bill = pastBill(subscriber, billdate, now);
    if (!bill) return failures[shape];
    if (shape === 'A') return shapeA(bill);
    const archived = monthsAgo(billdate, now) > archivedAfterMonths;
    // Asked the wrong way, the archive answers with neither shape.
    return archived && flag !== '2' ? { billdate } : shapeB(bill, archived);
  });
}
