/** The rules for a new service password, at their edges. */

import { expect, test } from 'vitest';
import { faultOfNewPassword } from './recovery.ts';

const owner = { tel: '13007501928', idCard: '99012319850613274X' };

test.each([
  ['six digits that follow no rule', '407316', 6],
  ['eight of them where eight are wanted', '40731692', 8],
  ['a run that wraps around', '890123', 6],
  ['steps of two', '135791', 6],
  ['two halves alike', '112112', 6],
  ['only five digits in a row of the number', '750199', 6],
  ['the end of the number and its beginning', '928130', 6],
] as const)('%s may be set', (_what, password, length) => {
  expect(faultOfNewPassword(password, length, owner)).toBeNull();
});

test.each([
  ['a letter', '40731a', 6, 30008],
  ['digits of another script', '４０７３１６', 6, 30008],
  ['a blank', '40 316', 6, 30008],
  ['nothing', '', 6, 30008],
  ['five digits', '40731', 6, 30003],
  ['seven digits', '4073169', 6, 30003],
  ['eight where six are wanted', '40731692', 6, 30003],
  ['six where eight are wanted', '407316', 8, 30002],
  ['one digit repeated', '888888', 6, 30005],
  ['a run up', '123456', 6, 30005],
  ['a run up from nought', '012345', 6, 30005],
  ['a run down', '987654', 6, 30005],
  ['a run down to nought', '543210', 6, 30005],
  ['eight in a run', '12345678', 8, 30005],
  ['the end of the number', '501928', 6, 30005],
  ['the beginning of the number', '130075', 6, 30005],
  ['the birthday on the ID card', '850613', 6, 30005],
  ['the beginning of the ID card', '990123', 6, 30005],
  ['six digits of the ID card within eight', '19850613', 8, 30005],
  ['six digits of the number at the end of eight', '44501928', 8, 30005],
] as const)('%s is refused', (_what, password, length, code) => {
  expect(faultOfNewPassword(password, length, owner)).toBe(code);
});

test('without an ID card on file the number alone is compared with', () => {
  expect(faultOfNewPassword('850613', 6, { ...owner, idCard: '' })).toBeNull();
  expect(faultOfNewPassword('501928', 6, { ...owner, idCard: '' })).toBe(30005);
});
