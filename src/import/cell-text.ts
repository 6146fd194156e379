/** A workbook's cell as the text that the same export would print into a CSV file. */

import { type CellObject, SSF } from '@e965/xlsx';

/** Excel counts days from 1899-12-30, on Macs of old from 1904-01-01. */
const daysTo1904 = 1462;
const unixEpochDays = 25_569;
/** Beyond fifteen digits a spreadsheet has rounded; printed like any other rounded number, so that it is found out. */
const firstRounded = 1e15;

/** '' for an empty cell and for an error value (`#N/A`). */
export function cellText(cell: CellObject | undefined, from1904: boolean): string {
  if (cell?.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (typeof cell.v !== 'number') return String(cell.v);
  const format = typeof cell.z === 'string' ? cell.z : '';
  if (SSF.is_date(format)) return timeText(cell.v, format, from1904);
  return Math.abs(cell.v) < firstRounded ? String(cell.v) : cell.v.toExponential();
}

/** `2017-11-03 09:05:06`; a date or a clock alone where the value is that, hours beyond 24 where the format counts them up. */
function timeText(value: number, format: string, from1904: boolean): string {
  const seconds = Math.round(value * 86_400);
  const clock = clockText(seconds % 86_400);
  if (/\[h+\]/i.test(format)) return clockText(seconds);
  if (value < 1) return clock;
  const days = Math.floor(seconds / 86_400) + (from1904 ? daysTo1904 : 0) - unixEpochDays;
  const day = new Date(days * 86_400_000).toISOString().slice(0, 10);
  return seconds % 86_400 === 0 && !/h/i.test(format) ? day : `${day} ${clock}`;
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
