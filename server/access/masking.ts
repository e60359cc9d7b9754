import type { MaskedResident } from '../api/households/schema.ts';

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
  if (phone === null) return null;
  const digits = phone.replace(/\D/g, '').replace(/^86(?=\d{11}$)/, '');
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** A resident's row as the database holds it; `birth_date` is `YYYY-MM-DD`. */
export interface ResidentRow extends Omit<MaskedResident, 'birth_year'> {
  birth_date: string;
}

/** What of a resident may leave the server without a stated purpose. */
export function maskResident(row: ResidentRow): MaskedResident {
  return {
    name: maskName(row.name),
    relation: row.relation,
    sex: row.sex,
    birth_year: Number(row.birth_date.slice(0, 4)),
    phone: maskPhone(row.phone),
    registered_here: row.registered_here,
    lives_here: row.lives_here,
  };
}
