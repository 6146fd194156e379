/** Which province of 中国电信 runs which portal (docs/carriers/telecom.md), by the `ProvinceID` that the national site gives. */

/** `json` is T1 of the protocol page, `html` T2, `gbk` T3. */
export type SubDialect = 'json' | 'html' | 'gbk';

export interface Province {
  name: string;
  dialect: SubDialect;
  /** Days are asked for as `2017-08-31` where others want `20170831`. */
  dashedDays?: true;
}

export const provinces: Readonly<Record<string, Province>> = {
  '01': { name: '北京', dialect: 'html' },
  '02': { name: '天津', dialect: 'html' },
  '03': { name: '河北', dialect: 'html' },
  '04': { name: '山西', dialect: 'html' },
  '05': { name: '内蒙古', dialect: 'html' },
  '06': { name: '辽宁', dialect: 'json', dashedDays: true },
  '07': { name: '吉林', dialect: 'json', dashedDays: true },
  '08': { name: '黑龙江', dialect: 'json', dashedDays: true },
  '09': { name: '上海', dialect: 'json' },
  '10': { name: '江苏', dialect: 'json' },
  '11': { name: '浙江', dialect: 'gbk' },
  '12': { name: '安徽', dialect: 'gbk' },
  '13': { name: '福建', dialect: 'html' },
  '14': { name: '江西', dialect: 'gbk' },
  '15': { name: '山东', dialect: 'json' },
  '16': { name: '河南', dialect: 'html' },
  '17': { name: '湖北', dialect: 'json' },
  '18': { name: '湖南', dialect: 'gbk' },
  '19': { name: '广东', dialect: 'html' },
  '20': { name: '广西', dialect: 'html' },
  '21': { name: '海南', dialect: 'gbk' },
  '22': { name: '重庆', dialect: 'gbk' },
  '23': { name: '四川', dialect: 'json' },
  '24': { name: '贵州', dialect: 'html' },
  '25': { name: '云南', dialect: 'json' },
  '26': { name: '西藏', dialect: 'html' },
  '27': { name: '陕西', dialect: 'html' },
  '28': { name: '甘肃', dialect: 'html' },
  '29': { name: '青海', dialect: 'html' },
  '30': { name: '宁夏', dialect: 'html' },
  '31': { name: '新疆', dialect: 'json', dashedDays: true },
};
