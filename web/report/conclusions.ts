/** What a reader wants to know first: six conclusions, each in a word, a sentence and the figures that it rests on. */

import type { ReportData } from '../../src/report/build-report.ts';
import { t } from '../console/language.ts';
import { levels, nameOfFlag } from './say-figure.ts';
import { count, month } from './shown-values.ts';

export interface Conclusion {
  id: 'identity' | 'completeness' | 'silence' | 'dunning' | 'law' | 'use';
  title: string;
  tone: 'good' | 'busy' | 'bad' | 'quiet';
  verdict: string;
  sentence: string;
  /** Paths in the report, the weightiest first. */
  figures: string[];
}

export function conclusionsOf(report: ReportData): Conclusion[] {
  return [identity(report), completeness(report), silence(report), dunning(report), law(report), use(report)];
}

function identity({ user_info }: ReportData): Conclusion {
  const keys = ['name', 'idcard', 'address'] as const;
  const figures = keys.map((key) => `user_info.conclusion_of_user_${key}_check`);
  const title = t('身份一致性', 'Identity');
  const told: number[] = [
    user_info.conclusion_of_user_name_check,
    user_info.conclusion_of_user_idcard_check,
    user_info.conclusion_of_user_address_check,
  ].map((each) => each ?? 0);
  const [nameCheck = 0, cardCheck = 0, addressCheck = 0] = told;
  const about = { id: 'identity', title, figures } as const;
  if (nameCheck === 2 || cardCheck === 2)
    return {
      ...about,
      tone: 'bad',
      verdict: t('不一致', 'different'),
      sentence: t('所填姓名或身份证与运营商登记不符', 'The name or ID card differs from the carrier’s file'),
    };
  if (addressCheck === 2)
    return {
      ...about,
      tone: 'busy',
      verdict: t('地址不符', 'address differs'),
      sentence: t('地址与运营商登记或归属地不符', 'The address differs from the carrier’s file or the home region'),
    };
  if (told.every((each) => each === 0))
    return {
      ...about,
      tone: 'quiet',
      verdict: t('无法比对', 'not comparable'),
      sentence: t('应用未提供或运营商未透露机主信息', 'The app or the carrier said nothing of the subscriber'),
    };
  return {
    ...about,
    tone: 'good',
    verdict: t('一致', 'agrees'),
    sentence: t('可比对的信息均与运营商登记相符', 'All that can be compared agrees with the carrier’s file'),
  };
}

function completeness(report: ReportData): Conclusion {
  const rows = report.xiangdan.completeness;
  const gaps = rows.filter(({ calls }) => calls !== 'complete');
  const bills = rows.filter(({ bill }) => bill === 'missing').length;
  const isGrave = gaps.some(({ calls }) => calls === 'missing');
  const named = gaps.map((row) => month(row.month)).join(t('、', ', '));
  const sentence =
    gaps.length === 0
      ? t(`${rows.length} 个月的通话均完整`, `Calls of all ${rows.length} months are complete`)
      : t(`通话不完整的月份：${named}`, `Calls incomplete in ${named}`);
  const ofBills = bills === 0 ? '' : t(`；缺 ${bills} 个月账单`, `; bills of ${bills} months missing`);
  return {
    id: 'completeness',
    title: t('数据完整性', 'Completeness'),
    figures: ['xiangdan.completeness', 'invalid_call_log'],
    tone: gaps.length > 0 ? (isGrave ? 'bad' : 'busy') : bills > 0 ? 'busy' : 'good',
    verdict:
      gaps.length > 0
        ? t(`${gaps.length} 个月有缺`, `gaps in ${gaps.length}`)
        : bills > 0
          ? t('账单有缺', 'bills missing')
          : t('完整', 'complete'),
    sentence: sentence + ofBills,
  };
}

