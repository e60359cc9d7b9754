/** Surnames of two characters (复姓) still in use. */
const compoundSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 ' +
    '慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 ' +
    '轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 南荣 东里 东宫 即墨 达奚 褚师 纳兰'
  ).split(' '),
);

/** 张*, 欧阳*: the surname and one star, whatever the length; the first letter where the script has no surname first. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const surname = characters.slice(0, 2).join('');
  const kept = characters.length > 2 && compoundSurnames.has(surname) ? surname : (characters[0] ?? '');
  return `${kept}*`;
}

/** 138****1234; the last two digits of a number too short for that; null stays null. */
export function maskPhone(phone: string | null): string | null {
  return phone === null ? null : maskNumber(phone);
}

function maskNumber(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^86(?=\d{11}$)/, '');
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** How a value is masked that keeps something of itself; every other one is hidden whole. */
const masks: Record<string, (value: string) => string> = {
  'resident.name': maskName,
  'resident.phone': maskNumber,
  'resident.birth_date': (day) => day.slice(0, 4),
  'duty_holder.phone': maskNumber,
};

/** Columns of class personal or sensitive of which a mask shows a part, as `table.column`. */
export const partlyShown: readonly string[] = Object.keys(masks);

/**
 * What of a personal or sensitive value may stand in an answer, a log or an export without a purpose that reveals it:
 * surname, ends of a phone number, year of a `YYYY-MM-DD` day; `***` of every other column. Null stays null.
 * @param column `table.column`.
 */
export function maskFor<Value extends string | null>(column: string, value: Value): Value {
  if (value === null) return value;
  return (masks[column]?.(value) ?? '***') as Value;
}
