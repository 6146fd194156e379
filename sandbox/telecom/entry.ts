/** Where the jump page leads: the entry page of a province, which takes the ticket and gives the province's own cookie. */

import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { queryOf } from '../http/fields.ts';
import { markSession } from '../sign-in/session.ts';
import type { World } from '../world.ts';
import { giveCookie, signInOf } from './cookies.ts';
import { sendPage, signedOutBody } from './pages.ts';
import { provinceHabits, type SubDialect } from './province.ts';
import { visitorOf } from './province-site.ts';

/** Below `/{site}`. */
export const entryPaths: Readonly<Record<SubDialect, string>> = {
  json: '/service/index.html',
  html: '/iframe/feequery/detailBillIndex.action',
  gbk: '/zjpr/cdr/index.htm',
};

const entryBody = '<h2>自助服务</h2>\n<p>详单查询 账单查询 客户资料</p>';

export function entryPages(app: FastifyInstance, world: World): void {
  for (const dialect of ['json', 'html', 'gbk'] as const) {
    app.get(`/:site${entryPaths[dialect]}`, (request, reply) => {
      if (typeof visitorOf(world, request, dialect) !== 'string') return sendPage(reply, dialect, entryBody);
      const signIn = signInOf(world, request);
      const subscriber = signIn && world.subscriber(signIn.session.tel);
      const { ticket = '' } = queryOf(request);
      if (!signIn || !subscriber || ticket === '' || signIn.session.marks.ticket !== ticket) {
        return sendPage(reply, dialect, signedOutBody);
      }
      const arrival = randomBytes(16).toString('hex');
      markSession(world, signIn.id, 'ticket', '');
      markSession(world, signIn.id, 'province', `${provinceHabits(subscriber.province).site} ${arrival}`);
      giveCookie(reply, 'PROV_SESSION', arrival);
      return sendPage(reply, dialect, entryBody);
    });
  }
}
