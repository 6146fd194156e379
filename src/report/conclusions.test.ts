/** What the subscriber said against what the carrier has on file (report semantics §2). */

import { describe, expect, test } from 'vitest';
import { builtInDirectory } from '../../test/golden/built-in-directory.ts';
import { compareAddress, compareText } from './conclusions.ts';

const hidden = '运营商未透露';

describe('a name or ID card', () => {
  test.each([
    ['测试甲', '测试甲', 1],
    [' 测试甲 ', '测试甲', 1],
    ['１１０１０１１９９００１０１００１ｘ', '11010119900101001X', 1],
    ['测试甲', '测试乙', 2],
    ['测试甲', '测**', 3],
    ['测试甲', '测*', 2],
    ['张三', '李*', 2],
    ['11010119900101001x', '1101**********001X', 3],
    ['110101199001010011', '1101**********001X', 2],
    ['测试甲', '***', 2],
    ['', '测试甲', 0],
    ['测试甲', '', 0],
    ['测试甲', hidden, 0],
  ])('"%s" against "%s" is %i', (said, onFile, conclusion) => {
    expect(compareText(said, onFile)).toBe(conclusion);
  });
});

describe('an address', () => {
  const against = (said: Parameters<typeof compareAddress>[0], onFile: string, home = '浙江') =>
    compareAddress(said, onFile, home, builtInDirectory());

  test('is equal to itself and to one that contains it, either way', () => {
    expect(against({ user_address: '江北区测试路1号' }, '江北区测试路1号')).toBe(1);
    expect(against({ user_address: '江北区测试路1号' }, '浙江省宁波市江北区测试路1号')).toBe(1);
    expect(against({ user_address: '浙江省宁波市江北区测试路1号' }, '江北区测试路1号')).toBe(1);
  });

  test('is alike in the same town, named beside it or in it', () => {
    const onFile = '浙江省宁波市海曙区某街2号';
    expect(against({ user_province: '浙江省', user_city: '宁波市', user_address: '测试路1号' }, onFile)).toBe(3);
    expect(against({ user_address: '浙江省宁波市江北区测试路1号' }, onFile)).toBe(3);
    expect(against({ user_province: '北京', user_address: '测试路1号' }, '北京市昌平区某街2号')).toBe(3);
  });

  test('is alike when the masked one agrees where it shows anything', () => {
    expect(against({ user_address: '测试路1号' }, '测试****')).toBe(2);
    expect(against({ user_address: '测试路1号' }, '测试***')).toBe(3);
  });

  test('is different in another town', () => {
    const onFile = '浙江省杭州市某街2号';
    expect(against({ user_address: '浙江省宁波市江北区测试路1号' }, onFile)).toBe(2);
    expect(against({ user_province: '浙江', user_address: '测试路1号' }, onFile)).toBe(2);
    expect(against({ user_address: '测试路1号' }, onFile)).toBe(2);
  });

  test('is not compared when only one side has one', () => {
    expect(against({ user_province: '浙江' }, '浙江省宁波市')).toBe(0);
    expect(against({ user_address: '测试路1号' }, hidden)).toBe(0);
  });

  test('gives way to the province when the carrier hides its own', () => {
    expect(against({ user_province: '浙江省' }, hidden)).toBe(1);
    expect(against({ user_province: '广西壮族自治区' }, hidden, '广西')).toBe(1);
    expect(against({ user_province: '北京市' }, hidden)).toBe(2);
    expect(against({ user_province: '北京市' }, hidden, '未知')).toBe(0);
  });
});
