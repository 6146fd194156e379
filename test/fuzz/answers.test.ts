/** Odd answers to a sign-in that has been begun: they reach the carriers' portals, and none of them is our own fault. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestWire, type TestWire } from '../test-wire.ts';
import { oddTexts } from './odd-values.ts';
import { requireEnvelope } from './require-envelope.ts';

let wire: TestWire;
let token: string;
beforeAll(async () => {
  wire = await openTestWire('pglite');
  token = await wire.newToken();
});
afterAll(() => wire.close());

async function post(path: string, params: Record<string, string>) {
  const payload = Buffer.from(JSON.stringify(params));
  return requireEnvelope(wire, { method: 'POST', url: `${path}?token=${token}`, headers: {}, payload });
}

/** `''` keeps the right answer; anything else takes its place. */
const maybeOdd = fc.oneof(
  { arbitrary: fc.constant(''), weight: 2 },
  fc.constantFrom(...oddTexts.filter((text) => text.length <= 200)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
);
const answers = fc.record({
  pin_pwd: maybeOdd,
  full_name: maybeOdd,
  id_card: maybeOdd,
  sms_code: maybeOdd,
  captcha_code: maybeOdd,
});

async function rightAnswers(tel: string): Promise<Record<string, string>> {
  const { pin, name, id_card, sms, captcha } = await wire.subscriber(tel);
  const codes = { sms_code: sms.at(-1)?.code ?? '', captcha_code: captcha?.text ?? '' };
  return { pin_pwd: pin, full_name: name, id_card, ...codes };
}

function mixed(right: Record<string, string>, odd: Record<string, string>): Record<string, string> {
  return { ...right, ...Object.fromEntries(Object.entries(odd).filter(([, value]) => value !== '')) };
}

const prefixes = [
  { who: '联通 with an SMS', prefix: '1301020' },
  { who: '移动', prefix: '1391100' },
  { who: '电信 with HTML', prefix: '1891100' },
  { who: '电信 with GBK, name and ID card', prefix: '1805710' },
  { who: '电信 with JSON', prefix: '1891600' },
];

describe.each(prefixes)('$who', ({ prefix }) => {
  let used = 0;
  /** Another natural subscriber each time: carriers lock an account after some wrong tries. */
  const nextTel = () => `${prefix}${String(Math.floor(used / 60) + 10)}${String(used++ % 60).padStart(2, '0')}`;

  test('odd answers to login and verify are refused with a code of the document, or ignored', async () => {
    const seen = { login: new Set<number>(), verify: new Set<number>() };
    await fc.assert(
      fc.asyncProperty(answers, answers, async (atLogin, atVerify) => {
        const tel = nextTel();
        const { status, data } = await post('/calls/flow', { tel });
        expect(status).toBe(0);
        const { sid } = data;
        seen.login.add((await post('/calls/login', { sid, tel, ...mixed(await rightAnswers(tel), atLogin) })).status);
        const login = await post('/calls/login', { sid, tel, ...(await rightAnswers(tel)) });
        if (login.action !== 'processing') return;
        seen.verify.add((await post('/calls/verify', { sid, ...mixed(await rightAnswers(tel), atVerify) })).status);
      }),
      { numRuns: 50, seed: 5 },
    );
    // Both steps were reached with answers that were right, wrong and none.
    expect([...seen.login]).toEqual(expect.arrayContaining([0, 4001, 4012]));
    expect([...seen.verify]).toEqual(expect.arrayContaining([0, 4001]));
  }, 120_000);

  test('odd answers to a recovery are refused with a code of the document, or ignored', async () => {
    const begun: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.record({ user_name: maybeOdd, user_id: maybeOdd }),
        maybeOdd,
        maybeOdd,
        async (who, code, next) => {
          const tel = nextTel();
          const { name, id_card } = await wire.subscriber(tel);
          const right = { tel, user_name: name, user_id: id_card };
          await post('/forget/pwd', mixed(right, who));
          const { status, data } = await post('/forget/pwd', right);
          begun.push(status);
          if (data.tid === undefined) return;
          const { tid } = data;
          const { sms_code = '' } = await rightAnswers(tel);
          await post('/forget/pwd', { tid, ...mixed({ sms_code }, { sms_code: code }) });
          for (const name of ['login_code', 'tel_list', 'new_pwd']) await post('/forget/pwd', { tid, [name]: next });
        },
      ),
      { numRuns: 25, seed: 6 },
    );
    expect(begun).toContain(0);
  }, 120_000);
});
