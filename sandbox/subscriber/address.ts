/** Postal addresses in a real province and city, in streets that were made up. */

import type { Place } from '../numbers.ts';
import { between, pick, type Random } from './seeded.ts';

const provinceTails: Record<string, string> = {
  北京: '市',
  上海: '市',
  天津: '市',
  重庆: '市',
  内蒙古: '自治区',
  广西: '壮族自治区',
  西藏: '自治区',
  宁夏: '回族自治区',
  新疆: '维吾尔自治区',
};

/** Prefectures, leagues and regions: the places that are no 市. */
const noCities = new Set(
  (
    '延边 恩施 湘西 阿坝 甘孜 凉山 黔西南 黔东南 黔南 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 临夏 甘南 海北 黄南 ' +
    '海南 果洛 玉树 海西 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 兴安 锡林郭勒 阿拉善 大兴安岭 阿里 神农架'
  ).split(' '),
);

const firstParts = ['青禾', '望湖', '云锦', '听松', '枫桥', '朝霞', '丹桂', '碧溪', '银杏', '晴川', '芦花', '锦鲤'];
const lastParts = ['路', '街', '巷', '东路', '西街', '南路', '北街'];

/** `浙江省宁波市`; a municipality once: `北京市`. */
export function regionOf(place: Place): string {
  const province = place.province + (provinceTails[place.province] ?? '省');
  if (provinceTails[place.province] === '市') return province;
  return province + place.city + (noCities.has(place.city) ? '' : '市');
}

/** `青禾路128号3幢502室`. */
export function streetOf(random: Random): string {
  const street = pick(random, firstParts) + pick(random, lastParts);
  const door = `${between(random, 1, 18)}0${between(random, 1, 4)}`;
  return `${street}${between(random, 1, 399)}号${between(random, 1, 28)}幢${door}室`;
}
