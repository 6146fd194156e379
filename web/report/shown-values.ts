/** Values as people read them, on a Shanghai clock wherever the browser is. */

import { language, t } from '../console/language.ts';
import { englishOf } from './english-names.ts';

const offsetSeconds = 8 * 3600;

/** `2026-11-20 12:00:00`; what is no instant stays as it came. */
export function instant(seconds: string | number): string {
  const value = Number(seconds);
  if (seconds === '' || !Number.isFinite(value)) return seconds === '' ? '—' : String(seconds);
  return new Date((value + offsetSeconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export function count(value: string | number): string {
  return Number(value).toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB');
}

/** `1:02:03`, `2:03`. */
export function length(seconds: string | number): string {
  const value = Number(seconds);
  const [hours, minutes] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60)];
  const two = (part: number) => String(part).padStart(2, '0');
  const rest = two(Math.floor(value % 60));
  return hours > 0 ? `${count(hours)}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `202611`, `2026/11` → `2026-11`. */
export function month(text: string): string {
  return `${text.slice(0, 4)}-${text.replace('/', '').slice(4)}`;
}

/** What the carrier says in a set phrase is said in English too. */
export function phrase(value: string): string {
  const english: Record<string, string> = {
    运营商未透露: 'not disclosed by the carrier',
    '暂无数据, 无法分析': 'no data',
    未出账单: 'not issued yet',
    暂无数据: 'no data',
    未知: 'unknown',
    全国: 'nationwide',
    中国移动: 'China Mobile',
    中国联通: 'China Unicom',
    中国电信: 'China Telecom',
    中国广电: 'China Broadnet',
    记录完整: 'complete',
    '运营商查询失败或拒绝查询，整月缺失': 'the carrier failed or refused: the whole month is missing',
    '运营商只返回了部分记录，当月不完整': 'the carrier gave only a part of the month',
    '运营商返回空页且未说明无记录，可能缺失': 'the carrier gave an empty page without saying that there are no calls',
    账单已出: 'issued',
    当月未出账单: 'not issued yet',
    运营商未返回该月账单: 'the carrier gave no bill',
    主叫: 'out',
    被叫: 'in',
    申请人: 'applicant',
  };
  return value === '' ? '—' : t(value, english[value] ?? englishOf(value));
}
