/** How the benches print: what machine and day, percentiles, and a line a figure. */

import { cpus, loadavg } from 'node:os';

export function machine(): string {
  const day = new Date().toISOString().slice(0, 10);
  return `${cpus().length}-core VM, ${day}, node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)} at the start`;
}

/** `share` from 0 to 1. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: number[]) => percentile(values, 0.5);

export function say(what: string, ...figures: string[]): void {
  process.stdout.write(`${what.padEnd(52)} ${figures.join('  ')}\n`);
}
