/** How each field's input behaves on a phone: its keyboard, what the browser may fill in, how long it may get. */

import type { InputHTMLAttributes } from 'vue';
import type { FieldName } from './answers.ts';

const code: InputHTMLAttributes = { type: 'text', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 200 };
const contact: InputHTMLAttributes = { type: 'tel', inputmode: 'tel', autocomplete: 'off', maxlength: 20 };
const plain = { autocapitalize: 'off', autocorrect: 'off', spellcheck: false } as const;

const attributes: Record<FieldName, InputHTMLAttributes> = {
  tel: { type: 'tel', inputmode: 'tel', autocomplete: 'tel-national', maxlength: 20 },
  pin_pwd: { type: 'password', inputmode: 'numeric', autocomplete: 'off', maxlength: 40 },
  full_name: { type: 'text', autocomplete: 'name', maxlength: 60 },
  id_card: { type: 'text', autocomplete: 'off', maxlength: 24, ...plain },
  sms_code: code,
  login_code: code,
  captcha_code: { type: 'text', autocomplete: 'off', maxlength: 12, ...plain },
  new_pwd: { type: 'password', inputmode: 'numeric', autocomplete: 'new-password', maxlength: 12 },
  contact_1: contact,
  contact_2: contact,
  contact_3: contact,
};

export function inputAttributes(name: FieldName): InputHTMLAttributes {
  return attributes[name];
}
