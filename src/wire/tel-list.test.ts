/** `tel_list` in every shape that the original's clients send, from a request's bytes on. */

import { expect, test } from 'vitest';
import { readParams } from './intake.ts';
import { readTelList } from './tel-list.ts';

const read = async (body: string) => readTelList((await readParams('', Buffer.from(body))).tel_list);
const three = ['13900000001', '13800000002', '01053912857'];
const [first, second, third] = three;

test.each([
  ['a list in JSON', JSON.stringify({ tel_list: three })],
  ['a list in JSON under a key with a blank', JSON.stringify({ 'tel_list ': three })],
  ['a JSON string in JSON', JSON.stringify({ tel_list: JSON.stringify(three) })],
  ['a text with commas in JSON', JSON.stringify({ tel_list: three.join(',') })],
  ['a JSON string in a form', `tel_list=${encodeURIComponent(JSON.stringify(three))}`],
  ['PHP brackets', `tel_list[]=${first}&tel_list[]=${second}&tel_list[]=${third}`],
  ['PHP brackets, percent-encoded', `tel_list%5B%5D=${first}&tel_list%5B%5D=${second}&tel_list%5B%5D=${third}`],
  ['indices', `tel_list[0]=${first}&tel_list[1]=${second}&tel_list[2]=${third}`],
  ['the key thrice', `tel_list=${first}&tel_list=${second}&tel_list=${third}`],
  ['commas', `tel_list=${three.join(',')}`],
  ['commas and brackets, as Arrays.toString prints', `tel_list=[${three.join(', ')}]`],
  ['Chinese commas', `tel_list=${three.join('，')}`],
  ['a single entry with commas in PHP brackets', `tel_list[]=${three.join(',')}`],
  ['blanks and an empty entry', `tel_list= ${three.join(' , ')} ,`],
])('%s', async (_what, body) => {
  expect(await read(body)).toEqual(three);
});

test('numbers in JSON keep their digits', async () => {
  expect(await read('{"tel_list":[13900000001,13800000002]}')).toEqual(three.slice(0, 2));
});

test('a Java array printed by mistake is one entry that is no number', async () => {
  expect(await read('tel_list=[Ljava.lang.String;@1b2c3d')).toEqual(['[Ljava.lang.String;@1b2c3d']);
});

test.each(['', 'tel_list=', 'tel_list=[]', '{"tel_list":[]}', '{"tel_list":""}', '{"tel_list":null}'])(
  '%s is absent',
  async (body) => {
    expect(await read(body)).toEqual([]);
  },
);
