/** Password hashes for tests: what a guess is meant to cost is no promise of theirs. */

import { hashPassword } from '../src/store/console/password-hash.ts';

export const cheapHash = (password: string) => hashPassword(password, { N: 16, r: 1, p: 1 });
