/** Numbers of 中国电信 in every province. */

/** Province → the first seven digits of a number there. */
const heads = {
  北京: '1330010',
  天津: '1330033',
  河北: '1330015',
  山西: '1330055',
  内蒙古: '1330470',
  辽宁: '1330400',
  吉林: '1330430',
  黑龙江: '1330075',
  上海: '1330018',
  江苏: '1330140',
  浙江: '1330570',
  安徽: '1330001',
  福建: '1330500',
  江西: '1330700',
  山东: '1330530',
  河南: '1330090',
  湖北: '1330710',
  湖南: '1330730',
  广东: '1330004',
  广西: '1330000',
  海南: '1330750',
  重庆: '1330002',
  四川: '1330800',
  贵州: '1330850',
  云南: '1330870',
  西藏: '1330890',
  陕西: '1330910',
  甘肃: '1330930',
  青海: '1330970',
  宁夏: '1330950',
  新疆: '1330990',
} as const;

export type ProvinceName = keyof typeof heads;

/** Nine digits, to which a scenario's two are added. */
export const stemIn = (province: ProvinceName): string => `${heads[province]}00`;

/** Province and stem of all 31. */
export const stems: readonly (readonly [province: string, stem: string])[] = Object.entries(heads).map(
  ([province, head]) => [province, `${head}00`],
);

/** A natural subscriber in each of these provinces. */
export const naturalIn = (provinces: readonly ProvinceName[]): string[] =>
  provinces.map((province, index) => `${stemIn(province)}${10 + index}`);
