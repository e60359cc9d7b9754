import { meansSomething } from './field-words.ts';
import { bareForm, isOneSlip, plainForm } from './plain-form.ts';
import type { FieldToFill, Reason } from './types.ts';

/** How well a column's name fits a field. */
export interface NameFit {
  /** 0 to 1. */
  score: number;
  reason: Reason;
}

/** A column's name in the forms that are compared. */
export interface ColumnName {
  plain: string;
  bare: string;
  /** It may have been cut off: a dBASE name has at most 10 bytes. */
  mayBeCut: boolean;
  /** It means something by itself: then nothing that it merely resembles is meant. */
  isKnown: boolean;
  /** It says nothing, as F1 and 列2 do. */
  isBlank: boolean;
}

const blank = /^(?:[a-z]{0,2}|col|column|field|f|unnamed|字段|列|未命名)?\d*$/;
const SAME = 0.96;
const WORD = 0.9;
const FAINT_WORD = 0.86;
const BARE_COST = 0.03;
const CUT = 0.78;
const SLIP_LATIN = 0.72;
const SLIP = 0.66;

/** Prepares a column's name. */
export function columnName(column: string): ColumnName {
  const plain = plainForm(column);
  const bare = bareForm(column);
  const isKnown = meansSomething(plain) || meansSomething(bare);
  return { plain, bare, mayBeCut: isTenBytes(column), isKnown, isBlank: !isKnown && blank.test(plain) };
}

/** How well a name fits a field; null: not at all. */
export function nameFit({ plain, bare, mayBeCut, isKnown }: ColumnName, field: FieldToFill): NameFit | null {
  const own = [field.name, field.zh, field.en].map(plainForm);
  const ownBare = [...own, bareForm(field.zh), bareForm(field.en)];
  if (own.includes(plain) || ownBare.includes(bare))
    return { score: plain === bare ? SAME : SAME - BARE_COST, reason: same };
  const word = wordScore(plain, field) || wordScore(bare, field) - BARE_COST;
  if (word > 0) return { score: word, reason: anotherWord(field) };
  if (isKnown || bare === '') return null;
  const names = [...ownBare, ...field.synonyms];
  return cutName(bare, mayBeCut, names) ?? partOf(bare, names) ?? slipOf(bare, names);
}

/** The first words are the usual ones. */
function wordScore(plain: string, { synonyms }: FieldToFill): number {
  const at = synonyms.indexOf(plain);
  if (at < 0) return 0;
  return Math.max(FAINT_WORD, WORD + 0.04 - at * 0.004);
}

function cutName(bare: string, mayBeCut: boolean, names: readonly string[]): NameFit | null {
  const begun = bare.replace(/�+$/, '');
  const whole =
    mayBeCut && begun.length >= 2
      ? names.find((name) => name.length > begun.length && name.startsWith(begun))
      : undefined;
  return whole === undefined
    ? null
    : { score: CUT, reason: { 'zh-CN': `列名像是被截短的“${whole}”`, en: `it looks like "${whole}", cut off` } };
}

/** The end of a name says what it is: 企业注册地址 is an 地址. */
function partOf(bare: string, names: readonly string[]): NameFit | null {
  const shortest = /^[a-z0-9]+$/.test(bare) ? 4 : 2;
  let best: { name: string; score: number } | null = null;
  for (const name of names) {
    if (name.length < shortest || name.length >= bare.length) continue;
    const share = name.length / bare.length;
    const score = bare.endsWith(name) ? 0.5 + 0.25 * share : bare.startsWith(name) ? 0.4 + 0.25 * share : 0;
    if (score > (best?.score ?? 0)) best = { name, score };
  }
  return (
    best && {
      score: best.score,
      reason: { 'zh-CN': `列名里有“${best.name}”`, en: `its name has "${best.name}" in it` },
    }
  );
}

function slipOf(bare: string, names: readonly string[]): NameFit | null {
  const isLatin = /^[a-z0-9]+$/.test(bare);
  if (bare.length < (isLatin ? 5 : 4)) return null;
  const near = names.find((name) => name.length >= (isLatin ? 5 : 4) && isOneSlip(bare, name));
  return near === undefined
    ? null
    : {
        score: isLatin ? SLIP_LATIN : SLIP,
        reason: { 'zh-CN': `列名与“${near}”只差一处`, en: `its name is one slip away from "${near}"` },
      };
}

const same: Reason = { 'zh-CN': '列名相同', en: 'the names are the same' };

function anotherWord({ zh, en }: FieldToFill): Reason {
  return { 'zh-CN': `列名是「${zh}」的另一种叫法`, en: `its name is another word for ${en}` };
}

/** Nine or ten bytes in UTF-8, or in GBK, where a Chinese character has two: what is left of a longer dBASE name. */
function isTenBytes(column: string): boolean {
  const gbk = [...column].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x7f ? 2 : 1), 0);
  const utf8 = Buffer.byteLength(column.replace(/�+$/, ''));
  return [gbk, utf8].some((bytes) => bytes >= 8 && bytes <= 10);
}
