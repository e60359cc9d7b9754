import { bareForm, isOneSlip, plainForm } from './plain-form.ts';
import type { CodeMatch, FieldCode, FieldToFill, Reason, RememberedCode } from './types.ts';

/** From this confidence on a code is proposed; below it stands only as the nearest one. */
const TAKEN = 0.9;

interface Found {
  code: FieldCode;
  confidence: number;
  reason: Reason;
}

/**
 * Says what code each value of a field stands for: as people have settled it, by its name in whatever signs, by another word for it. What
 * is merely near is not taken but told.
 * @param values rows by value.
 * @returns most rows first.
 */
export function matchCodes(
  values: ReadonlyMap<string, number>,
  { codes = [] }: Pick<FieldToFill, 'codes'>,
  remembered: readonly RememberedCode[],
): CodeMatch[] {
  return [...values]
    .sort(([, a], [, b]) => b - a)
    .map(([value, rows]): CodeMatch => {
      const found = before(value, codes, remembered) ?? nearest(value, codes);
      if (found && found.confidence >= TAKEN)
        return { value, rows, code: found.code.id, confidence: found.confidence, reason: found.reason };
      if (!found) return { value, rows, code: null, confidence: 0, reason: unknown };
      return { value, rows, code: null, confidence: found.confidence, reason: found.reason, nearest: found.code.id };
    });
}

/** Of several meanings the one that was settled most often. */
function before(value: string, codes: readonly FieldCode[], remembered: readonly RememberedCode[]): Found | null {
  const own = remembered.filter((one) => one.value === value && codes.some(({ id }) => id === one.code));
  const times = own.reduce((sum, one) => sum + one.times, 0);
  const best = own.reduce<RememberedCode | null>((most, one) => (one.times > (most?.times ?? 0) ? one : most), null);
  if (!best) return null;
  const confidence = Math.round((TAKEN + (0.09 * best.times) / times) * 100) / 100;
  return { code: codes.find(({ id }) => id === best.code)!, confidence, reason: soBefore };
}

function nearest(value: string, codes: readonly FieldCode[]): Found | null {
  const plain = plainForm(value);
  const bare = bareForm(value);
  if (plain === '') return null;
  return (
    byName(codes, plain, 0.98, same) ??
    byWord(codes, plain, 0.94) ??
    byName(codes, bare, 0.93, sameBare) ??
    byWord(codes, bare, 0.9) ??
    within(codes, bare) ??
    slip(codes, bare)
  );
}

const namesOf = ({ id, zh, en }: FieldCode) => [id, zh, en].map(plainForm);

function byName(codes: readonly FieldCode[], plain: string, confidence: number, reason: Reason): Found | null {
  const code = codes.find((one) => namesOf(one).includes(plain));
  return code ? { code, confidence, reason } : null;
}

function byWord(codes: readonly FieldCode[], plain: string, confidence: number): Found | null {
  const code = codes.find(({ synonyms = [] }) => synonyms.some((word) => plainForm(word) === plain));
  return code ? { code, confidence, reason: told(code, '的另一种叫法', 'another word for') } : null;
}

/** One in the other, the longest first: 区级幼儿园 has 幼儿园 in it. */
function within(codes: readonly FieldCode[], plain: string): Found | null {
  let best: { code: FieldCode; length: number } | null = null;
  for (const code of codes)
    for (const word of [...namesOf(code), ...(code.synonyms ?? []).map(plainForm)]) {
      const isWord = /^[a-z0-9]+$/.test(word) ? word.length >= 4 : word.length >= 2;
      const fits = (isWord && plain.includes(word)) || (plain.length >= 2 && word.includes(plain));
      const length = Math.min(word.length, plain.length);
      if (fits && length > (best?.length ?? 0)) best = { code, length };
    }
  return best && { code: best.code, confidence: 0.6, reason: told(best.code, '，像是它', 'near to') };
}

function slip(codes: readonly FieldCode[], plain: string): Found | null {
  if (plain.length < 3) return null;
  const code = codes.find((one) =>
    [...namesOf(one), ...(one.synonyms ?? []).map(plainForm)].some((word) => isOneSlip(plain, word)),
  );
  return code ? { code, confidence: 0.5, reason: told(code, '，只差一处', 'one slip away from') } : null;
}

const same: Reason = { 'zh-CN': '与目录里的名称相同', en: 'it is called so in the list' };
const sameBare: Reason = {
  'zh-CN': '去掉括号和单位后与目录里的名称相同',
  en: 'without brackets it is called so in the list',
};
const soBefore: Reason = { 'zh-CN': '以前这样对应过', en: 'it was so before' };
const unknown: Reason = { 'zh-CN': '目录里没有', en: 'not in the list' };

function told({ zh, en }: FieldCode, chinese: string, english: string): Reason {
  return chinese.startsWith('，')
    ? { 'zh-CN': `目录里有「${zh}」${chinese}，请确认`, en: `it is ${english} "${en}" in the list; please confirm` }
    : { 'zh-CN': `是「${zh}」${chinese}`, en: `${english} "${en}"` };
}
