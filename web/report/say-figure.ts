/** What the page says of a figure: its name, what it counts, its value in the reader's words, and whether the report flags it. */

import type { ReportData } from '../../src/report/build-report.ts';
import { language, t } from '../console/language.ts';
import { shownFigures, usedFlag } from './shown-figures.ts';
import { count, length, phrase } from './shown-values.ts';

export function nameOf(path: string): string {
  const words = shownFigures.get(path);
  return words ? t(words.zh, words.en) : path;
}

/** Of `unnormal_flag.times_per_mon_10_flag`: the figure that it judges. */
export function nameOfFlag(flag: string): string {
  const judged = [...shownFigures].find(([, words]) => words.flag === usedFlag(flag.replace(/_flag$/, '')));
  return judged ? nameOf(judged[0]) : flag;
}

/** `english` is the server's; empty where the report has no such part. */
export function definitionOf(path: string, english: string): string {
  const chinese = shownFigures.get(path)?.meaning ?? '';
  return language.value === 'zh' || english === '' ? chinese : english;
}

/** What stands at `a.b.c`; undefined where the report has no such part, as `user_info` when the app said nothing. */
export function valueAt(report: ReportData, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, key) : undefined),
      report,
    );
}

export const checks = (): string[] => [
  t('无法比对', 'not comparable'),
  t('一致', 'equal'),
  t('不一致', 'different'),
  t('模糊一致', 'alike (masked)'),
];
export const levels = (): string[] => [t('无', 'none'), t('轻度', 'light'), t('中度', 'middle'), t('重度', 'grave')];

export function shownValue(report: ReportData, path: string): string {
  if (path.startsWith('call_behavior.number_tags'))
    return count(report.call_behavior.number_tags.filter(({ unnormal_flag }) => unnormal_flag).length);
  if (path === 'xiangdan.completeness') return completeMonths(report);
  const value = valueAt(report, path);
  if (Array.isArray(value)) return count(value.length);
  if (value === undefined) return checks()[0] ?? '';
  const plain = String(value);
  switch (shownFigures.get(path)?.as) {
    case 'count':
      return count(plain);
    case 'percent':
      return `${plain}%`;
    case 'seconds':
      return length(plain);
    case 'hours':
      return `${count(plain)} ${t('小时', 'h')}`;
    case 'days':
      return `${count(plain)} ${t('天', 'days')}`;
    case 'yuan':
      return Number.isNaN(Number(plain)) ? phrase(plain) : `¥${plain}`;
    case 'check':
      return checks()[Number(plain)] ?? plain;
    case 'same':
      return [t('未知', 'unknown'), t('相同', 'the same'), t('不同', 'different')][Number(plain)] ?? plain;
    case 'level':
      return `${plain} / 3 ${levels()[Number(plain)] ?? ''}`;
    case 'flag':
      return value === true ? t('是', 'yes') : t('否', 'no');
    default:
      return phrase(plain);
  }
}

function completeMonths({ xiangdan: { completeness } }: ReportData): string {
  const complete = completeness.filter(({ calls, bill }) => calls === 'complete' && bill !== 'missing').length;
  return t(`${complete} / ${completeness.length} 个月`, `${complete} of ${completeness.length} months`);
}

/** Whether the report itself flags the figure; null: nothing judges it. */
export function flagOf(report: ReportData, path: string): boolean | null {
  const flag = shownFigures.get(path)?.flag;
  if (flag !== undefined) return valueAt(report, flag) === true;
  if (shownFigures.get(path)?.as === 'check') return valueAt(report, path) === 2;
  return null;
}