function silence({ calls_overview: overview, call_behavior: { number_used } }: ReportData): Conclusion {
  const { unnormal_flag: flags } = number_used;
  const isFlagged =
    flags.blank_times_count_max_flag || flags.blank_times_count_30_flag || flags.blank_times_count_90_flag;
  const { blank_times_count: times, blank_times_count_max: hours } = overview;
  return {
    id: 'silence',
    title: t('静默', 'Silence'),
    figures: [
      'calls_overview.blank_times_count',
      ...['max', '30', '90'].map((end) => `call_behavior.number_used.blank_times_count_${end}`),
    ],
    tone: isFlagged ? 'bad' : times > 0 ? 'busy' : 'good',
    verdict: isFlagged ? t('异常', 'abnormal') : times > 0 ? t('有静默', 'some') : t('无静默', 'none'),
    sentence:
      times === 0
        ? t('没有连续 72 小时以上无通话', 'Never 72 hours without a call')
        : t(
            `${count(times)} 次连续 72 小时以上无通话，最长 ${count(hours)} 小时`,
            `${count(times)} times 72 hours or more without a call, at most ${count(hours)} h`,
          ),
  };
}

function dunning({ cuishou_risk_detection: risk }: ReportData): Conclusion {
  const level = risk.detection_result;
  const paths = [
    'cuishou.nums_tel',
    'cuishou.call_in_times',
    'cuishou.7day_times',
    'yisicuishou.nums_tel',
    'yisicuishou.call_in_times',
  ];
  return {
    id: 'dunning',
    title: t('催收风险', 'Dunning'),
    figures: ['detection_result', ...paths].map((path) => `cuishou_risk_detection.${path}`),
    tone: level === 0 ? 'good' : level === 3 ? 'bad' : 'busy',
    verdict: t(['无', '轻度', '中度', '重度'][level] ?? '', levels()[level] ?? ''),
    sentence:
      level === 0
        ? t('没有与催收或疑似催收号码通话', 'No calls with dunning numbers, sure or suspected')
        : t(
            `与 ${count(risk.total_tels)} 个催收或疑似催收号码通话 ${count(risk.total_call_times)} 次`,
            `${count(risk.total_call_times)} calls with ${count(risk.total_tels)} dunning numbers, sure or suspected`,
          ),
  };
}

function law({ call_behavior: { law_dispute, result_law_dispute } }: ReportData): Conclusion {
  const { times_lawyer, times_public_security_law, times_110 } = law_dispute;
  const times = times_lawyer + times_public_security_law + times_110;
  const isFlagged = result_law_dispute === '异常';
  return {
    id: 'law',
    title: t('法律纠纷', 'Law'),
    figures: ['times_lawyer', 'times_public_security_law', 'times_110'].map(
      (key) => `call_behavior.law_dispute.${key}`,
    ),
    tone: isFlagged ? 'bad' : 'good',
    verdict: isFlagged ? t('异常', 'abnormal') : t('无异常', 'nothing odd'),
    sentence:
      times === 0
        ? t('没有与律师、公检法、110 的通话', 'No calls with lawyers, police, courts or 110')
        : t(
            `律师 ${times_lawyer} 次，公检法 ${times_public_security_law} 次，110 ${times_110} 次`,
            `Lawyers ${times_lawyer}, police and courts ${times_public_security_law}, 110 ${times_110}`,
          ),
  };
}

function use(report: ReportData): Conclusion {
  const { number_used, number_tags, result_num_used, result_num_tags } = report.call_behavior;
  const marks = number_tags.filter(({ unnormal_flag }) => unnormal_flag).length;
  const isFlagged = result_num_used === '异常' || result_num_tags === '异常';
  const flagged = Object.entries(number_used.unnormal_flag)
    .filter(([, isOdd]) => isOdd)
    .map(([flag]) => nameOfFlag(flag));
  if (marks > 0) flagged.push(t(`${marks} 个号码有不良标记`, `${marks} numbers with a bad mark`));
  const used = ['amount_less_10_times', 'times_per_mon_10', 'active_region_check', 'unnormal_flag.open_date_flag'];
  return {
    id: 'use',
    title: t('号码使用', 'Number use'),
    figures: [...used.map((key) => `call_behavior.number_used.${key}`), 'call_behavior.number_tags[].unnormal_flag'],
    tone: isFlagged ? 'bad' : 'good',
    verdict: isFlagged ? t('异常', 'abnormal') : t('无异常', 'nothing odd'),
    sentence: isFlagged
      ? t(`异常项：${flagged.join('、')}`, `Flagged: ${flagged.join(', ')}`)
      : t('使用指标与号码标记均正常', 'Figures of use and marks are as usual'),
  };
}
