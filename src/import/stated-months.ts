/** The months that an export says it is about, in its name or above its table. */

const inName = /(?<!\d)(20\d{2})(?:年(0?[1-9]|1[0-2])月|[-_]?(0[1-9]|1[0-2])(?![-_]?\d))/g;
const inPeriod = /(?<!\d)(20\d{2})[年./-]?(0[1-9]|1[0-2]|[1-9](?!\d))/g;
/** A period behind its label, up to the words that introduce the day of printing. */
const period = /(?:月份|账期|周期|起止时间|起止日期|时间范围|时间段|查询区间)([^打导]*)/;

/** `YYYYMM`, in the order found. `2017年09月语音通信.xls`, a sheet called `201709`; a whole date (of an export) says nothing. */
export function monthsInName(name: string): string[] {
  return [...name.matchAll(inName)].map(([, year = '', a, b]) => year + (a ?? b ?? '').padStart(2, '0'));
}

/** Of the rows above a table: `查询月份：2017年11月`, `起止日期 2017-10-01 至 2017-11-30`. */
export function monthsAbove(rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap((row) => {
    const stated = period.exec(row.join(' '))?.[1] ?? '';
    return [...stated.matchAll(inPeriod)].map(([, year = '', month = '']) => year + month.padStart(2, '0'));
  });
}
