import type { Sentence } from '../errors.ts';
import { codesOf, idsOf } from './catalogues.ts';
import { holdsIdentityNumber } from './forbidden.ts';
import type { LayerColumn, NamedField } from './layer-columns.ts';
import { plainNumber } from './numbers.ts';
import { dateOf, timestampOf } from './times.ts';
import { type FaultKind, RowFault } from './types.ts';

/** Signs of a text, where its field says no other number. */
const LONGEST = 500;
const empty = new Set(['', 'na', 'n/a', 'null', 'none', 'nan', '\\n', '无', '-']);
const yes = new Set(['true', 't', 'yes', 'y', '1', '是', '有']);
const no = new Set(['false', 'f', 'no', 'n', '0', '否', '无', '没有']);

/**
 * A value as the text that PostgreSQL reads for a column; null when the file leaves it empty (also NA, NULL, 无).
 * @param timeZone IANA zone of times and days without an offset.
 * @throws RowFault naming the column when the value does not fit.
 */
export function columnValue(column: LayerColumn, given: unknown, timeZone: string): string | null {
  if (given === null || given === undefined) return null;
  if (typeof given === 'object')
    throw fault(
      column,
      '应为一个值，却是一组',
      `should be one value, but is ${Array.isArray(given) ? 'a list' : 'an object'}`,
    );
  const text = cellText(given);
  if (column.type !== 'boolean' && empty.has(text.toLowerCase())) return null;
  if (text === '') return null;
  if (holdsIdentityNumber(text))
    throw fault(
      { ...column, sealed: true },
      '含有身份证号码，本系统不得保存，请删去这一列或这些号码',
      'holds an identity number, which Jingwei must never hold; take the column or the numbers out',
      { kind: 'identity' },
    );
  if (text.includes('\0')) throw fault(column, '含有无法保存的空字符', 'holds a NUL character');
  switch (column.type) {
    case 'integer':
    case 'number':
      return numberOf(column, text);
    case 'boolean':
      return booleanOf(column, text);
    case 'date':
      return dateOf(column, text, timeZone);
    case 'time':
      return clockOf(column, text);
    case 'timestamp':
      return timestampOf(column, text, timeZone);
    case 'text':
      return textOf(column, text);
  }
}

/** A cell as text. A number too long to be whole, as a sheet makes one of an identity number, stands with its power of ten. */
export function cellText(given: unknown): string {
  const isRounded = typeof given === 'number' && Number.isInteger(given) && !Number.isSafeInteger(given);
  return isRounded ? given.toExponential() : String(given).trim();
}

/** A value, or our code where people have said what it stands for. */
export function meantBy(value: unknown, codes: Readonly<Record<string, string>> | undefined): unknown {
  return codes && value !== null && typeof value !== 'object' ? (codes[String(value).trim()] ?? value) : value;
}

function numberOf(column: LayerColumn, text: string): string {
  const value = Number(plainNumber(text, column.units));
  if (!Number.isFinite(value)) throw fault(column, '应为数字', 'should be a number', { text, kind: 'number' });
  if (column.type === 'integer' && !Number.isInteger(value))
    throw fault(column, '应为整数', 'should be a whole number', { text, kind: 'number' });
  const [low, high] = column.range ?? [-Infinity, Infinity];
  if (value < low || value > high)
    throw fault(column, `应在 ${low} 至 ${high} 之间`, `should lie between ${low} and ${high}`, {
      text,
      kind: 'range',
    });
  return String(value);
}

function booleanOf(column: LayerColumn, text: string): string {
  const lower = text.toLowerCase();
  if (yes.has(lower)) return 'true';
  if (no.has(lower)) return 'false';
  throw fault(column, '应为“是”或“否”', 'should be yes or no', { text });
}

function clockOf(column: LayerColumn, text: string): string {
  const found = /^(\d{1,2})[:：](\d{2})(?::(\d{2}))?$/.exec(text);
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hour > 23 || minute > 59 || Number(found[3] ?? 0) > 59)
    throw fault(column, '应为一天中的时刻，例如 18:00', 'should be a time of day such as 18:00', {
      text,
      kind: 'time',
    });
  return `${found[1]!.padStart(2, '0')}:${found[2]}:${found[3] ?? '00'}`;
}

const codeHint: Sentence = {
  'zh-CN': '；也可以在「对应列」里说明这种写法是哪一种',
  en: '; what it stands for can also be said under Columns',
};

function textOf(column: LayerColumn, text: string): string {
  const longest = column.longest ?? LONGEST;
  if (text.length > longest)
    throw fault(
      column,
      `有 ${text.length} 个字，最多 ${longest} 个字`,
      `has ${text.length} signs, at most ${longest} fit`,
      {
        kind: 'long',
      },
    );
  if (column.catalogue === undefined && column.allowed === undefined) return text;
  const id = idsOf(column).get(text.toLowerCase());
  if (id !== undefined) return id;
  if (column.free) return text;
  const codes = codesOf(column)!;
  const list = (name: (code: (typeof codes)[number]) => string, mark: string) => codes.map(name).join(mark);
  throw fault(
    column,
    `应为 ${list(({ zh }) => zh, '、')} 之一`,
    `should be one of ${list(({ id: code }) => code, ', ')}`,
    { text, kind: 'code', hint: codeHint },
  );
}

/**
 * What is wrong with a field, in both languages, under the name that the file gives it, and what it says instead: never of a field that
 * is sealed.
 */
export function fault(
  column: NamedField,
  zh: string,
  en: string,
  { text, kind = 'value', hint }: { text?: string; kind?: FaultKind; hint?: Sentence } = {},
): RowFault {
  const told = text !== undefined && !column.sealed;
  return new RowFault(
    `「${column.theirs ?? column.zh ?? column.name}」${zh}${told ? `，现为“${shorten(text)}”` : ''}${hint?.['zh-CN'] ?? ''}`,
    `${column.theirs ?? column.name} ${en}${told ? `, but is "${shorten(text)}"` : ''}${hint?.en ?? ''}`,
    column.name,
    kind,
  );
}

/** At most 40 characters of a value, for a message. */
function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
