/** How often a gauge asks its source, and what it says when the source fails. */

import { expect, test } from 'vitest';
import { addGauge } from './add-gauge.ts';
import { createMetrics } from './metrics.ts';

function open() {
  const metrics = createMetrics();
  const clock = { now: 1000 };
  const source = { reads: 0, value: 7, fails: false };
  const troubles: unknown[] = [];
  addGauge(metrics, {
    name: 'waiting',
    help: 'What waits',
    labels: ['where'],
    async read() {
      source.reads++;
      if (source.fails) throw new Error('the store is away');
      return [{ labels: { where: 'here' }, value: source.value }];
    },
    onTrouble: (error) => troubles.push(error),
    now: () => clock.now,
  });
  const lines = async () =>
    (await metrics.registry.getSingleMetricAsString('waiting')).split('\n').filter((line) => /^waiting/.test(line));
  return { clock, source, troubles, lines };
}

test('many scrapes within five seconds ask the source once, and the next one later asks again', async () => {
  const { clock, source, lines } = open();
  await Promise.all([lines(), lines(), lines()]);
  source.value = 8;
  clock.now += 4.9;
  expect(await lines()).toEqual(['waiting{where="here"} 7']);
  expect(source.reads).toBe(1);
  clock.now += 0.1;
  expect(await lines()).toEqual(['waiting{where="here"} 8']);
  expect(source.reads).toBe(2);
});

test('a figure that cannot be read is missing, not old and not zero, and comes back', async () => {
  const { clock, source, troubles, lines } = open();
  await lines();
  source.fails = true;
  clock.now += 5;
  expect(await lines()).toEqual([]);
  expect(troubles).toHaveLength(1);
  source.fails = false;
  clock.now += 5;
  expect(await lines()).toEqual(['waiting{where="here"} 7']);
});
