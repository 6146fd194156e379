/** The numbers of the sandbox that are offered to be tried: one of each carrier for each scenario. */

export interface TestScenario {
  /** The last two digits. */
  digits: string;
  zh: string;
  en: string;
}

export interface TestCarrier {
  /** The first nine digits. */
  prefix: string;
  zh: string;
  en: string;
}

export const testCarriers: readonly TestCarrier[] = [
  { prefix: '139100000', zh: '北京移动', en: '移动, 北京' },
  { prefix: '130010000', zh: '北京联通', en: '联通, 北京' },
  { prefix: '189100000', zh: '北京电信', en: '电信, 北京' },
];

export const testScenarios: readonly TestScenario[] = [
  { digits: '12', zh: '一切正常', en: 'all goes well' },
  { digits: '60', zh: '运营商维护：一开始就是 20020', en: 'the carrier is in maintenance: 20020 at flow' },
  {
    digits: '61',
    zh: '首次登录遇忙（4007），重试即可',
    en: 'the first login finds the carrier busy (4007), then well',
  },
  { digits: '62', zh: '账号被锁：登录时 20019', en: 'the account is locked: 20019 at login' },
  { digits: '63', zh: '短信次数用尽：发码时 4009', en: 'no more SMS today: 4009 when a code is to be sent' },
  { digits: '64', zh: '仍是初始密码：登录时 20014', en: 'still the initial password: 20014 at login' },
  { digits: '65', zh: '未实名：登录时 20008', en: 'not real-name: 20008 at login' },
  { digits: '66', zh: '第一条验证码过期（20013），换新码后成功', en: 'the first code expires (20013), then a new one' },
  { digits: '67', zh: '别处登录：取数中断，3100', en: 'signed in elsewhere while fetching: 3100' },
  { digits: '68', zh: '有一个月被拒绝', en: 'one month is refused' },
  { digits: '69', zh: '有一个月为空，原因不明', en: 'one month comes empty, nobody says why' },
  { digits: '70', zh: '有一个月只取到一部分', en: 'one month is cut off' },
  { digits: '71', zh: '缺一张账单', en: 'a bill is missing' },
  { digits: '72', zh: '缓慢：每页 2 秒', en: 'slow: 2 s a page' },
  { digits: '73', zh: '不稳：三成页面失败，数据仍齐全', en: 'flaky: three pages in ten fail, all data arrives' },
  { digits: '74', zh: '有无法识别的话单行', en: 'rows that cannot be read' },
  { digits: '75', zh: '通话很多：约两万条', en: 'a heavy user: about 20,000 calls' },
  { digits: '76', zh: '新卡：开卡 12 天', en: 'a new SIM: opened 12 days ago' },
  { digits: '77', zh: '正被催收', en: 'pursued by collectors' },
  { digits: '78', zh: '多次静默三天以上', en: 'silent, four times for more than three days' },
  { digits: '79', zh: '没有任何通话', en: 'no calls at all' },
  { digits: '80', zh: '运营商不应答：45 秒内 4007', en: 'the portal never answers: 4007 within 45 s' },
  { digits: '81', zh: '运营商出错：4007', en: 'the portal is broken: 4007' },
  { digits: '82', zh: '登记的机主是别人：比对不一致', en: 'another identity on file: the comparisons differ' },
];

export function isOffered(tel: string): boolean {
  return testCarriers.some(({ prefix }) => testScenarios.some(({ digits }) => tel === prefix + digits));
}
