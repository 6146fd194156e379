/** Whoever calls with made-up tokens is told that they are wrong, then that it is too often; those beside them at the same address go on. */

import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestWire, type TestWire, type WireReply } from '../test-wire.ts';

let wire: TestWire;
beforeAll(async () => {
  wire = await openTestWire('pglite');
});
afterEach(() => {
  wire.clock.now += 60;
});
afterAll(() => wire.close());

const office = '192.0.2.7';
const unknownSid = { sid: `SID${'0'.repeat(32)}` };
const madeUp = () => randomBytes(16).toString('hex');

async function ask(remoteAddress: string, path: string, query: Record<string, string>): Promise<WireReply> {
  return (await wire.api.inject({ url: path, query, remoteAddress })).json<WireReply>();
}
const guess = (address = office, path = '/calls/record') => ask(address, path, { token: madeUp(), ...unknownSid });
const call = (token: string, address = office) => ask(address, '/calls/record', { token, ...unknownSid });

async function tokenFor(address: string): Promise<string> {
  const { appid, appsecret } = wire.app;
  const time = String(wire.clock.now);
  const sign = createHash('md5').update(`${appid}${appsecret}${time}`).digest('hex');
  return (await ask(address, '/token', { appid, sign, time })).data.token;
}

async function guessTooOften(): Promise<void> {
  for (let n = 0; n < 300; n += 1) expect((await guess()).status).toBe(4000);
}

test('three hundred unknown tokens of an address within a minute are 4000, more are 4007 on every path; a minute later it is 4000 again', async () => {
  await guessTooOften();
  expect(await guess()).toEqual({
    ...{ status: 4007, action: 'processing', data: {} },
    msg: expect.stringMatching(/：无效 token 次数过多，请稍后重试$/),
  });
  expect(await guess(office, '/calls/flow')).toMatchObject({ status: 4007, action: 'reset' });
  expect((await guess('192.0.2.8')).status).toBe(4000);
  wire.clock.now += 1;
  for (const status of [4000, 4000, 4000, 4000, 4000, 4007]) expect((await guess()).status).toBe(status);
  wire.clock.now += 59;
  expect((await guess()).status).toBe(4000);
});

test('meanwhile tokens that were given to that address or were good from there serve as ever, and new ones are given', async () => {
  const elsewhere = await tokenFor('192.0.2.9');
  const usedHere = await tokenFor('192.0.2.9');
  const givenHere = await tokenFor(office);
  expect((await call(usedHere)).status).toBe(4016);
  await guessTooOften();
  for (const token of [usedHere, givenHere, await tokenFor(office)]) expect((await call(token)).status).toBe(4016);
  // Nobody learns by guessing that a token is good which is not used there.
  expect((await call(elsewhere)).status).toBe(4007);
  expect((await call(elsewhere, '192.0.2.9')).status).toBe(4016);
  wire.clock.now += 1;
  expect((await call(elsewhere)).status).toBe(4016);
});

test('what is no token by its form is 4000 however often, and uses nothing up', async () => {
  for (let n = 0; n < 400; n += 1)
    expect((await ask(office, '/calls/record', { token: '获取失败', ...unknownSid })).status).toBe(4000);
  expect((await guess()).status).toBe(4000);
});
