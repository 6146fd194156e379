/** Values as people read them: instants, states, carriers, actions, in the console's language. */

import { language, t } from './language.ts';

/** Shanghai time wherever the browser is: it is the service's. */
export function instant(seconds: number | null): string {
  if (seconds === null) return '—';
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(new Date(seconds * 1000));
}

export function day(seconds: number | null): string {
  return seconds === null ? t('长期', 'no end') : instant(seconds).slice(0, 10);
}

export function count(value: number): string {
  return new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en').format(value);
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`;
}

export function secondsShown(value: number | null): string {
  return value === null ? '—' : `${value.toFixed(1)} s`;
}

type Words = Record<string, readonly [string, string]>;

const states: Words = {
  awaiting_login: ['待登录', 'awaiting login'],
  awaiting_verify: ['待二次验证', 'awaiting verification'],
  authorised: ['已授权', 'authorised'],
  fetching: ['获取中', 'fetching'],
  fetched: ['已获取', 'fetched'],
  reported: ['已出报告', 'reported'],
  report_failed: ['报告失败', 'report failed'],
  query_failed: ['获取失败', 'query failed'],
  expired: ['已过期', 'expired'],
  withdrawn: ['已撤回同意', 'consent withdrawn'],
  erased: ['已删除', 'erased'],
  pending: ['待推送', 'pending'],
  delivered: ['已送达', 'delivered'],
  failed: ['失败', 'failed'],
};

export const sessionStates = Object.keys(states).slice(0, 11);
export const pushStates = ['pending', 'delivered', 'failed'];

const kinds: Words = {
  auth: ['授权', 'authorisation'],
  result: ['详单', 'record'],
  report: ['报告', 'report'],
  tags: ['标签', 'tags'],
};

const carriers: Words = {
  mobile: ['中国移动', 'China Mobile'],
  unicom: ['中国联通', 'China Unicom'],
  telecom: ['中国电信', 'China Telecom'],
};

export const carrierKeys = Object.keys(carriers);

const asked: Words = {
  pin: ['服务密码', 'password'],
  sms: ['短信', 'SMS'],
  captcha: ['图片验证码', 'captcha'],
  name: ['姓名', 'name'],
  id_card: ['身份证', 'ID card'],
};

const roles: Words = { operator: ['操作员', 'operator'], auditor: ['审计员', 'auditor'] };

const channels: Words = {
  page: ['授权页', 'our page'],
  app: ['应用声明', 'asserted by the app'],
  assumed: ['按应用设置推定', "assumed by the app's setting"],
};

const actions: Words = {
  'console.login': ['登录控制台', 'signed in'],
  'console.login-refused': ['登录被拒', 'sign-in refused'],
  'session.searched': ['检索会话', 'searched sessions'],
  'session.revealed': ['查看完整号码', 'revealed a session'],
  'session.erased': ['删除会话', 'erased a session'],
  'sessions.erased': ['批量删除会话', 'erased sessions'],
  'session.read': ['查询会话', 'read a session'],
  'sessions.searched': ['检索会话', 'searched sessions'],
  'consent.given': ['同意授权', 'consent given'],
  'consent.withdrawn': ['撤回同意', 'consent withdrawn'],
  'push.delivered': ['推送送达', 'push delivered'],
  'record.read': ['读取详单', 'read a record'],
  'report.read': ['读取报告', 'read a report'],
  'score.read': ['读取评分', 'read a score'],
  'tags.read': ['读取标签', 'read tags'],
  'push.read': ['查看推送内容', 'read a push'],
  'push.replayed': ['重新推送', 'replayed a push'],
  'report-link.made': ['生成报告页链接', 'made a link to the report page'],
  'push.tested': ['测试推送地址', 'tested an endpoint'],
  'app.created': ['新建应用', 'created an app'],
  'app.set': ['修改应用', 'changed an app'],
  'app.rotated': ['更换密钥', 'rotated a secret'],
  'app.disabled': ['停用应用', 'disabled an app'],
  'app.enabled': ['启用应用', 'enabled an app'],
  'tags.imported': ['导入标签库', 'imported a list'],
  'tags.removed': ['删除标签库', 'removed a list'],
  'account.created': ['新建账号', 'created an account'],
  'account.password': ['修改密码', 'changed a password'],
  'account.removed': ['删除账号', 'removed an account'],
};

function from(words: Words): (key: string) => string {
  return (key) => {
    const found = words[key];
    return found ? t(...found) : key;
  };
}

export const stateName = from(states);
export const kindName = from(kinds);
export const carrierName = from(carriers);
export const askedName = from(asked);
export const roleName = from(roles);
export const channelName = from(channels);
export const actionName = from(actions);

/** The colour of a state: what went well, what did not, what goes on. */
export function toneOf(state: string): 'good' | 'bad' | 'busy' | 'quiet' {
  if (['reported', 'delivered', 'fetched'].includes(state)) return 'good';
  if (['query_failed', 'report_failed', 'failed'].includes(state)) return 'bad';
  return ['expired', 'erased', 'withdrawn'].includes(state) ? 'quiet' : 'busy';
}
