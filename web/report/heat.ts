/** How dark a cell of a heat map is. */

/** The value that nearly all cells stay under: a few very busy ones do not wash out the others. */
export function usualMost(values: readonly number[]): number {
  const busy = values.filter((value) => value > 0).sort((a, b) => a - b);
  return busy[Math.floor(0.95 * (busy.length - 1))] ?? 0;
}

/** 0 for none, else 1 to 5. */
export function stepOf(calls: number, most: number): number {
  return calls === 0 ? 0 : Math.min(5, Math.ceil((5 * calls) / most));
}
