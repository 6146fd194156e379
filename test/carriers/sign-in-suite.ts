/** What every connector promises while a subscriber signs in. */

import { expect, test } from 'vitest';
import type { Outcome } from '../../src/carriers/connector.ts';
import type { Stage } from './journey.ts';
import type { Subject } from './subject.ts';

function asks(outcome: Outcome) {
  if (outcome.kind !== 'ask') throw new Error(`expected a challenge, got ${JSON.stringify(outcome)}`);
  return outcome;
}

export function signInSuite(subject: Subject, stage: () => Stage): void {
  const { plain, texting } = subject;

  test('right answers sign in', async () => {
    expect(await stage().begin(`${plain}01`).signIn()).toMatchObject({ kind: 'signedIn' });
    expect(await stage().begin(`${texting}01`).signIn()).toMatchObject({ kind: 'signedIn' });
  });

  test('a wrong password is told, and the right one signs in after it', async () => {
    const journey = stage().begin(`${plain}02`);
    await journey.open();
    expect(await journey.login({ pinPwd: '908172' })).toMatchObject({ kind: 'refused', code: 4012, notes: {} });
    asks(await journey.newCaptcha());
    expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
  });

  test('a number that was locked by wrong passwords stays so', async () => {
    const journey = stage().begin(`${plain}03`);
    await journey.open();
    for (let tries = 0; tries < 5; tries++) {
      expect(await journey.login({ pinPwd: '908172' })).toMatchObject({ kind: 'refused', code: 4012 });
      await journey.newCaptcha();
    }
    expect(await journey.login()).toMatchObject({ kind: 'refused', code: 20019 });
  });

  test.each([
    ['62', 20019, 'an account that is locked'],
    ['64', 20014, 'an initial password'],
    ['65', 20008, 'a number without a real name'],
  ])('scenario %s is refused at login with %i: %s', async (digits, code) => {
    const journey = stage().begin(plain + digits);
    asks(await journey.open());
    const refused = await journey.login();
    expect(refused).toMatchObject({ kind: 'refused', code });
    expect(refused.notes).toBeUndefined();
  });

  test('a carrier that is busy once is told to the subscriber, and does well the next time', async () => {
    const journey = stage().begin(`${plain}61`);
    await journey.open();
    expect(await journey.login()).toMatchObject({ kind: 'refused', code: 4007, notes: {} });
    expect(await journey.finish()).toMatchObject({ kind: 'signedIn' });
  });

  test('a texted code that may not be sent any more ends the day', async () => {
    expect(await stage().begin(`${plain}63`).signIn()).toMatchObject({ kind: 'refused', code: 4009 });
  });

  test('a code that the carrier finds expired is followed by a new one, which signs in', async () => {
    const journey = stage().begin(`${plain}66`);
    const again = asks(await journey.signIn());
    expect(again.because).toBe(20013);
    expect(again.challenge.sms).toEqual({ seconds: 120, notes: '' });
    expect((await journey.truth()).sms).toHaveLength(2);
    expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
  });

  test('a wrong code may be corrected while the last one is valid', async () => {
    const journey = stage().begin(`${texting}04`);
    await journey.open();
    expect(asks(await journey.login()).challenge.sms).toEqual({ seconds: 120, notes: '' });
    expect(await journey.verify({ smsCode: 'wrong' })).toMatchObject({ kind: 'refused', code: 4008, notes: {} });
    expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
  });

  test('a code that comes too late is followed by a new one', async () => {
    const journey = stage().begin(`${texting}05`);
    await journey.open();
    asks(await journey.login());
    await stage().moveClock(130);
    expect(asks(await journey.verify()).because).toBe(20013);
    expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
  });

  test('a new code is refused while the last one is valid, and sent afterwards', async () => {
    const journey = stage().begin(`${texting}06`);
    await journey.open();
    await journey.login();
    const before = (await journey.truth()).sms.length;
    expect(await journey.newSms()).toMatchObject({ kind: 'refused', code: 4990, notes: {} });
    await stage().moveClock(125);
    asks(await journey.newSms());
    expect((await journey.truth()).sms).toHaveLength(before + 1);
    expect(await journey.verify()).toMatchObject({ kind: 'signedIn' });
  });

  test('a session that the carrier has forgotten is a timeout', async () => {
    const journey = stage().begin(`${texting}07`);
    await journey.open();
    await journey.login();
    await stage().sandbox.turn('reset', {});
    expect(await journey.verify({ smsCode: '000000' })).toMatchObject({ kind: 'refused', code: 4004 });
  });
}
