/** A gauge that is read when it is asked for, at most every few seconds, and is missing while it cannot be read. */

import { Gauge } from 'prom-client';
import type { Metrics } from './metrics.ts';

export interface GaugeSource {
  name: string;
  help: string;
  labels: string[];
  /** One entry per combination of labels. */
  read: () => Promise<{ labels: Record<string, string>; value: number }[]>;
  onTrouble: (error: unknown) => void;
  /** Unix seconds. */
  now: () => number;
}

/** Many scrapers cost the store no more than one. */
const keepSeconds = 5;

export function addGauge(metrics: Metrics, { name, help, labels, read, onTrouble, now }: GaugeSource): void {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: ReturnType<typeof read> | null = null;
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [metrics.registry],
    async collect() {
      if (reading === null || now() - readAt >= keepSeconds) {
        readAt = now();
        reading = read();
      }
      try {
        const values = await reading;
        this.reset();
        for (const { labels: of, value } of values) this.set(of, value);
      } catch (error) {
        this.reset();
        onTrouble(error);
      }
    },
  });
}
