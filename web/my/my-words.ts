/** All that the page says in its own words, Chinese and English. */

import { computed } from 'vue';
import type { SessionState } from '../../src/domain/session.ts';
import type { Act } from '../../src/domain/subject-session.ts';
import { language } from '../authorise/language.ts';
import type { Trouble } from './my-call.ts';

type Channel = 'page' | 'app' | 'assumed';

const zh = {
  brand: '详单',
  title: '我的通话详单数据',
  switchLanguage: 'English',
  loading: '正在打开…',
  working: '请稍候…',
  tryAgain: '重试',
  sandboxPhone: '看沙盒手机',

  numberLead: '看看谁查询过您的通话详单、谁读取过，可以下载、撤回授权或删除。先用短信验证号码。',
  noGateway: '本服务的运营方没有设置短信网关，暂时无法在此验证号码。请联系运营方，或联系您授权的应用。',
  sendCode: '发送验证码',
  codeTitle: '输入短信验证码',
  codeLead: (tel: string) => `如果 ${tel} 可以接收短信，验证码会在一分钟内到达，5 分钟内有效。`,
  signIn: '验证',
  otherNumber: '换一个号码',

  listTitle: '关于您的查询',
  listLead: (tel: string) => `号码 ${tel} 在本服务的全部查询，最近的在前。`,
  endsAt: (time: string) => `本次查看到 ${time} 自动结束。`,
  leave: '退出',
  none: '没有关于这个号码的数据。',
  app: '接收方',
  opened: '发起时间',
  consent: '授权',
  channels: {
    page: '您在授权页面同意',
    app: '由应用声明您已同意',
    assumed: '应用未提供授权记录，按其设置视为已同意',
  } satisfies Record<Channel, string>,
  noConsent: '没有授权记录',
  purposesLabel: '用途',
  purposes: { fetch: '查询', report: '报告', keep: '保存' } as Record<string, string>,
  withdrawnAt: '撤回时间',
  keptUntil: '保存至',
  colon: '：',
  comma: '，',
  acts: (count: number) => `谁做过什么（${count}）`,
  times: (count: number, first: string, last: string) => `${count} 次，${first} 至 ${last}`,
  showReport: '查看报告',
  exportJson: '下载全部 JSON',
  exportCsv: '下载通话 CSV',
  withdraw: '撤回授权',
  withdrawAsk: (app: string) => `撤回后查询立即停止，「${app}」不能再读取这些数据；数据会在 7 天内删除。`,
  withdrawDone: '已撤回授权',
  erase: '立即删除',
  eraseAsk: '删除后无法恢复，本页也不再显示。需要的话请先下载。删除后您会得到一份带签名的凭证。',
  eraseDone: '已删除，凭证在页面上方',
  confirmWithdraw: '确认撤回',
  confirmErase: '确认删除',
  cancel: '取消',
  exported: '文件已下载',
  receiptsTitle: '删除凭证',
  receiptsLead: '请现在下载保存：退出后本页不再显示。用公钥可以验证签名。',
  receipt: (sid: string, time: string) => `查询 ${sid}，${time} 删除`,
  downloadReceipt: '下载凭证',
  publicKey: '验证公钥',

  states: {
    awaiting_login: '等待登录',
    awaiting_verify: '等待验证',
    authorised: '已登录，待查询',
    fetching: '查询中',
    fetched: '已查询',
    reported: '已出报告',
    report_failed: '已查询，无报告',
    query_failed: '查询失败',
    expired: '未完成',
    withdrawn: '已撤回授权',
    erased: '已删除',
  } satisfies Record<SessionState, string>,
  by: {
    app: '应用',
    link: '持应用报告链接的人',
    operator: '运营人员',
    service: '本服务',
    subject: '您',
  } satisfies Record<Act['by'], string>,
  actions: {
    'consent.given': '记录同意授权',
    'consent.withdrawn': '撤回授权',
    'record.read': '读取详单',
    'report.read': '读取报告',
    'report-link.made': '生成报告链接',
    'score.read': '读取催收分',
    'tags.read': '读取号码标签',
    'session.read': '查看查询进度',
    'session.revealed': '查看完整号码',
    'session.exported': '下载数据',
    'session.erased': '删除',
    'push.read': '查看推送内容',
    'push.replayed': '重新推送',
    'push.delivered.auth': '通知应用：已授权',
    'push.delivered.result': '把详单送达应用',
    'push.delivered.report': '通知应用：报告已出',
    'push.delivered.tags': '把号码标签送达应用',
  } as Record<string, string>,

  wait: (seconds: number) =>
    seconds <= 90
      ? `请求太频繁，请 ${seconds} 秒后再试。`
      : seconds < 7200
        ? `请求太频繁，请 ${Math.ceil(seconds / 60)} 分钟后再试。`
        : '今天的验证码次数已用完，请明天再试。',
  faults: {
    tel: '请填写 11 位手机号码。',
    wrong: '验证码不正确，请核对短信后重新输入。',
    spent: '验证码已失效（超过 5 分钟，或输错 5 次）。请重新获取。',
    gateway: '短信没有发出，请稍后再试。',
    signed_out: '查看时间已结束，请重新验证号码。',
    gone: '这次查询的数据已经不在了，列表已更新。',
    nothing: '这次查询没有可下载的通话。',
    request: '请求没有被接受，请刷新页面后再试。',
    network: '网络连接不上，请检查后重试。',
  } satisfies Record<Exclude<Trouble['why'], 'wait' | 'own'>, string>,
  own: (id: string) => `系统出了问题，请稍后再试；联系运营方时请报编号 ${id}。`,
};

