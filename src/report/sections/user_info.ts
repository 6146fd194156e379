/** `user_info`: what the app said about the subscriber, and whether the carrier's file agrees (report semantics §2). */

import type { UserInfo } from '../../domain/call-record.ts';
import type { Aggregate } from '../aggregate.ts';
import { type Conclusion, compareAddress, compareText } from '../conclusions.ts';

export interface UserInfoSection extends Required<UserInfo> {
  conclusion_of_user_name_check: Conclusion;
  conclusion_of_user_idcard_check: Conclusion;
  conclusion_of_user_address_check: Conclusion;
}

/** `{}` when the app said nothing. */
export function user_info({ userInfo, record, own, directory }: Aggregate): UserInfoSection | Record<string, never> {
  if (userInfo === null || Object.values(userInfo).every((value) => value === '')) return {};
  const { user_name = '', user_idcard = '', user_province = '', user_city = '', user_address = '' } = userInfo;
  const { full_name, id_card, address } = record.tel_info;
  return {
    user_name,
    conclusion_of_user_name_check: compareText(user_name, full_name),
    user_idcard,
    conclusion_of_user_idcard_check: compareText(user_idcard, id_card),
    user_province,
    user_city,
    user_address,
    conclusion_of_user_address_check: compareAddress(userInfo, address, own.facts.region, directory),
  };
}
