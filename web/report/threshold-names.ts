/** What the report's thresholds are called. */

import { t } from '../console/language.ts';

const names: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'numberUsed.longestSilenceDays': ['静默达到（天）', 'silence in days, at least'],
  'numberUsed.billsUnder10': ['账单个数达到', 'bills, at least'],
  'numberUsed.silencesIn30Days': ['次数达到', 'times, at least'],
  'numberUsed.silencesIn90Days': ['次数达到', 'times, at least'],
  'numberUsed.monthsUnder10Calls': ['月数达到', 'months, at least'],
  'numberUsed.openedDays': ['入网不足（天）', 'opened in days, less than'],
  'lawDispute.lawyer': ['次数达到', 'times, at least'],
  'lawDispute.publicSecurityLaw': ['次数达到', 'times, at least'],
  'lawDispute.police110': ['次数达到', 'times, at least'],
  majorContact: ['名次与秒数', 'rank and seconds'],
  badLabels: ['不良标记', 'bad marks'],
  badTags: ['不良标签', 'bad tags'],
  suspectedDunningTags: ['疑似标签', 'suspected tags'],
  resultOfRecentSuspicion: ['疑似密集时至少为', 'at least, when suspicion is recent'],
};

export function thresholdName(name: string): string {
  const found = names[name];
  return found ? t(...found) : name;
}
