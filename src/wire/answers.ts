/** The subscriber's answers among a request's parameters (§6, §7). */

import { Type } from 'typebox';
import type { Answers } from '../carriers/connector.ts';
import { text } from './endpoint.ts';

export const codeParams = {
  sms_code: Type.Optional(text),
  captcha_code: Type.Optional(text),
};

export const loginParams = {
  pin_pwd: Type.Optional(text),
  full_name: Type.Optional(text),
  id_card: Type.Optional(text),
  ...codeParams,
};

interface WireAnswers {
  pin_pwd?: string;
  full_name?: string;
  id_card?: string;
  sms_code?: string;
  captcha_code?: string;
}

export function readAnswers(given: WireAnswers): Answers {
  return {
    ...(given.pin_pwd === undefined ? {} : { pinPwd: given.pin_pwd }),
    ...(given.full_name === undefined ? {} : { fullName: given.full_name }),
    ...(given.id_card === undefined ? {} : { idCard: given.id_card.toUpperCase() }),
    ...(given.sms_code === undefined ? {} : { smsCode: given.sms_code }),
    ...(given.captcha_code === undefined ? {} : { captchaCode: given.captcha_code }),
  };
}
