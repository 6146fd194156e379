/** A call's start as carriers and their export files print it, on a Shanghai clock (carrier facts §6). */

import { epochOf } from '../shanghai-time.ts';

const clock = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?`;
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const dated = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*${clock}$`);
const yearless = new RegExp(String.raw`^(\d{1,2})[-/.月](\d{1,2})日? *${clock}$`);
const unixSeconds = /^(\d{10})(?:\.\d+)?$/;
const unixMs = /^(\d{10})\d{3}$/;
/** Days since 1899-12-30 with the time as a fraction; five digits cover 1927–2173. */
const excelSerial = /^\d{5}\.\d+$/;
const excelEpochDays = 25_569;

/** A call that began before midnight of New Year is listed in January: the neighbouring year is the nearer one. */
function yearFor(month: number, queriedMonth: string): number {
  const year = Number(queriedMonth.slice(0, 4));
  const gap = month - Number(queriedMonth.slice(4));
  if (gap > 6) return year - 1;
  return gap < -6 ? year + 1 : year;
}

/**
 * `2017-08-31 17:59:14`, as most portals print it, `/` for `-` too; NaN for anything else. By hand: the patterns below take five times
 * as long.
 */
function plainEpoch(text: string): number {
  const between = text.charCodeAt(4);
  if (text.length !== 19 || (between !== 0x2d && between !== 0x2f) || text.charCodeAt(7) !== between) return Number.NaN;
  if (text.charCodeAt(10) !== 0x20 || text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return Number.NaN;
  const epoch = epochOf({
    year: twoDigits(text, 0) * 100 + twoDigits(text, 2),
    month: twoDigits(text, 5),
    day: twoDigits(text, 8),
    hour: twoDigits(text, 11),
    minute: twoDigits(text, 14),
    second: twoDigits(text, 17),
  });
  return epoch ?? Number.NaN;
}

/** NaN when either is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function epochText(parts: readonly (string | undefined)[]): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const epoch = epochOf({ year, month, day, hour, minute, second });
  return epoch === null || epoch < 0 ? null : String(epoch);
}

/** Unix seconds as digits, or null when unreadable. `queriedMonth` (`YYYYMM`) gives the year to a time without one; never the clock. */
export function readTime(text: string, queriedMonth: string): string | null {
  const plain = plainEpoch(text);
  if (plain >= 0) return String(plain);
  const bare = text.trim().replaceAll(/\s+/g, ' ');
  const full = dated.exec(bare) ?? compact.exec(bare);
  if (full !== null) return epochText(full.slice(1));
  const short = yearless.exec(bare);
  if (short !== null) return epochText([String(yearFor(Number(short[1]), queriedMonth)), ...short.slice(1)]);
  const epoch = unixSeconds.exec(bare) ?? unixMs.exec(bare);
  if (epoch !== null) return epoch[1] ?? null;
  if (!excelSerial.test(bare)) return null;
  const shanghaiSeconds = Math.round((Number(bare) - excelEpochDays) * 86_400);
  return String(shanghaiSeconds - 8 * 3600);
}
