/** Parameters in every shape that the original's clients send (wire contract §2). */

import { describe, expect, test } from 'vitest';
import { readParams } from './intake.ts';

const body = (text: string) => readParams('', Buffer.from(text));
const refused = { code: 4001 };

describe('forms', () => {
  test('nest as PHP and qs write them', async () => {
    const params = await body(
      'user_info[user_name]=%E7%94%B2&user_contact[0][contact_tel]=1&user_contact[1][contact_tel]=2&tel_list[]=3&tel_list[]=4',
    );
    expect(params).toEqual({
      user_info: { user_name: '甲' },
      user_contact: [{ contact_tel: '1' }, { contact_tel: '2' }],
      tel_list: ['3', '4'],
    });
  });

  test('lose blanks around keys and values; empty and null are absent', async () => {
    expect(await body('tel_list+=+1+&uid=&full_name=null&tel=13800000000')).toEqual({
      tel_list: '1',
      tel: '13800000000',
    });
  });

  test('a multipart body is read whatever its label', async () => {
    const part = (name: string, value: string) =>
      `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const params = await body(`${part('tel', '13800000000')}${part('user_info[user_name]', '甲')}--xyz--\r\n`);
    expect(params).toEqual({ tel: '13800000000', user_info: { user_name: '甲' } });
  });
});

describe('JSON', () => {
  test('is seen by its first character', async () => {
    expect(await body(' {"tel":13800000000,"user_contact":[{"contact_priority":1}],"uid":null}')).toEqual({
      tel: '13800000000',
      user_contact: [{ contact_priority: '1' }],
    });
  });

  test('a number of 18 digits keeps its last', async () => {
    expect(await body('{"id_card":110101199001011237}')).toEqual({ id_card: '110101199001011237' });
  });

  test.each(['{"tel":', '[1,2]', '{]'])('%s is refused', async (text) => {
    await expect(body(text)).rejects.toMatchObject(refused);
  });
});

describe('query and body', () => {
  test('are read together and the body wins', async () => {
    expect(await readParams('token=t&tel=1', Buffer.from('tel=2'))).toEqual({ token: 't', tel: '2' });
  });
});

describe('limits', () => {
  test.each([
    ['201 keys in JSON', JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, i])))],
    ['201 keys in a form', Array.from({ length: 201 }, (_, i) => `k${i}=1`).join('&')],
    ['51 items', JSON.stringify({ tel_list: Array.from({ length: 51 }, () => 1) })],
    ['six levels', '{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}'],
    ['six levels in a form', 'a[b][c][d][e][f][g]=1'],
    ['invalid percent encoding', 'tel=%ff%fe'],
  ])('%s are refused', async (_what, text) => {
    await expect(body(text)).rejects.toMatchObject(refused);
  });

  test('bytes that are not UTF-8 are refused', async () => {
    await expect(readParams('', Buffer.from([0x74, 0x3d, 0xff]))).rejects.toMatchObject(refused);
  });

  test('a prototype cannot be reached', async () => {
    const params = await body('{"__proto__":{"token":"x"},"tel":"1"}');
    expect(params.token).toBeUndefined();
    expect(({} as Record<string, unknown>).token).toBeUndefined();
  });
});
