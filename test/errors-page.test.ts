/** docs/errors.md says what src/errors.ts says. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorPage } from '../scripts/write-error-docs.ts';

test('the page of codes is made from the table of codes', () => {
  expect(readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')).toBe(errorPage());
});
