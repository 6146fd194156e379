/** What the sandbox's 中国移动 really asks for in each province, compared with the table that operators and clients are shown. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { mobileTel } from '../../sandbox/mobile/test-journey.ts';
import { capabilities } from '../../src/carriers/capabilities.ts';
import type { Outcome } from '../../src/carriers/connector.ts';
import { mobile } from '../../src/carriers/mobile/connector.ts';
import { type Stage, setStage } from './journey.ts';
import { beginRecovery } from './recovery-journey.ts';

const subject = { connector: mobile, prefix: '/mobile', plain: '', texting: '', natural: [], cutPageRows: 0 };
let stage: Stage;

beforeAll(async () => {
  stage = await setStage(subject);
});
afterAll(() => stage.sandbox.close());

/** In the order of the table. */
function asked(outcome: Outcome): string[] {
  if (outcome.kind !== 'ask') throw new Error(`nothing was asked: ${JSON.stringify(outcome)}`);
  const { pinPwd, fullName, idCard, sms, captcha } = outcome.challenge;
  const wanted = { pin: pinPwd, name: fullName, id_card: idCard, captcha: captcha !== null, sms: sms !== null };
  return Object.entries(wanted).flatMap(([name, isWanted]) => (isWanted ? [name] : []));
}

test.each(Object.entries(capabilities.mobile))('%s asks for what the table says', async (province, capability) => {
  const tel = mobileTel(province, '50');
  const journey = stage.begin(tel);
  expect((await journey.truth()).province).toBe(province);
  expect(asked(await journey.open())).toEqual(capability.login);
  expect(asked(await journey.login())).toEqual(capability.second);
  expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });

  const forgetful = beginRecovery(
    mobile.recovery,
    stage.sandbox,
    mobileTel(province, '51'),
    `${stage.sandbox.origin}/mobile`,
  );
  const expected = capability.recovery ? { kind: 'ask' } : { kind: 'refused', code: 30001 };
  expect(await forgetful.start()).toMatchObject(expected);
});
