/** user_info: an echo with three conclusions, or nothing. */

import { expect, test } from 'vitest';
import { reportInput, small } from '../../../test/golden/small-record.ts';
import { user_info } from './user_info.ts';

test('echoes what was said, "" for the rest, and compares', () => {
  expect(user_info(small({ userInfo: { user_name: '测试乙', user_province: '北京' } }))).toStrictEqual({
    user_name: '测试乙',
    conclusion_of_user_name_check: 2,
    user_idcard: '',
    conclusion_of_user_idcard_check: 0,
    user_province: '北京',
    user_city: '',
    user_address: '',
    conclusion_of_user_address_check: 1,
  });
});

test('finds a masked ID card alike', () => {
  const { tel_info } = reportInput().record;
  const aggregate = small({
    userInfo: { user_idcard: '110101199001010011' },
    record: { tel_info: { ...tel_info, id_card: '1101**********0011' } },
  });
  expect(user_info(aggregate)).toMatchObject({ conclusion_of_user_idcard_check: 3 });
});

test('is {} when the app said nothing, or nothing but empty words', () => {
  expect(user_info(small())).toStrictEqual({});
  expect(user_info(small({ userInfo: {} }))).toStrictEqual({});
  expect(user_info(small({ userInfo: { user_name: '' } }))).toStrictEqual({});
});
