import { createHash } from 'node:crypto';
import { normalForm } from '../../geocode/parse/normal-form.ts';

/** A name as it is compared: narrow, simplified, lower case, without spaces, dashes and underscores, `:` and `*`. */
export function plainForm(name: string): string {
  return normalForm(name)
    .text.toLowerCase()
    .replace(/[\s_\-*:：.．'"“”]+/g, '');
}

const bracketed = /[(（[【〔{《][^)）\]】〕}》]*[)）\]】〕}》]?/g;
const numbering = /^(?:\d{1,3}[.、．)）]|[一二三四五六七八九十]{1,3}[、．.])\s*/;
const asked = /(?:必填项?|选填项?|可不填|不填)$/;
const units = /(?:平方米|平米|㎡|m2|m²|米|meters?|metres?|\/?单位.*)$/i;

/** The plain form without what is said about a column rather than by it: brackets, numbering, units, 必填. */
export function bareForm(name: string): string {
  const bare = name
    .replace(/[\r\n]+/g, '')
    .replace(bracketed, '')
    .trim()
    .replace(numbering, '');
  const plain = plainForm(bare).replace(asked, '').replace(/#$/, 'no');
  const short = plain.replace(units, '');
  return short === '' ? plain : short;
}

/** What tells a sheet by its columns, in whatever order: 16 hexadecimal digits. */
export function sheetOf(columns: readonly string[]): string {
  const names = columns.map(plainForm).sort().join('\n');
  return createHash('sha256').update(names).digest('hex').slice(0, 16);
}

/** Whether one sign more, less, other, or two changed about makes one text the other; false where they are equal. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
