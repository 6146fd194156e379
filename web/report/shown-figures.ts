/** The figures that the page shows: their names, and their definitions in Chinese beside the server's English ones. */

type Shown = 'count' | 'percent' | 'seconds' | 'hours' | 'days' | 'yuan' | 'text' | 'check' | 'same' | 'level' | 'flag';

interface Words {
  zh: string;
  en: string;
  /** What it counts. */
  meaning: string;
  as: Shown;
  /** Path of the flag that judges it: its threshold is this figure's. */
  flag?: string;
}

const overview = (key: string) => `calls_overview.${key}`;
const used = (key: string) => `call_behavior.number_used.${key}`;
export const usedFlag = (key: string) => `call_behavior.number_used.unnormal_flag.${key}_flag`;
const law = (key: string) => `call_behavior.law_dispute.${key}`;
const lawFlag = (key: string) => `call_behavior.law_dispute.unnormal_flag.${key}_flag`;
const user = (key: string) => `user_info.conclusion_of_user_${key}_check`;
const dunning = (key: string) => `cuishou_risk_detection.${key}`;

function row(zh: string, en: string, as: Shown, meaning: string, flag?: string): Words {
  return { zh, en, as, meaning, ...(flag === undefined ? {} : { flag }) };
}

const masked = '运营商展示的信息打码时，逐位比对可见字符，全部相符为“模糊一致”；任一方缺失为“无法比对”。';
const sets = ['cuishou', 'yisicuishou'] as const;
const setNames = { cuishou: ['催收', 'Dunning'], yisicuishou: ['疑似催收', 'Suspected'] } as const;

const dunningRows = sets.flatMap((set): [string, Words][] => {
  const [zh, en] = setNames[set];
  const who =
    set === 'cuishou'
      ? '确认的催收号码（标签为催款，或在催收名单中）'
      : '疑似催收号码（在疑似名单中，或带网贷类标签且至少呼入一次）';
  return [
    [dunning(`${set}.nums_tel`), row(`${zh}号码数`, `${en}: numbers`, 'count', `${who}的个数。`)],
    [dunning(`${set}.call_in_times`), row(`${zh}呼入次数`, `${en}: calls in`, 'count', `${who}打来的次数。`)],
    [dunning(`${set}.call_in_length`), row(`${zh}呼入时长`, `${en}: time in`, 'seconds', `${who}打来的通话总时长。`)],
    [
      dunning(`${set}.call_in_less_15`),
      row(`${zh}呼入不足 15 秒`, `${en}: in, under 15 s`, 'count', `${who}打来且不足 15 秒的次数。`),
    ],
    [
      dunning(`${set}.7day_times`),
      row(`${zh}近 7 天呼入`, `${en}: in, last 7 days`, 'count', `${who}近 7 天打来的次数。`),
    ],
    [
      dunning(`${set}.30day_times`),
      row(`${zh} 7–30 天呼入`, `${en}: in, 7–30 days ago`, 'count', `${who}在报告前 7 至 30 天打来的次数。`),
    ],
  ];
});

