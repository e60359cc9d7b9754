import { parseAddress } from '../../geocode/parse/index.ts';
import type { Label } from '../../geocode/parse/labels.ts';

// What a single value looks like, by how it is written.

const numeral = /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;
export const isNumber = (value: string) => numeral.test(value);

/** A day, with or without a time: also 2024年5月1日, 20240501. */
export const isDate = (value: string) =>
  /^(?:1[89]|20)\d{2}(?:[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:[T\s]+\d{1,2}[:：时].*)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4,6})?)$/.test(
    value,
  );
export const hasClock = (value: string) => /\d{1,2}[:：]\d{2}/.test(value);
export const isClock = (value: string) => /^(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?$/.test(value);
export const yearOf = (value: string) => Number(/^(?:1[89]|20)\d{2}/.exec(value)?.[0] ?? Number.NaN);

const boolean = new Set('true false t f yes no y n 1 0 是 否 有 无 没有'.split(' '));
export const isYesNo = (value: string) => boolean.has(value.toLowerCase());

/** A mobile number, or one of a fixed line with its area code. */
export const isPhone = (value: string) =>
  /^(?:\+?86[- ]?)?(?:1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}|0\d{2,3}[- ]?\d{7,8})$/.test(value);

// The hundred commonest surnames cover some 85 % of people; two-character ones stand for themselves.
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'.split(
    '',
  ),
);
const double = ['欧阳', '上官', '司马', '诸葛', '夏侯', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '端木', '东方'];
/** A Chinese name of two or three characters, four after a surname of two. */
export const isPersonName = (value: string) =>
  /^\p{Script=Han}{2,4}$/u.test(value) &&
  ((value.length <= 3 && surnames.has(value[0]!)) ||
    double.some((surname) => value.startsWith(surname) && value.length > 2));

const pieces: ReadonlySet<Label> = new Set(['road', 'subroad', 'community', 'town', 'district', 'devzone']);
const numbered: ReadonlySet<Label> = new Set(['road_number', 'subroad_number', 'building', 'unit', 'room']);
/** An address: two places one in the other, or one with a number in it. */
export function isAddress(value: string): boolean {
  if (value.length < 4 || value.length > 120 || !/\p{Script=Han}/u.test(value)) return false;
  const labels = parseAddress(value).parts.map(({ label }) => label);
  const count = (set: ReadonlySet<Label>) => labels.filter((label) => set.has(label)).length;
  return labels.length >= 2 && (count(numbered) > 0 || count(pieces) >= 2);
}
/** 18 Example Street: a number before or behind words of a road. */
export const isWesternAddress = (value: string) =>
  /^\d{1,6}[A-Z]?(?:-\d+)?\s+\S.*\b(?:st|street|rd|road|ave|avenue|blvd|ln|lane|dr|drive|way|ct|court|fwy|hwy|pkwy|pl|place)\b\.?/i.test(
    value,
  );

/** 3幢, 三号楼, 12#, B座. */
export const isBuildingName = (value: string) =>
  /^(?:第)?[0-9A-Za-z一二三四五六七八九十百]{1,5}(?:[号＃#]?(?:楼|幢|栋|座)|[#＃])$/.test(value);
/** 101, 1203室. */
export const isDoor = (value: string) => /^[A-Z]?\d{3,4}(?:室|号)?$/.test(value);
export const isCompoundName = (value: string) =>
  /^\p{Script=Han}{1,10}(?:小区|花园|家园|新村|新苑|苑|公寓|里|庭|名都|名邸|华府|公馆|雅居|佳苑|城)(?:[一二三四五六七八九]期|[东南西北]区)?$/u.test(
    value,
  );
export const isPropertyCompany = (value: string) => /物业|物管/.test(value);

const relations = new Set(
  '户主 本人 配偶 妻 妻子 夫 丈夫 子 儿子 女 女儿 长子 次子 三子 长女 次女 三女 父 父亲 母 母亲 公公 婆婆 岳父 岳母 儿媳 女婿 孙子 孙女 外孙 外孙女 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 祖父 祖母 爷爷 奶奶 租客 租户 房主 保姆 其他 其他亲属 非亲属 spouse son daughter father mother head'.split(
    ' ',
  ),
);
export const isRelation = (value: string) => relations.has(value.toLowerCase());

/** Letters, digits and what joins them, at least four: a code rather than words or a measure. */
export const isCode = (value: string) => /^[A-Za-z0-9][A-Za-z0-9_/-]{3,39}$/.test(value);
/** Digits of a division: 6 for a district, 9 a street, 12 a community, with up to 4 more for a grid. */
export const isAreaCode = (value: string) => /^[1-9]\d{5}(?:\d{3}(?:\d{3}(?:\d{2,4})?)?)?$/.test(value);
