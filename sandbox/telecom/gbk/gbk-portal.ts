/** T3: the provinces of 中国电信 that speak GBK and want name and ID card. */

import type { FastifyInstance } from 'fastify';
import { pastBill } from '../../subscriber/past-bill.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { billItemName } from '../bill-names.ts';
import { sendPage, tableRow } from '../pages.ts';
import { provincePage } from '../province-site.ts';
import { callList } from './call-list.ts';
import { codeOperation } from './code-operation.ts';
import { errorBody } from './error-body.ts';
import { acceptGbk } from './gbk-text.ts';

const dialect = 'gbk';

type Pair = readonly [label: string, text: string];

/** Two pairs to a row; the last row may have one. */
function pairRows(pairs: readonly Pair[], rowOf: (pairs: readonly Pair[]) => string): string[] {
  return Array.from({ length: Math.ceil(pairs.length / 2) }, (_, index) =>
    rowOf(pairs.slice(index * 2, index * 2 + 2)),
  );
}

const labelledRow = (pairs: readonly Pair[]) =>
  `<tr>${pairs.map(([label, text]) => `<td class="t">${label}：</td><td>${text === '' ? '--' : text}</td>`).join('')}</tr>`;

export function gbkPortal(app: FastifyInstance, world: World): void {
  acceptGbk(app);
  codeOperation(app, world);
  callList(app, world);

  provincePage(
    app,
    world,
    { dialect, path: '/zjpr/customer/custInfo.htm' },
    ({ subscriber: { shown, openDate } }, _form, reply) => {
      const pairs: Pair[] = [
        ['客户名称', shown.fullName],
        ['证件号码', shown.idCard],
        ['客户地址', shown.address],
        ['入网日期', dateTime(openDate).slice(0, 10).replaceAll('-', '/')],
        ['状态', '在用'],
      ];
      return sendPage(reply, dialect, `<table id="cust">\n${pairRows(pairs, labelledRow).join('\n')}\n</table>`);
    },
  );

  provincePage(app, world, { dialect, path: '/zjpr/bill/getBill.htm' }, ({ subscriber }, { cdrmonth = '' }, reply) => {
    const bill = pastBill(subscriber, cdrmonth, world.now());
    if (!bill) return sendPage(reply, dialect, errorBody(61030));
    const items = bill.items.map(({ name, fen }): Pair => [billItemName(name), yuan(fen)]);
    const rows = [...pairRows(items, (pairs) => tableRow(pairs.flat())), tableRow(['合计', yuan(bill.amountFen)])];
    return sendPage(reply, dialect, `<table id="bill">\n${rows.join('\n')}\n</table>`);
  });
}
