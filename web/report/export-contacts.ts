/** The contacts as CSV for a spreadsheet: with a BOM, since Excel reads Chinese wrongly without, and with no cell that runs as a formula. */

import type { GroupRow } from '../../src/report/sections/call_log_group_by_tel.ts';

const columns = [
  ...['format_tel', 'fancha_telloc', 'call_times', 'call_length', 'call_out_times', 'call_in_times'],
  ...['first_call_time', 'recent_call_time', 'tags_yellow_page', 'tags_label', 'tags_label_times', 'tags_financial'],
] as const satisfies readonly (keyof GroupRow)[];

export function contactsCsv(rows: readonly GroupRow[], instantOf: (seconds: string) => string): string {
  const lines = rows.map((row) =>
    columns.map((column) => {
      const value = row[column];
      if (column === 'first_call_time' || column === 'recent_call_time')
        return cell(value === '' ? '' : instantOf(String(value)));
      return cell(Array.isArray(value) ? value.join(' ') : String(value));
    }),
  );
  return `\uFEFF${[columns, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

/** Names come from directories that others fill: what begins like a formula is text behind an apostrophe. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
