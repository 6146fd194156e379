/** Percentages and money, rounded half up without floating-point surprises. */

/** 0–100 with one decimal, as a number; 0 of nothing is 0. Both are whole numbers. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part * 2000 + whole) / (whole * 2)) / 10;
}

/** Reads yuan as the record writes them (`8.55`); null for anything else. */
export function centsOf(yuan: string): number | null {
  return /^-?\d+(\.\d+)?$/.test(yuan) ? Math.round(Number(yuan) * 100) : null;
}

/** The mean of some amounts in cents, as yuan with two decimals; there must be at least one. */
export function meanYuan(cents: readonly number[]): string {
  return hundredths(
    cents.reduce((a, b) => a + b, 0),
    cents.length,
  );
}

/** Two decimals; `0.00` of nothing. Both are whole numbers. */
export function quotient(sum: number, count: number): string {
  return count === 0 ? '0.00' : hundredths(sum * 100, count);
}

function hundredths(sum: number, count: number): string {
  return (Math.floor((sum * 2 + count) / (count * 2)) / 100).toFixed(2);
}

/** `YYYYMM` as the report prints it: `YYYY/MM`. */
export function slashedMonth(month: string): string {
  return `${month.slice(0, 4)}/${month.slice(4)}`;
}
