/** Tests of what 中国电信's lists tell of a call, as the inspected truth has it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSandbox, type TestSandbox } from '../test-sandbox.ts';
import { telecomTel } from './test-journey.ts';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

/** The sets of values in one column over three subscribers. */
async function columnsOf(province: string, city: string) {
  const truths = await Promise.all(
    ['20', '21', '75'].map((digits) => sandbox.inspect(telecomTel(province, city, digits))),
  );
  const calls = truths.flatMap((truth) => truth.calls);
  const setOf = (key: string) => new Set(calls.map((call) => call[key]));
  return { from: setOf('call_from'), to: setOf('call_to'), types: setOf('call_type') };
}

test.each([
  ['江苏', '南京', '国内通话'],
  ['北京', '北京', '市话'],
  ['浙江', '宁波', '本地'],
])("in %s a call near by is called after the province's own custom", async (province, city, local) => {
  const { types } = await columnsOf(province, city);
  expect(types).toContain(local);
  const known = [local, '国内长途', '国内漫游', '港澳台通话', '国际通话'];
  expect([...types].filter((type = '') => !known.includes(type))).toEqual([]);
  expect(types).toContain('国内长途');
});

test('no province prints the place of the other party, and the JSON ones not even the own', async () => {
  const json = await columnsOf('江苏', '南京');
  const html = await columnsOf('北京', '北京');
  const gbk = await columnsOf('浙江', '宁波');
  for (const { to } of [json, html, gbk]) expect(to).toEqual(new Set(['']));
  expect(json.from).toEqual(new Set(['']));
  expect(html.from).toContain('北京');
  expect(gbk.from).toContain('浙江宁波');
});
