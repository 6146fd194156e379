/** Durations, times, methods and fees in every form that carriers print (carrier facts §6). */

import { expect, test } from 'vitest';
import { epochOf } from '../shanghai-time.ts';
import { readDuration } from './read-duration.ts';
import { readFee } from './read-fee.ts';
import { readMethod } from './read-method.ts';
import { readTime } from './read-time.ts';

test.each([
  ['1小时59分钟41秒', '7181'],
  ['1小时2分3秒', '3723'],
  ['2时', '7200'],
  ['1分20秒', '80'],
  ['1 分钟 20 秒', '80'],
  ['56秒', '56'],
  ['80', '80'],
  ['0', '0'],
  ['00:01:20', '80'],
  ['01:20', '80'],
  ['007', '7'],
  ['2小时5秒', '7205'],
  ['3分', '180'],
  ['1234567890123', '1234567890123'],
  ['1时钟', null],
  ['1小2秒', null],
  ['2分1时', null],
  ['1秒2秒', null],
  ['2秒5', null],
  ['--', null],
  ['', null],
  ['秒', null],
  ['1分20', null],
  ['-5', null],
])('a duration of %s is %s', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

const at = (year: number, month: number, day: number, hour: number, minute: number, second: number) =>
  String(epochOf({ year, month, day, hour, minute, second }));

test.each([
  ['2017-11-03 09:05:06', at(2017, 11, 3, 9, 5, 6)],
  ['2017/11/03 09:05:06', at(2017, 11, 3, 9, 5, 6)],
  ['2017/11/3 9:05', at(2017, 11, 3, 9, 5, 0)],
  ['2017年11月03日 09:05:06', at(2017, 11, 3, 9, 5, 6)],
  ['20171103090506', at(2017, 11, 3, 9, 5, 6)],
  ['11-03 09:05:06', at(2017, 11, 3, 9, 5, 6)],
  ['1509671106', '1509671106'],
  ['1509671106000', '1509671106'],
  ['43042.378541666667', at(2017, 11, 3, 9, 5, 6)],
  ['2017-02-30 09:05:06', null],
  ['2017-02-00 09:05:06', null],
  ['2017-00-03 09:05:06', null],
  ['2017/13/03 09:05:06', null],
  ['2017-11-03 23:60:06', null],
  ['2017-11-03 25:05:06', null],
  ['2017-11-03', null],
  ['2017-11-03 --:--:--', null],
  ['2017-11-03 ?9:05:06', null],
  ['--', null],
  ['', null],
])('a time of %s is %s', (text, epoch) => {
  expect(readTime(text, '201711')).toBe(epoch);
});

test('a time without a year takes that of the queried month, and its neighbour across New Year', () => {
  expect(readTime('12-31 23:59:59', '201712')).toBe(at(2017, 12, 31, 23, 59, 59));
  expect(readTime('12-31 23:59:59', '201801')).toBe(at(2017, 12, 31, 23, 59, 59));
  expect(readTime('01-01 00:00:01', '201712')).toBe(at(2018, 1, 1, 0, 0, 1));
  expect(readTime('02-29 12:00:00', '201702')).toBeNull();
});

test.each([
  ['主叫', '主叫'],
  ['VOLTE主叫', '主叫'],
  ['国内主叫', '主叫'],
  ['被叫', '被叫'],
  ['VOLTE被叫', '被叫'],
  ['呼转', '被叫'],
  ['呼叫转移', '被叫'],
  ['无条件前转', '被叫'],
  ['1', '主叫'],
  ['01', '主叫'],
  ['2', '被叫'],
  ['--', null],
  ['', null],
  ['短信', null],
])('a method of %s is %s', (text, method) => {
  expect(readMethod(text)).toBe(method);
});

test.each([
  ['0.00', '0.00'],
  ['38.2', '38.20'],
  ['0.105', '0.11'],
  ['1,234.5元', '1234.50'],
  ['¥12', '12.00'],
  ['.5', '0.50'],
  ['-5', '-5.00'],
  ['-0.00', '0.00'],
  ['--', null],
  ['', null],
  ['1.2.3', null],
])('a fee of %s is %s', (text, fee) => {
  expect(readFee(text)).toBe(fee);
});