export const shownFigures: ReadonlyMap<string, Words> = new Map([
  [user('name'), row('姓名', 'Name', 'check', `应用提供的姓名与运营商登记姓名比对。${masked}`)],
  [user('idcard'), row('身份证', 'ID card', 'check', `应用提供的身份证号与运营商登记证件号比对。${masked}`)],
  [
    user('address'),
    row(
      '地址',
      'Address',
      'check',
      '相同或互相包含为一致，省市相同为模糊一致；运营商未透露地址时，以所填省份与号码归属地比对。',
    ),
  ],
  [
    'xiangdan.completeness',
    row(
      '通话与账单完整',
      'Calls and bill complete',
      'text',
      '报告范围内每个月的通话与账单是否齐全，以及不齐全的原因。',
    ),
  ],
  [
    'invalid_call_log',
    row(
      '未计入的记录',
      'Rows not counted',
      'count',
      '时间、号码、主被叫或时长缺失、无法读取，在报告之后或早于入网前一天的记录：不参与任何统计。',
    ),
  ],
  [
    overview('blank_times_count'),
    row('静默次数', 'Silences', 'count', '连续 72 小时以上没有通话的次数；查询失败的月份已剔除，不算静默。'),
  ],
  [
    overview('blank_times_count_max'),
    row('最长静默', 'Longest silence', 'hours', '最长一次静默的小时数，向下取整；没有则为 0。'),
  ],
  [
    used('blank_times_count_max'),
    row(
      '最长静默（天）',
      'Longest silence (days)',
      'days',
      '最长一次静默的整天数。',
      usedFlag('blank_times_count_max'),
    ),
  ],
  [
    used('blank_times_count_30'),
    row(
      '近 30 天静默',
      'Silences, 30 days',
      'count',
      '落在近 30 天内的部分达到 72 小时的静默次数。',
      usedFlag('blank_times_count_30'),
    ),
  ],
  [
    used('blank_times_count_90'),
    row(
      '近 90 天静默',
      'Silences, 90 days',
      'count',
      '落在近 90 天内的部分达到 72 小时的静默次数。',
      usedFlag('blank_times_count_90'),
    ),
  ],
  [
    dunning('detection_result'),
    row(
      '催收风险',
      'Dunning risk',
      'level',
      '0 无 · 1 轻度 · 2 中度 · 3 重度：取确认的催收号码各项程度中的最高者；疑似号码近期密集呼入时至少为 2。',
    ),
  ],
  ...dunningRows,
  [law('times_lawyer'), row('律师', 'Lawyers', 'count', '与律师号码的通话次数。', lawFlag('times_lawyer'))],
  [
    law('times_public_security_law'),
    row(
      '公检法',
      'Police and courts',
      'count',
      '与公安、检察院、法院号码的通话次数。',
      lawFlag('times_public_security_law'),
    ),
  ],
  [law('times_110'), row('110', '110', 'count', '与 110（含加区号）的通话次数。', lawFlag('times_110'))],
  [used('telecom'), row('运营商', 'Carrier', 'text', '按号段判断的运营商；携号转网的号码仍按原号段。')],
  [
    used('amount_less_10_times'),
    row(
      '低于 10 元的账单',
      'Bills under 10 yuan',
      'count',
      '已出账单中金额低于 10.00 元的个数。',
      usedFlag('amount_less_10_times'),
    ),
  ],
  [
    used('times_per_mon_10'),
    row(
      '通话少于 10 次的月份',
      'Months under 10 calls',
      'count',
      '报告范围内通话不足 10 次的月数，含空月与当月。',
      usedFlag('times_per_mon_10'),
    ),
  ],
  [
    used('active_region_check'),
    row(
      '活跃地与归属地',
      'Active at home',
      'same',
      '通话最多的地区与号码归属地是否相同。',
      usedFlag('active_region_check'),
    ),
  ],
  [
    usedFlag('open_date'),
    row('新入网号码', 'Recently opened', 'flag', '入网时间不足规定天数；运营商未透露时不判断。', usedFlag('open_date')),
  ],
  [
    'call_behavior.number_tags[].unnormal_flag',
    row(
      '异常标记的号码',
      'Numbers with a bad mark',
      'count',
      '申请人与紧急联系人中，被标记为骚扰、诈骗、推销、催收等，或带催款、赌博、小号标签的号码。',
    ),
  ],
  [used('times_express_delivery'), row('快递送餐', 'Deliveries', 'count', '与标记为快递、送餐号码的通话次数。')],
  [used('times_telecom'), row('运营商客服', 'Carrier service', 'count', '与运营商客服号码的通话次数。')],
  [overview('call_times_sum'), row('通话次数', 'Calls', 'count', '全部有效通话，主叫与被叫。')],
  [overview('call_tel_sum'), row('联系号码', 'Numbers', 'count', '有过有效通话的不同号码个数。')],
  [overview('call_region_sum'), row('联系地区', 'Regions', 'count', '对方号码归属的不同省份个数，不含全国与未知。')],
  [
    overview('most_active_region'),
    row('最常活跃地', 'Most active in', 'text', '本机通话最多的地区（省级）；相同时比时长，再比最近一次。'),
  ],
  [
    overview('result_of_region_check'),
    row('活跃地占比', 'Share there', 'percent', '在最常活跃地发生的通话占全部有效通话的百分比。'),
  ],
  [overview('tel_region'), row('归属地', 'Home region', 'text', '本机号码归属的省份。')],
  [
    overview('most_contacted_region'),
    row('最常联系地', 'Most contacted', 'text', '对方号码所属省份中通话最多的，不含全国与未知。'),
  ],
  [overview('night_calls_length'), row('凌晨通话时长', 'Time at night', 'seconds', '02:00–06:00 开始的通话总时长。')],
  [
    overview('night_calls_percent'),
    row('凌晨通话占比', 'Share at night', 'percent', '02:00–06:00 开始的通话占全部通话时长的百分比。'),
  ],
  [overview('evening_calls_length'), row('深夜通话时长', 'Time late', 'seconds', '23:00–02:00 开始的通话总时长。')],
  [
    overview('evening_calls_percent'),
    row('深夜通话占比', 'Share late', 'percent', '23:00–02:00 开始的通话占全部通话时长的百分比。'),
  ],
  [overview('both_side_calls_count'), row('互通号码', 'Mutual numbers', 'count', '既有主叫又有被叫的号码个数。')],
  [
    overview('both_side_calls_percent'),
    row('互通号码占比', 'Share mutual', 'percent', '互通号码占全部联系号码的百分比。'),
  ],
  [overview('phone_bill_average'), row('月均消费', 'Average bill', 'yuan', '已出账单金额的平均值，不含当月。')],
  ['xiangdan.calls_by_hour', row('各时段通话', 'Calls by hour', 'text', '按星期与小时（北京时间）统计的通话次数。')],
  [
    'calls_sa_by_region',
    row('联系地区分布', 'Regions of contacts', 'text', '按对方号码归属省份汇总；全国（服务号码）与未知排在最后。'),
  ],
  [
    'xiangdan.circle_by_province',
    row('朋友圈分布', 'Circle by province', 'text', '互通号码（不含服务号码）按归属省份汇总。'),
  ],
  [
    'xiangdan.travel',
    row('外出', 'Stays away', 'text', '本机通话地不在归属省份的连续停留；间隔三天以上没有通话即断开。'),
  ],
  [
    'xiangdan.contact_trend',
    row(
      '联系人变化',
      'Contacts over time',
      'text',
      '把近 1、3、6 个月各分为前后两半：只在后半出现为新增，两半都有为保持，只在前半出现为流失。',
    ),
  ],
  [
    'calls_sa_by_tags_financial',
    row('敏感号码', 'Sensitive numbers', 'text', '十五类敏感号码的通话；一个号码有多个标签时分别计入。'),
  ],
  [
    'calls_sa_by_major_contact',
    row('主要联系人', 'Major contacts', 'text', '通话次数与通话时长都排在前列、且时长足够的号码。'),
  ],
  [
    'mergency_contact',
    row('紧急联系人', 'Emergency contacts', 'text', '应用提供的紧急联系人及其通话；排名 0 表示从未通话。'),
  ],
  [
    'call_log_group_by_tel',
    row('全部联系人', 'All contacts', 'text', '每个号码的汇总，按次数、时长、最近一次、号码排序。'),
  ],
  [
    'calls_sa_monthly_usage',
    row(
      '各月通话与账单',
      'Calls and bills by month',
      'text',
      '报告范围内每个月的通话与账单，空月也列出；账单单位为元。',
    ),
  ],
]);
