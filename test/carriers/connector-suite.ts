/** The common suite that every connector must pass, played against the sandbox over real HTTP. */

import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { fetchSuite } from './fetch-suite.ts';
import { type Stage, setStage } from './journey.ts';
import { signInSuite } from './sign-in-suite.ts';
import type { Subject } from './subject.ts';
import { troubleSuite } from './trouble-suite.ts';

/** Registers the tests; gives access to the stage for a carrier's own ones. */
export function connectorSuite(subject: Subject): () => Stage {
  let stage: Stage | undefined;
  function onStage(): Stage {
    if (stage === undefined) throw new Error('the sandbox is up during tests only');
    return stage;
  }

  beforeAll(async () => {
    stage = await setStage(subject);
  });
  beforeEach(async () => {
    await onStage().sandbox.turn('reset', {});
    await onStage().moveClock(0);
  });
  afterAll(() => onStage().sandbox.close());

  describe('signing in', () => signInSuite(subject, onStage));
  describe('fetching', () => fetchSuite(subject, onStage));
  describe('trouble', () => troubleSuite(subject, onStage));
  return onStage;
}
