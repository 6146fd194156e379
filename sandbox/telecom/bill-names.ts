/** What the HTML portals call the items of a bill; the JSON ones use the plain names. */

const names: Readonly<Record<string, string>> = {
  套餐费: '套餐月基本费',
  上网费: '手机上网流量费',
  增值业务费: '增值业务使用费',
  代收费: '代收信息费',
  其他: '其他费用',
};

export const billItemName = (name: string): string => names[name] ?? name;
