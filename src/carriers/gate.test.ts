/** How many requests a gate lets out, and what it does once it is closed. */

import { expect, test } from 'vitest';
import { openGate } from './gate.ts';

test('never more than the limit are out at once, and all come through, in order', async () => {
  const gate = openGate(4);
  let out = 0;
  let most = 0;
  const began: number[] = [];
  const tasks = Array.from({ length: 50 }, (_, index) =>
    gate.pass(async () => {
      began.push(index);
      most = Math.max(most, ++out);
      await new Promise(setImmediate);
      out--;
      if (index % 3 === 0) throw new Error(`task ${index}`);
      return index;
    }),
  );
  const settled = await Promise.allSettled(tasks);
  expect(most).toBe(4);
  expect(began).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(settled.filter((result) => result.status === 'rejected')).toHaveLength(17);
});

test('a closed gate turns away those that wait and those that come, and lets those outside finish', async () => {
  const gate = openGate(1);
  const reason = new Error('signed in elsewhere');
  const { promise: word, resolve: giveWord } = Promise.withResolvers<string>();
  const outside = gate.pass(() => word);
  const waiting = gate.pass(async () => 'never');
  gate.close(reason);
  gate.close(new Error('a second reason'));
  giveWord('rows');
  expect(await outside).toBe('rows');
  await expect(waiting).rejects.toBe(reason);
  await expect(gate.pass(async () => 'never')).rejects.toBe(reason);
});
