import { normalForm } from './parse/normal-form.ts';
import { numeralValue } from './parse/numerals.ts';

/** A name or text as it is compared: narrow, simplified, lower case, without spaces. */
export function spelling(text: string): string {
  return normalForm(text).text.toLowerCase();
}

const areaEndings =
  /(?:社区居民委员会|社区居委会|居民委员会|村民委员会|街道办事处|经济技术开发区|居委会|村委会|街道办|社区|街道|自治县|新区|省|市|区|县|旗|镇|乡|村)$/;

/** What people say for short of an area: 望河 of 望河街道. @returns undefined where nothing of two characters is left. */
export function shortAreaName(name: string): string | undefined {
  const short = name.replace(areaEndings, '');
  return short === name || short.length < 2 ? undefined : short;
}

/** 桂花里3网格 and 桂花里三网格 of 桂花里第三网格. */
export function gridSpellings(name: string): string[] {
  const [, before, number] = /^(.*?)第?([0-9]+|[零一二三四五六七八九十百]+)号?网格$/.exec(name) ?? [];
  if (before === undefined || number === undefined) return [];
  const value = numeralValue(number);
  const figures = Number.isNaN(value) ? number : String(value);
  return [`${before}${figures}网格`, `${before}第${figures}网格`, `${before}${number}网格`].filter(
    (one) => one !== name,
  );
}

/** Words that say of what kind a name is, and so tell nothing by themselves. */
const emptyWords = new Set(
  (
    '社区 街道 居委会 村委会 社区居委会 居民委员会 村民委员会 办事处 街道办 街道办事处 小区 网格 路 街 巷 号 大道 村 区 县 市 省 镇 乡 组 队 ' +
    '家属院 家属区 宿舍 楼 住宅 住宅楼 居民楼 院 院内 大院 单元 室 户 层 附近 旁边 对面 门口 楼下 路口 交叉口 与 和 在 里 的 那边 这边'
  ).split(' '),
);

export function saysNothing(text: string): boolean {
  return text.length < 2 || emptyWords.has(text);
}
