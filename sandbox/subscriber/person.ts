/** A made-up person: name, birthday and ID card, as they follow from a seed. */

import { idCardOf } from './id-card.ts';
import { between, chance, pick, type Random } from './seeded.ts';

export interface Person {
  name: string;
  /** 18 characters, of an area that does not exist, with a valid check digit. */
  idCard: string;
}

/** The commonest stand first. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙陶贺毛郝顾龚邵';
const givenOfMen = [...'伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳建亮成峰志文海东博晨皓轩'];
const givenOfWomen = [...'芳娜敏静秀娟英丽艳霞燕玲红梅莉兰琴云洁琳雪慧莹婷玉萍颖悦佳倩欣怡蕾薇晶晨妍露瑶琪梦雨'];

/** The square draws the first ones more often. */
function surnameOf(random: Random): string {
  return surnames.charAt(Math.floor(surnames.length * random() ** 2));
}

/** A person who turned 19 to 50 in `year`. */
export function personOf(random: Random, year: number): Person {
  const sex = chance(random, 0.5) ? 'man' : 'woman';
  const given = sex === 'man' ? givenOfMen : givenOfWomen;
  const name = surnameOf(random) + pick(random, given) + (chance(random, 0.7) ? pick(random, given) : '');
  return { name, idCard: idCardOf(random, sex, year - between(random, 19, 50)) };
}
