import type { Random } from '../../../server/simulator/random.ts';
import { addDays } from './days.ts';

/** Common surnames with rough weights; the people are invented by drawing them apart from the given names. */
const surnames = [
  ...'王李张刘陈杨黄赵周吴徐孙朱马胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const femaleFirst = [...'秀玉桂春淑慧雅晓思雨梦欣佳诗静婉文若书语可芷紫碧海云'];
const femaleSecond = [...'兰英珍梅芳琴娟萍霞燕玲洁琳颖怡婷萱涵彤蕾妍悦宁岚蓉'];
const maleFirst = [...'建志国永文宏俊嘉子浩宇泽晨立德家明振海启博承景光庆'];
const maleSecond = [...'军平华林波斌辉涛鹏飞杰超凯轩然睿诚毅哲宁山峰源彬舟'];
const femaleSingle = [...'敏静丽娟艳霞婷颖洁芳'];
const maleSingle = [...'伟强磊军勇涛斌鑫刚辉'];

export type Sex = 'female' | 'male';

/** A surname, common ones more often. */
function drawSurname(random: Random): string {
  // The product of two draws leans to the front of the list, as real frequencies do.
  return surnames[Math.floor(random.next() * random.next() * surnames.length)]!;
}

/** A full invented name. */
export function drawName(random: Random, sex: Sex, surname = drawSurname(random)): string {
  const female = sex === 'female';
  if (random.chance(0.12)) return surname + random.pick(female ? femaleSingle : maleSingle);
  return surname + random.pick(female ? femaleFirst : maleFirst) + random.pick(female ? femaleSecond : maleSecond);
}

/** An obviously invented mobile number: 199 0000 and four digits. */
export function drawPhone(random: Random): string {
  return `1990000${String(random.integer(0, 9999)).padStart(4, '0')}`;
}

/** A birthday that makes a person `years` old today, spread over the year. */
export function drawBirthDate(random: Random, today: string, years: number): string {
  return addDays(today, -Math.floor(years * 365.25) - random.integer(0, 364));
}
