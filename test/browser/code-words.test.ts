/** The subscriber's words for every code of §20. */

import { expect, test } from 'vitest';
import { codes } from '../../src/errors.ts';
import { codeWords } from '../../web/authorise/code-words.ts';

test('every code says what happened and what to do, in Chinese and in English', () => {
  expect(Object.keys(codeWords)).toEqual(Object.keys(codes));
  for (const { zh, en } of Object.values(codeWords)) {
    for (const text of zh) expect(text).toMatch(/^[^a-z]*\p{Script=Han}/u);
    for (const text of en) expect(text).not.toMatch(/\p{Script=Han}/u);
    for (const text of [...zh, ...en]) expect(text.length).toBeGreaterThan(3);
  }
});

test('no Chinese sentence shows a code, an English word of the API, or a name that only programmers know', () => {
  const shown = Object.values(codeWords).flatMap(({ zh }) => zh);
  expect(shown.filter((text) => /sid|token|API|HTTP|session|会话/i.test(text))).toEqual([]);
});
