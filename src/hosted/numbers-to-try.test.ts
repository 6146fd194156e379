/** The page of test numbers: only what the sandbox has is offered, and a click leads to a phone page that knows the number. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carrierOfNumber, placeOfNumber } from '../../sandbox/numbers.ts';
import { scenarioOf } from '../../sandbox/scenarios.ts';
import { testNumbersPage } from '../../scripts/write-test-numbers.ts';
import { openTestWire, type TestWire } from '../../test/test-wire.ts';
import { testCarriers, testScenarios } from './number-table.ts';
import { addTestNumbers } from './numbers-to-try.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire('pglite');
  addTestNumbers(wire.api, { journey: wire.journey, appid: wire.app.appid });
});
afterAll(() => wire.close());

const click = (tel: string) => wire.api.inject({ method: 'POST', url: '/test-numbers', payload: `tel=${tel}` });

test('every scenario of the sandbox is offered once, at each of the three carriers', () => {
  const all = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
  const special = all.filter((digits) => scenarioOf(`130010000${digits}`).name !== 'natural');
  expect(testScenarios.map(({ digits }) => digits)).toEqual(['12', ...special]);
  const owners = testCarriers.map(({ prefix }) => [
    carrierOfNumber(`${prefix}12`),
    placeOfNumber(`${prefix}12`).province,
  ]);
  expect(owners).toEqual([
    ['mobile', '北京'],
    ['unicom', '北京'],
    ['telecom', '北京'],
  ]);
});

test('docs/test-numbers.md is made from the same table', () => {
  expect(readFileSync(new URL('../../docs/test-numbers.md', import.meta.url), 'utf8')).toBe(testNumbersPage());
});

test.each(['zh-CN', 'en'])('the page in %s runs no script and sends its form nowhere else', async (language) => {
  const { headers, body } = await wire.api.inject(language === 'en' ? '/test-numbers?lang=en' : '/test-numbers');
  expect(body).toContain(`<html lang="${language}">`);
  expect(body.match(/<button /g)).toHaveLength(testScenarios.length * 3);
  const policy = String(headers['content-security-policy']);
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
});

test('a click leads to the phone page by a link of its own', async () => {
  const { statusCode, headers } = await click('13001000012');
  expect({ statusCode, to: headers.location }).toEqual({
    statusCode: 303,
    to: expect.stringMatching(/^\.\/authorise\/#[0-9a-f]{16}\.[0-9a-f]{32}$/),
  });
  const links = await wire.store.db.selectFrom('links').select(['appid']).execute();
  expect(links).toEqual([{ appid: wire.app.appid }]);
});

test.each(['13900000000', '', '13001000012%00', '130010000129'])(
  'what the page does not offer opens nothing: %j',
  async (tel) => {
    expect((await click(tel)).statusCode).toBe(404);
  },
);
