import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { MAX_COLUMNS } from './limits.ts';

/** A cell as it stands in a table; dates are text. */
export type Cell = string | number | boolean | null;

/** A row that is looked at to find the headings; `row` is its number in the file. */
export interface SampleRow {
  row: number;
  cells: Cell[];
}

/** Merged cells: rows by their number, columns from 0, both ends included. */
export interface MergedRange {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Where the headings are and what they say. */
export interface Header {
  columns: string[];
  /** The row from which data begin. */
  dataFrom: number;
  notes: Sentence[];
}

/** Rows among which headings are looked for. */
export const SAMPLE_ROWS = 60;

/**
 * Finds the headings: the first row that is about as wide as the table and holds words only. Titles above it are left out; headings
 * of several rows that are merged are joined with a slash. Without such a row the columns are named by their place.
 * @param wanted the row that holds them, 0 for none; undefined: to be found.
 * @param placeName names a column without a heading by its index from 0.
 * @throws AppError when there are too many columns.
 */
export function findHeader(
  name: string,
  sample: readonly SampleRow[],
  merged: readonly MergedRange[],
  wanted: number | undefined,
  placeName: (index: number) => string,
): Header {
  const rows = sample.map((row) => spread(row, merged));
  const counts = sample.map(({ cells }) => cells.filter(isFilled).length).filter((count) => count > 0);
  const width = counts.sort((a, b) => a - b)[Math.ceil(0.75 * (counts.length - 1))] ?? 0;
  let first = wanted === undefined ? rows.findIndex((row) => isHeading(row, width)) : indexOfRow(rows, wanted, name);
  const notes: Sentence[] = [];
  if (first < 0) {
    if (wanted === undefined)
      notes.push({
        'zh-CN': '没有找到表头，各列按位置命名。如果有表头，请指定它在第几行。',
        en: 'No row of headings was found, so columns are named by their place. If there is one, say in which row.',
      });
    return { columns: columnNames(name, rows, [], placeName, notes), dataFrom: sample[0]?.row ?? 1, notes };
  }
  let last = first;
  if (wanted === undefined) while (first > 0 && isGroup(rows, first - 1, merged, width)) first--;
  while (goesOn(sample, last, merged)) last++;
  if (wanted === undefined && first > 0) notes.push(titles(rows[0]!.row, rows[first - 1]!.row));
  const headings = rows.slice(first, last + 1);
  if (last > first || merged.some((range) => range.top >= rows[first]!.row && range.bottom <= rows[last]!.row))
    notes.push({
      'zh-CN': '表头中有合并单元格，已按列合并成一个列名，用“/”连接。请核对列名。',
      en: 'Headings hold merged cells; they were joined to one name for each column, with a slash. Check the names.',
    });
  return {
    columns: columnNames(name, rows.slice(last + 1), headings, placeName, notes),
    dataFrom: rows[last]!.row + 1,
    notes,
  };
}

function indexOfRow(rows: readonly SampleRow[], wanted: number, name: string): number {
  const at = rows.findIndex(({ row }) => row === wanted);
  if (at >= 0 || wanted === 0) return at;
  throw importFault(
    `${name} 的第 ${wanted} 行是空行，或不在前 ${SAMPLE_ROWS} 行之内，不能作表头。`,
    `Row ${wanted} of ${name} is empty or not among the first ${SAMPLE_ROWS} rows, so it cannot hold the headings.`,
    'headerRow',
  );
}

function titles(from: number, to: number): Sentence {
  return from === to
    ? {
        'zh-CN': `第 ${from} 行当作标题跳过。`,
        en: `Row ${from} was taken for a title and left out.`,
      }
    : {
        'zh-CN': `第 ${from} 至 ${to} 行当作标题跳过。`,
        en: `Rows ${from} to ${to} were taken for titles and left out.`,
      };
}

const isFilled = (cell: Cell | undefined) => cell !== null && cell !== undefined && cell !== '';

/** The row with the value of a merged range in each of its cells. */
function spread({ row, cells }: SampleRow, merged: readonly MergedRange[]): SampleRow {
  const wide = [...cells];
  for (const { top, bottom, left, right } of merged) {
    if (row !== top || !isFilled(cells[left])) continue;
    for (let i = left + 1; i <= right && i < MAX_COLUMNS; i++) wide[i] ??= cells[left]!;
    if (bottom > top) wide[left] = cells[left]!;
  }
  for (let i = 0; i < wide.length; i++) wide[i] ??= null;
  return { row, cells: wide };
}

/** A word, not a number, date, number of a house or telephone; short, and no "name: value". */
function isWord(cell: Cell): boolean {
  return typeof cell === 'string' && cell.length <= 60 && /\p{L}/u.test(cell) && !/[:：]\s*\S|^\d{3,}/.test(cell);
}

function isHeading({ cells }: SampleRow, width: number): boolean {
  const filled = cells.filter(isFilled);
  const words = filled.filter(isWord);
  const different = new Set(filled).size;
  if (filled.length === 0 || filled.length < 0.6 * width || words.length < 0.8 * filled.length) return false;
  return different >= Math.min(width, Math.max(2, Math.ceil(0.4 * width)));
}

/** Whether the row above the headings groups some of them: several words, at least one across columns. */
function isGroup(rows: readonly SampleRow[], at: number, merged: readonly MergedRange[], width: number): boolean {
  const { row, cells } = rows[at]!;
  const filled = cells.filter(isFilled);
  const across = merged.some(({ top, left, right }) => top === row && right > left);
  return across && row + 1 === rows[at + 1]!.row && new Set(filled).size >= 2 && filled.every(isWord) && width > 2;
}

/** Whether headings go on in the next row: cells of this one reach down into it, or are divided by it and nothing else stands there. */
function goesOn(sample: readonly SampleRow[], at: number, merged: readonly MergedRange[]): boolean {
  const { row, cells } = sample[at]!;
  const down = merged.filter(({ top, bottom }) => top <= row && bottom > row);
  if (down.length > 0 && down.every(({ bottom }) => bottom <= row + 3)) return sample[at + 1]?.row === row + 1;
  const across = merged.filter(({ top, bottom, left, right }) => top === row && bottom === row && right > left);
  const next = sample[at + 1];
  if (across.length === 0 || next?.row !== row + 1) return false;
  const divided = (index: number) => across.some(({ left, right }) => index >= left && index <= right);
  return next.cells.every(
    (cell, index) => !isFilled(cell) || (isWord(cell) && (divided(index) || !isFilled(cells[index]))),
  );
}

function columnNames(
  name: string,
  data: readonly SampleRow[],
  headings: readonly SampleRow[],
  placeName: (index: number) => string,
  notes: Sentence[],
): string[] {
  const lastFilled = ({ cells }: SampleRow) => cells.findLastIndex(isFilled) + 1;
  const widths = data.map(lastFilled).sort((a, b) => b - a);
  // What one row in five has is a column without a heading; fewer are rows that have slipped.
  const count = Math.max(0, ...headings.map(lastFilled), widths[Math.floor(widths.length / 5)] ?? 0);
  checkColumns(name, count);
  const names = Array.from({ length: count }, (_, index) => {
    const parts = headings.map(({ cells }) => plainHeading(cells[index])).filter((part) => part !== '');
    return parts.filter((part, at) => part !== parts[at - 1]).join('/') || placeName(index);
  });
  return withoutDoubles(names, notes);
}

/** @throws AppError when a table has more columns than we hold. */
export function checkColumns(name: string, count: number): void {
  if (count <= MAX_COLUMNS) return;
  throw importFault(
    `${name} 有 ${count} 列，最多 ${MAX_COLUMNS} 列。请删去不需要的列，保存后重新上传。`,
    `${name} has ${count} columns; ${MAX_COLUMNS} are allowed. Delete those that are not needed, save it and upload it again.`,
    'file',
  );
}

/** Chinese headings are often spaced out or broken into lines to look even: 姓　名. */
function plainHeading(cell: Cell | undefined): string {
  return String(cell ?? '')
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ');
}

/** Names that stand there twice get a number. */
export function withoutDoubles(names: readonly string[], notes: Sentence[]): string[] {
  const taken = new Set<string>();
  const doubled = new Set<string>();
  const unique = names.map((name) => {
    let own = name;
    for (let i = 2; taken.has(own); i++) own = `${name} (${i})`;
    if (own !== name) doubled.add(name);
    taken.add(own);
    return own;
  });
  if (doubled.size > 0) {
    const list = [...doubled].slice(0, 5);
    notes.push({
      'zh-CN': `列名重复：${list.join('、')}。后面的列加了编号。`,
      en: `Several columns have the same name: ${list.join(', ')}. The later ones got a number.`,
    });
  }
  return unique;
}
