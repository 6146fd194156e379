/** A report as a few lines for a terminal: conclusions first, then the months, then whom the subscriber calls. */

import { Type } from 'typebox';
import { formatDateTime } from '../domain/shanghai-time.ts';
import { tableLine } from './table-line.ts';

const text = Type.String();
const count = Type.Number();
const months = Type.Array(text);

/** The part of a report that the summary shows. */
export const summarised = Type.Object({
  sid: text,
  version: text,
  tel_info: Type.Object({ tel: text, fancha_telloc: text, open_date: text, full_name: text, id_card: text }),
  user_info: Type.Object({
    conclusion_of_user_name_check: Type.Optional(count),
    conclusion_of_user_idcard_check: Type.Optional(count),
    conclusion_of_user_address_check: Type.Optional(count),
  }),
  calls_overview: Type.Object({
    call_times_sum: count,
    call_tel_sum: count,
    call_region_sum: count,
    most_active_region: text,
    result_of_region_check: count,
    blank_times_count: count,
    blank_times_count_max: count,
    phone_bill_average: text,
  }),
  call_behavior: Type.Object({
    number_used: Type.Object({ telecom: text }),
    result_num_tags: text,
    result_num_used: text,
    result_law_dispute: text,
  }),
  cuishou_risk_detection: Type.Object({ detection_result: count }),
  calls_sa_monthly_usage: Type.Array(
    Type.Object({
      month: text,
      call_times: text,
      call_length: text,
      month_active_most: text,
      month_bill_amount: Type.Union([text, count]),
    }),
  ),
  calls_sa_by_times: Type.Array(
    Type.Object({
      format_tel: text,
      call_times: text,
      call_length: text,
      fancha_telloc: text,
      tags_yellow_page: text,
      call_tel_label: Type.Array(text),
    }),
  ),
  date_range_start: text,
  date_range_end: text,
  call_log_missing_month_list: months,
  call_log_possibly_missing_month_list: months,
  call_log_part_missing_month_list: months,
  phone_bill_missing_month_list: months,
});

type Summarised = Type.Static<typeof summarised>;

const check = ['无法比对', '一致', '不一致', '模糊一致'];

export function summaryLines(report: Summarised): string[] {
  const { tel_info, calls_overview: overview, call_behavior: behavior, cuishou_risk_detection: dunning } = report;
  const opened = /^\d+$/.test(tel_info.open_date)
    ? formatDateTime(Number(tel_info.open_date)).slice(0, 10)
    : tel_info.open_date;
  return [
    `报告 ${report.sid} (${report.version})`,
    `号码 ${tel_info.tel}  ${behavior.number_used.telecom} ${tel_info.fancha_telloc}  入网 ${opened}`,
    `机主 ${tel_info.full_name}  ${tel_info.id_card}`,
    ...identityLine(report),
    `范围 ${report.date_range_start}–${report.date_range_end}  ${overview.call_times_sum} 次通话, ${overview.call_tel_sum} 个号码, ${overview.call_region_sum} 个地区`,
    `活跃 ${overview.most_active_region} ${overview.result_of_region_check}%  静默 ${overview.blank_times_count} 次, 最长 ${overview.blank_times_count_max} 小时  月均消费 ${overview.phone_bill_average}`,
    `检测 号码标记 ${behavior.result_num_tags} · 号码使用 ${behavior.result_num_used} · 法律纠纷 ${behavior.result_law_dispute} · 催收 ${dunning.detection_result}/3`,
    ...gapLines(report),
    '',
    row('月份', '通话', '分钟', '活跃地区', '账单'),
    ...report.calls_sa_monthly_usage.map((month) =>
      row(
        month.month,
        month.call_times,
        minutes(month.call_length),
        month.month_active_most || '-',
        String(month.month_bill_amount),
      ),
    ),
    '',
    row('高频联系人', '通话', '分钟', '归属地', '标注'),
    ...report.calls_sa_by_times
      .slice(0, 5)
      .map((one) =>
        row(
          one.format_tel,
          one.call_times,
          minutes(one.call_length),
          one.fancha_telloc,
          [one.tags_yellow_page, ...one.call_tel_label].filter(Boolean).join(' '),
        ),
      ),
  ];
}

function identityLine({ user_info }: Summarised): string[] {
  const { conclusion_of_user_name_check: name, conclusion_of_user_idcard_check: idCard } = user_info;
  const address = user_info.conclusion_of_user_address_check;
  if (name === undefined || idCard === undefined || address === undefined) return [];
  return [`比对 姓名${check[name]} · 身份证${check[idCard]} · 地址${check[address]}`];
}

/** Only when something is missing: a complete report says nothing about gaps. */
function gapLines(report: Summarised): string[] {
  const gaps = [
    ['缺失', report.call_log_missing_month_list],
    ['可能缺失', report.call_log_possibly_missing_month_list],
    ['部分缺失', report.call_log_part_missing_month_list],
    ['账单缺失', report.phone_bill_missing_month_list],
  ] as const;
  return gaps.filter(([, months]) => months.length > 0).map(([what, months]) => `${what} ${months.join(' ')}`);
}

const widths = [18, 7, 7, 12];

function row(...cells: string[]): string {
  return tableLine(cells, widths);
}

function minutes(seconds: string): string {
  return String(Math.round(Number(seconds) / 60));
}
