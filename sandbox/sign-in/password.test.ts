/** Tests of the service password where no portal page shows it yet: its replacement. */

import { expect, test } from 'vitest';
import { unicomTel } from '../unicom/test-journey.ts';
import { openWorld } from '../world.ts';
import { changePin, isSimplePin, noteWrongPin, pinOf, wrongPinsToday } from './password.ts';

test('a changed password is the one in force and frees the number of its wrong tries', () => {
  const world = openWorld({ now: () => 1_795_596_185 });
  const subscriber = world.subscriber(unicomTel('天津', '天津', '05'));
  if (subscriber === null) throw new Error('no subscriber');
  expect(pinOf(world, subscriber)).toBe(subscriber.pin);
  noteWrongPin(world, subscriber.tel);
  expect(wrongPinsToday(world, subscriber.tel)).toBe(1);
  changePin(world, subscriber.tel, '907315');
  expect(pinOf(world, subscriber)).toBe('907315');
  expect(wrongPinsToday(world, subscriber.tel)).toBe(0);
});

test('equal digits and runs are simple, anything else is not', () => {
  expect(['000000', '123456', '987654', '456789'].filter((pin) => !isSimplePin(pin))).toEqual([]);
  expect(['907315', '112233', '123457', '890123', ''].filter(isSimplePin)).toEqual([]);
});
