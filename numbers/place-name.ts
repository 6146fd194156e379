/** Short place names: `内蒙古巴彦淖尔市` and `内蒙古 临河` both become `['内蒙古', '巴彦淖尔']`. */

/** Province and city, both without their administrative suffix; municipalities name themselves twice. */
export type Place = readonly [province: string, city: string];

/** The 31 provinces of the mainland; a place elsewhere is left out of the tables. */
const provinces = [
  ...['北京', '天津', '上海', '重庆', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '江苏'],
  ...['浙江', '安徽', '福建', '江西', '山东', '河南', '湖北', '湖南', '广东', '广西', '海南'],
  ...['四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆'],
];

const municipalities = new Set(['北京', '天津', '上海', '重庆']);

const kind = /(市|地区|自治州|盟|林区)$/;
const peoples =
  /(蒙古族?|哈萨克|柯尔克孜|朝鲜族|土家族|苗族|侗族|布依族|壮族|彝族|哈尼族|白族|傣族|景颇族|傈僳族|藏族|羌族|回族)+$/;

/** Places that were renamed or merged, seats named instead of their prefecture, and one bracketed description. */
const currentNames: Record<string, string> = {
  襄樊: '襄阳',
  '江汉（天门/仙桃/潜江）区': '仙桃',
  江汉: '仙桃',
  海拉尔: '呼伦贝尔',
  临河: '巴彦淖尔',
  集宁: '乌兰察布',
  吉首: '湘西',
  都匀: '黔南',
  索县: '那曲',
};

/** The short form of a city or prefecture: `大理白族自治州` → `大理`, `锡林郭勒盟` → `锡林郭勒`. */
function shortCity(city: string): string {
  const bare = city.replace(kind, '').replace(peoples, '');
  return currentNames[bare] ?? bare;
}

/**
 * Reads one place as either source writes it; where several cities share an area code the first, its seat, stands for all.
 * Null for a place outside the mainland or one that names no city.
 */
export function readPlace(text: string): Place | null {
  const province = provinces.find((name) => text.startsWith(name));
  if (province === undefined) return null;
  if (municipalities.has(province)) return [province, province];
  const rest = text
    .slice(province.length)
    .replace(/^(省|自治区)/, '')
    .trim();
  const city = shortCity(rest.split('、')[0] ?? '');
  return city === '' ? null : [province, city];
}
