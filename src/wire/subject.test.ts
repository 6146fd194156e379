/** `user_info` and `user_contact` nested, as JSON text, and flat. */

import { describe, expect, test } from 'vitest';
import { readUserContacts, readUserInfo } from './subject.ts';

describe('user_info', () => {
  test.each([
    ['nested', { user_info: { user_name: '甲', user_city: '宁波' } }],
    ['as JSON text', { user_info: '{"user_name":"甲","user_city":"宁波"}' }],
    ['flat beside tel', { tel: '1', user_name: '甲', user_city: '宁波' }],
  ])('is read %s', (_form, params) => {
    expect(readUserInfo(params)).toEqual({ user_name: '甲', user_city: '宁波' });
  });

  test('is null when none of its fields came', () => {
    expect(readUserInfo({ tel: '1', user_info: 'nonsense' })).toBeNull();
  });
});

describe('user_contact', () => {
  const expected = [{ contact_tel: '139', contact_name: '乙', contact_relationship: '', contact_priority: 1 }];

  test.each([
    ['as a list', { user_contact: [{ contact_tel: '139', contact_name: '乙' }] }],
    ['as JSON text', { user_contact: '[{"contact_tel":139,"contact_name":"乙"}]' }],
    ['as a list with numeric keys', { user_contact: { 0: { contact_tel: '139', contact_name: '乙' } } }],
    ['as one object', { user_contact: { contact_tel: '139', contact_name: '乙' } }],
    ['flat beside tel', { tel: '1', contact_tel: '139', contact_name: '乙' }],
  ])('is read %s', (_form, params) => {
    expect(readUserContacts(params)).toEqual(expected);
  });

  test('one without a number is dropped, one without a priority takes its place, and 20 are the most', () => {
    const contacts = readUserContacts({
      user_contact: [{ contact_name: '丙' }, { contact_tel: '1', contact_priority: '9' }, { contact_tel: '2' }],
    });
    expect(contacts.map(({ contact_tel, contact_priority }) => [contact_tel, contact_priority])).toEqual([
      ['1', 9],
      ['2', 3],
    ]);
    expect(readUserContacts({ user_contact: Array.from({ length: 25 }, () => ({ contact_tel: '1' })) })).toHaveLength(
      20,
    );
  });
});