const en: typeof zh = {
  brand: 'Xiangdan',
  title: 'My call record data',
  switchLanguage: '中文',
  loading: 'Opening…',
  working: 'Please wait…',
  tryAgain: 'Try again',
  sandboxPhone: 'Show the sandbox phone',

  numberLead:
    'See who fetched your call records and who read them; take them away, withdraw, or erase. First verify your number by SMS.',
  noGateway:
    'The operator of this service has not set up an SMS gateway, so numbers cannot be verified here. Ask the operator, or the app that you gave your consent to.',
  sendCode: 'Send the code',
  codeTitle: 'Enter the SMS code',
  codeLead: (tel) => `If ${tel} can receive texts, a code arrives within a minute. It is valid for 5 minutes.`,
  signIn: 'Verify',
  otherNumber: 'Use another number',

  listTitle: 'Queries about you',
  listLead: (tel) => `All queries of ${tel} at this service, newest first.`,
  endsAt: (time) => `This visit ends by itself at ${time}.`,
  leave: 'Sign out',
  none: 'Nothing is kept about this number.',
  app: 'Recipient',
  opened: 'Opened',
  consent: 'Consent',
  channels: {
    page: 'given by you on the consent page',
    app: 'asserted by the app',
    assumed: 'the app handed in none; assumed by its settings',
  },
  noConsent: 'none on record',
  purposesLabel: 'Purposes',
  purposes: { fetch: 'fetch', report: 'report', keep: 'keep' },
  withdrawnAt: 'Withdrawn',
  keptUntil: 'Kept until',
  colon: ': ',
  comma: ', ',
  acts: (count) => `Who did what (${count})`,
  times: (count, first, last) => `${count} times, ${first} to ${last}`,
  showReport: 'Show the report',
  exportJson: 'Download all, JSON',
  exportCsv: 'Download calls, CSV',
  withdraw: 'Withdraw consent',
  withdrawAsk: (app) =>
    `The query stops at once and "${app}" can no longer read these data; they are erased within 7 days.`,
  withdrawDone: 'Consent withdrawn',
  erase: 'Erase now',
  eraseAsk:
    'Erased data cannot be restored and are no longer listed here. Download them first if you need them. You get a signed receipt.',
  eraseDone: 'Erased; the receipt stands at the top of the page',
  confirmWithdraw: 'Yes, withdraw',
  confirmErase: 'Yes, erase',
  cancel: 'Cancel',
  exported: 'File downloaded',
  receiptsTitle: 'Receipts of erasure',
  receiptsLead: 'Download them now: they are no longer shown once you sign out. The public key verifies the signature.',
  receipt: (sid, time) => `Query ${sid}, erased ${time}`,
  downloadReceipt: 'Download receipt',
  publicKey: 'Public key',

  states: {
    awaiting_login: 'waiting for sign-in',
    awaiting_verify: 'waiting for a code',
    authorised: 'signed in',
    fetching: 'fetching',
    fetched: 'fetched',
    reported: 'reported',
    report_failed: 'fetched, no report',
    query_failed: 'query failed',
    expired: 'not completed',
    withdrawn: 'withdrawn',
    erased: 'erased',
  },
  by: {
    app: 'the app',
    link: 'whoever has a report link of the app',
    operator: "the operator's staff",
    service: 'this service',
    subject: 'you',
  },
  actions: {
    'consent.given': 'consent recorded',
    'consent.withdrawn': 'withdrew the consent',
    'record.read': 'read the record',
    'report.read': 'read the report',
    'report-link.made': 'made a link to the report',
    'score.read': 'read the score',
    'tags.read': 'read the number tags',
    'session.read': 'looked at the progress',
    'session.revealed': 'saw the whole number',
    'session.exported': 'downloaded the data',
    'session.erased': 'erased',
    'push.read': 'read a push',
    'push.replayed': 'sent a push again',
    'push.delivered.auth': 'told the app of the sign-in',
    'push.delivered.result': 'handed the record to the app',
    'push.delivered.report': 'told the app that the report is there',
    'push.delivered.tags': 'handed the number tags to the app',
  },

  wait: (seconds) =>
    seconds <= 90
      ? `Too many requests: try again in ${seconds} seconds.`
      : seconds < 7200
        ? `Too many requests: try again in ${Math.ceil(seconds / 60)} minutes.`
        : 'No more codes today: try again tomorrow.',
  faults: {
    tel: 'Enter a mobile number of 11 digits.',
    wrong: 'The code is not right: compare it with the message and enter it again.',
    spent: 'The code is no longer valid (5 minutes have passed, or 5 wrong tries). Ask for a new one.',
    gateway: 'The message was not sent: try again later.',
    signed_out: 'The visit has ended: verify your number again.',
    gone: 'The data of this query are gone; the list is up to date now.',
    nothing: 'This query has no calls to download.',
    request: 'The request was not accepted: reload the page and try again.',
    network: 'No connection: check the network and try again.',
  },
  own: (id) => `Something is wrong with the service: try again later. For the operator: ${id}.`,
};

export const words = computed(() => (language.value === 'zh' ? zh : en));

export function troubleText(trouble: Trouble): string {
  const say = words.value;
  if (trouble.why === 'wait') return say.wait(trouble.seconds);
  if (trouble.why === 'own') return say.own(trouble.id);
  return say.faults[trouble.why];
}

/** In China's own time, whatever the phone thinks: as carriers, receipts and the operator's books have it. */
export function timeText(epochSeconds: number): string {
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone: 'Asia/Shanghai', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  } satisfies Intl.DateTimeFormatOptions).format(new Date(epochSeconds * 1000));
}
