/** The tags and flags that a number can carry, with the ids of §17 (report semantics §7). */

/** Name of every itag id. */
export const tagNames: ReadonlyMap<number, string> = new Map([
  [1, '银行'],
  [2, '保险'],
  [3, '证券'],
  [4, '互联网金融'],
  [5, '贷款'],
  [6, '理财'],
  [7, '赌博'],
  [8, '典当'],
  [9, '代办中介'],
  [10, '法院检察院'],
  [11, '公安局派出所'],
  [12, '律师'],
  [13, '催款'],
  [14, '客服'],
  [15, '营销'],
  [16, '小号'],
  [17, '信用卡热线'],
  [20, '现金贷'],
  [21, '综合消费金融'],
  [22, '装修分期'],
  [23, '租房分期'],
  [24, '旅游分期'],
  [25, '教育分期'],
  [26, '电商消费金融'],
  [27, '校园分期'],
  [28, '校园贷款'],
  [29, '医美分期'],
  [30, '汽车金融'],
  [31, '婚庆分期'],
  [32, '企业贷款'],
  [33, '抵押贷款'],
  [34, '信用卡代还'],
]);

/** What people marked a number as, and how many did (§17 `flag`). */
export interface Flag {
  fid: number;
  type: string;
  num: number;
}

/** Type of every flag id; 1, 2 and 5 are the document's, the others decided here. */
export const flagTypes: ReadonlyMap<number, string> = new Map([
  [1, '骚扰电话'],
  [2, '推销'],
  [3, '中介'],
  [4, '快递送餐'],
  [5, '疑似诈骗'],
  [6, '出租车司机'],
  [7, '招聘猎头'],
]);

const flagIds: ReadonlyMap<string, number> = new Map([...flagTypes].map(([fid, type]) => [type, fid]));

/** The id of a flag type, null for a type without one. */
export function flagIdOf(type: string): number | null {
  return flagIds.get(type) ?? null;
}

/** Names in the order of the ids; an id without a name is left out. */
export function namesOfTags(itagIds: readonly number[]): string[] {
  return itagIds.map((id) => tagNames.get(id)).filter((name) => name !== undefined);
}
