/** What the subscriber types into a step's fields: which there are, what is wrong with one, what is sent. */

import type { Asks } from '../../src/hosted/view.ts';

export type FieldName =
  | 'tel'
  | 'pin_pwd'
  | 'full_name'
  | 'id_card'
  | 'sms_code'
  | 'login_code'
  | 'captcha_code'
  | 'new_pwd'
  | `contact_${1 | 2 | 3}`;

/** What this carrier asks, in the order in which people meet it, and nothing else. */
export function fieldsOf({ pinPwd, fullName, idCard, sms, captcha }: Asks): FieldName[] {
  return [
    ...(fullName ? (['full_name'] as const) : []),
    ...(idCard ? (['id_card'] as const) : []),
    ...(pinPwd ? (['pin_pwd'] as const) : []),
    ...(captcha !== null ? (['captcha_code'] as const) : []),
    ...(sms !== null ? (['sms_code'] as const) : []),
  ];
}

export type Mistake = 'required' | 'telWrong' | 'idWrong';

export function mistakeIn(name: FieldName, value: string): Mistake | null {
  if (value === '') return 'required';
  if (name === 'tel' && !/^1[3-9]\d{9}$/.test(value)) return 'telWrong';
  if (name === 'id_card' && !/^\d{17}[\dX]$/.test(value)) return 'idWrong';
  return null;
}

/** As it is sent: pasted codes and numbers come with spaces, dashes, or the whole message around them. */
export function tidy(name: FieldName, value: string): string {
  if (name === 'full_name') return value.trim();
  const bare = value.replace(/[\s-]/g, '');
  if (name === 'tel') return bare.replace(/^(\+?86)(?=1\d{10}$)/, '');
  if (name === 'id_card') return bare.toUpperCase();
  if (name === 'sms_code' || name === 'login_code') return codeIn(bare);
  return bare;
}

/** Of a whole message, the one run of four to eight digits in it. */
function codeIn(text: string): string {
  if (!/\D/.test(text)) return text;
  const runs = text.match(/\d+/g)?.filter((run) => run.length >= 4 && run.length <= 8) ?? [];
  return runs.length === 1 && runs[0] !== undefined ? runs[0] : text;
}
