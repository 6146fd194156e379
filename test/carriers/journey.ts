/** Plays the subscriber and the service around one connector; every step gets a new portal, made from stored text only. */

import { openTestSandbox, type TestSandbox, testNow } from '../../sandbox/test-sandbox.ts';
import type { Answers, Challenge, Fetched, Outcome, Progress, StepContext } from '../../src/carriers/connector.ts';
import { openPortal } from '../../src/carriers/portal.ts';
import type { Subject } from './subject.ts';

export type Truth = Awaited<ReturnType<TestSandbox['inspect']>>;

export interface Patience {
  signal?: AbortSignal;
  requestTimeoutMs?: number;
  onProgress?: (progress: Progress) => void;
}

export interface Journey {
  tel: string;
  truth(): Promise<Truth>;
  open(): Promise<Outcome>;
  /** Answers what was asked last, rightly; `wrong` takes the place of the right answers. */
  login(wrong?: Answers): Promise<Outcome>;
  verify(wrong?: Answers): Promise<Outcome>;
  newCaptcha(): Promise<Outcome>;
  newSms(): Promise<Outcome>;
  /** `login`, and `verify` where more is asked, with right answers. */
  finish(): Promise<Outcome>;
  /** All steps with right answers, until the connector asks no more. */
  signIn(): Promise<Outcome>;
  fetch(patience?: Patience): Promise<Fetched>;
}

/** A sandbox whose clock the test moves, and journeys against it. */
export interface Stage {
  sandbox: TestSandbox;
  /** Sets the sandbox and the service `seconds` past `testNow`. */
  moveClock(seconds: number): Promise<void>;
  begin(tel: string, patience?: Patience, baseUrl?: string): Journey;
}

/** Retries come without their waits, so that tests do not sleep. */
const hurried = { random: () => 0.5, sleep: async () => undefined };

const nothingAsked: Challenge = { pinPwd: false, fullName: false, idCard: false, sms: null, captcha: null };

export async function setStage(subject: Subject): Promise<Stage> {
  const sandbox = await openTestSandbox();
  const { connector } = subject;
  let now = testNow;

  function begin(tel: string, patience: Patience = {}, baseUrl = sandbox.origin + subject.prefix): Journey {
    let stored = JSON.stringify({ cookies: '', notes: {} });
    let asked = nothingAsked;
    const truth = () => sandbox.inspect(tel);

    async function answers(wrong: Answers): Promise<Answers> {
      const { pin, name, id_card, sms, captcha } = await truth();
      return {
        ...(asked.pinPwd ? { pinPwd: pin } : {}),
        ...(asked.fullName ? { fullName: name } : {}),
        ...(asked.idCard ? { idCard: id_card } : {}),
        ...(asked.sms ? { smsCode: sms.at(-1)?.code ?? '' } : {}),
        ...(asked.captcha === null ? {} : { captchaCode: captcha?.text ?? '' }),
        ...wrong,
      };
    }

    function load(more: Patience = {}): { context: StepContext; notes: Record<string, string> } {
      const { cookies, notes } = JSON.parse(stored);
      const { signal, requestTimeoutMs } = { ...patience, ...more };
      const portal = openPortal({
        baseUrl,
        cookies,
        pace: hurried,
        ...(signal === undefined ? {} : { signal }),
        ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
      });
      return { context: { tel, province: '', city: '', portal, now: () => now }, notes };
    }

    async function step(
      play: (context: StepContext, notes: Record<string, string>) => Promise<Outcome>,
    ): Promise<Outcome> {
      const { context, notes } = load();
      const outcome = await play(context, notes);
      if (outcome.kind === 'ask') asked = outcome.challenge;
      stored = JSON.stringify({ cookies: context.portal.cookies(), notes: outcome.notes ?? notes });
      return outcome;
    }

    const journey: Journey = {
      tel,
      truth,
      open: () => step((context) => connector.open(context)),
      login: (wrong = {}) => step(async (context, notes) => connector.login(context, notes, await answers(wrong))),
      verify: (wrong = {}) => step(async (context, notes) => connector.verify(context, notes, await answers(wrong))),
      newCaptcha: () => step((context, notes) => connector.newCaptcha(context, notes)),
      newSms: () => step((context, notes) => connector.newSms(context, notes)),
      async signIn() {
        const opened = await journey.open();
        return opened.kind === 'ask' ? journey.finish() : opened;
      },
      async finish() {
        const loggedIn = await journey.login();
        return loggedIn.kind === 'ask' ? journey.verify() : loggedIn;
      },
      async fetch(more = {}) {
        const { context, notes } = load(more);
        return connector.fetch(context, notes, more.onProgress ?? (() => undefined));
      },
    };
    return journey;
  }

  return {
    sandbox,
    begin,
    async moveClock(seconds) {
      now = testNow + seconds;
      await sandbox.turn('clock', { now });
    },
  };
}
