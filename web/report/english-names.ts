/** English for the set words that reports are written in: provinces, kinds of sensitive numbers, labels of contacts. */

const provinces =
  '北京 Beijing 天津 Tianjin 河北 Hebei 山西 Shanxi 内蒙古 Inner-Mongolia 辽宁 Liaoning 吉林 Jilin 黑龙江 Heilongjiang 上海 Shanghai 江苏 Jiangsu 浙江 Zhejiang 安徽 Anhui 福建 Fujian 江西 Jiangxi 山东 Shandong 河南 Henan 湖北 Hubei 湖南 Hunan 广东 Guangdong 广西 Guangxi 海南 Hainan 重庆 Chongqing 四川 Sichuan 贵州 Guizhou 云南 Yunnan 西藏 Tibet 陕西 Shaanxi 甘肃 Gansu 青海 Qinghai 宁夏 Ningxia 新疆 Xinjiang 香港 Hong-Kong 澳门 Macau 台湾 Taiwan';

const kinds =
  '催收 dunning 赌博 gambling 律师 lawyers 信用卡热线 credit-card-lines 贷款 loans 公检法 police-and-courts 银行 banks 互联网金融 online-finance 典当 pawnshops 保险 insurance 理财 wealth-management 小号 second-numbers 证券 securities';

const names = new Map(
  `${provinces} ${kinds}`.match(/\S+ \S+/g)?.map((pair): [string, string] => {
    const [chinese = '', english = ''] = pair.split(' ');
    return [chinese, english.replaceAll('-', ' ')];
  }),
);

const labels: [chinese: RegExp, english: string][] = [
  [/^紧急联系人/, 'emergency contact '],
  [/^高频联系人/, 'most calls: '],
  [/^长时间联系人/, 'most time: '],
];

/** The word itself where none is known: what a carrier or an app wrote. */
export function englishOf(chinese: string): string {
  const label = labels.find(([pattern]) => pattern.test(chinese));
  return label ? chinese.replace(label[0], label[1]) : (names.get(chinese) ?? chinese);
}
