/** `queryVoiceMsgAction`: a month's calls of a T1 province, all at once. */

import type { FastifyInstance } from 'fastify';
import type { Fields } from '../../http/fields.ts';
import type { SandboxCall } from '../../subscriber/calls.ts';
import { dateTime } from '../../subscriber/shanghai-days.ts';
import type { World } from '../../world.ts';
import { yuan } from '../../yuan.ts';
import { telecomCallType } from '../columns.ts';
import { monthOfCalls } from '../month-of-calls.ts';
import { noteCallPage, provincePage, verifiedCode } from '../province-site.ts';

/** These write the dates of a query with hyphens, the other provinces of the sub-dialect without. */
const hyphenated = new Set(['辽宁', '吉林', '黑龙江', '新疆']);

/** Scenario 70: as many rows come, however many are announced. */
const cutRows = 100;

interface DaysAsked {
  month: string;
  first: number;
  last: number;
}

/** The days asked for, when both are written as the province wants them and lie in one calendar month. */
function daysAsked(form: Fields, province: string): DaysAsked | null {
  const dates = [form['inventoryVo.begDate'] ?? '', form['inventoryVo.endDate'] ?? ''];
  const wanted = hyphenated.has(province) ? /^\d{4}-\d\d-\d\d$/ : /^\d{8}$/;
  const [begin = '', end = ''] = dates.map((date) => (wanted.test(date) ? date.replaceAll('-', '') : ''));
  const month = begin.slice(0, 6);
  if (begin === '' || !end.startsWith(month) || end < begin) return null;
  return { month, first: Number(begin.slice(6)), last: Number(end.slice(6)) };
}

const two = (count: number) => String(count).padStart(2, '0');

/** `00:01:20`. */
const clockText = (seconds: number) =>
  [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map(two).join(':');

function row(call: SandboxCall, province: string): Record<string, string> {
  const [startDateNew = '', startTimeNew = ''] = (call.dirty?.time ?? dateTime(call.at)).split(' ');
  const type = telecomCallType(call, province);
  return {
    ticketType: type + (call.mode === '呼转' ? '呼叫转移' : call.mode),
    ticketTypeCh: type,
    accNbr: call.dirty?.number ?? call.number,
    startDateNew,
    startTimeNew,
    durationCh: call.dirty?.duration ?? clockText(call.seconds),
    ticketChargeCh: yuan(call.costFen),
  };
}

const answers = {
  badDates: { TSR_RESULT: '1003', TUXEDO_MSG: '查询日期格式错误' },
  refused: { TSR_RESULT: '3003', TUXEDO_MSG: '该月份详单不允许查询' },
  none: { TSR_RESULT: '0', TUXEDO_MSG: '没有查询到详单数据' },
  unclear: { TSR_RESULT: '0', TUXEDO_MSG: '成功' },
};

export function voiceMessages(app: FastifyInstance, world: World): void {
  provincePage(app, world, { dialect: 'json', path: '/queryVoiceMsgAction.action' }, (visitor, form, reply) => {
    noteCallPage(world, visitor);
    if (verifiedCode(visitor) === '') return reply.type('text/html; charset=UTF-8').send('0');
    const { province } = visitor.subscriber;
    const days = daysAsked(form, province);
    if (!days) return answers.badDates;
    const found = monthOfCalls(visitor, days.month, days);
    if (found.kind !== 'calls') return answers[found.kind];
    const shown = found.cut ? found.calls.slice(0, cutRows) : found.calls;
    return {
      TSR_RESULT: '0',
      TUXEDO_MSG: '成功',
      totalCount: found.calls.length,
      items: shown.map((call) => row(call, province)),
    };
  });
}
