import type { Sentence } from '../../../errors.ts';
import { importFault } from '../../faults.ts';
import type { ByteSource } from '../bytes.ts';
import { longNumber } from '../csv.ts';
import { checkColumns, findHeader, type Header, type MergedRange, SAMPLE_ROWS } from '../header.ts';
import { BATCH_ROWS, MAX_TABLES } from '../limits.ts';
import type { OpenedTables, ReadOptions, ReadRow, TableInFile } from '../types.ts';
import type { Archive } from '../zip.ts';
import { columnLetters, sheetFacts } from './facts.ts';
import { readStrings, readWorkbook, type SheetPart } from './parts.ts';
import { readSheet, type SheetContext, type SheetRow } from './sheet.ts';
import { readStyles } from './styles.ts';

interface OpenedSheet {
  table: TableInFile;
  source: ByteSource;
  header: Header;
  merged: MergedRange[];
}

/**
 * A workbook; a table is a visible sheet that holds something, a row its number in the sheet.
 * @throws AppError when it is broken, holds nothing or too much.
 */
export async function openXlsx(archive: Archive, options: ReadOptions): Promise<OpenedTables> {
  const workbook = await readWorkbook(archive);
  const notes = [...archive.notes];
  const context: SheetContext = {
    strings: workbook.strings ? await readStrings(archive, workbook.strings) : [],
    styles: workbook.styles ? await readStyles(await named(archive, workbook.styles)) : [],
    from1904: workbook.from1904,
  };
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden);
  if (hidden.length > 0) notes.push(hiddenSheets(hidden));
  const sheets = new Map<string, OpenedSheet>();
  for (const part of workbook.sheets.filter((sheet) => !sheet.hidden).slice(0, MAX_TABLES)) {
    const sheet = await openSheet(archive, part, context, options, notes);
    if (sheet) sheets.set(part.name, sheet);
  }
  if (sheets.size === 0) throw noRows(archive.name);
  let current: ByteSource | undefined;
  return {
    format: 'xlsx',
    tables: [...sheets.values()].map(({ table }) => table),
    notes,
    sizeBytes: archive.sizeBytes,
    bytesRead: () => current?.bytesRead() ?? 0,
    read(table) {
      const sheet = sheets.get(table)!;
      current = sheet.source;
      return readRows(sheet, context);
    },
    close: async () => archive.close(),
  };
}

async function named(archive: Archive, entry: SheetPart['entry']): Promise<ByteSource> {
  return renamed(await archive.source(entry), archive.name);
}

/** Messages name the file that people know, not its part. */
function renamed(source: ByteSource, name: string): ByteSource {
  return { ...source, name };
}

function hiddenSheets(hidden: readonly SheetPart[]): Sentence {
  const names = hidden.slice(0, 10).map(({ name }) => name);
  return {
    'zh-CN': `隐藏的工作表没有读取：${names.join('、')}。如果需要，请在 Excel 中取消隐藏后重新上传。`,
    en: `Hidden sheets were not read: ${names.join(', ')}. If they are needed, unhide them in Excel and upload the file again.`,
  };
}

function noRows(name: string) {
  return importFault(
    `${name} 里没有数据：所有工作表都是空的或隐藏的。请检查后重新上传。`,
    `${name} holds no rows: all of its sheets are empty or hidden. Check it and upload it again.`,
    'file',
  );
}

async function openSheet(
  archive: Archive,
  part: SheetPart,
  context: SheetContext,
  options: ReadOptions,
  notes: Sentence[],
): Promise<OpenedSheet | null> {
  const source = await named(archive, part.entry);
  const facts = await sheetFacts(source);
  const sample: SheetRow[] = [];
  for await (const rows of readSheet(source, context)) {
    sample.push(...rows);
    if (sample.length >= SAMPLE_ROWS) break;
  }
  sample.length = Math.min(sample.length, SAMPLE_ROWS);
  if (sample.length === 0) return null;
  checkColumns(archive.name, Math.max(...sample.map(({ beyond }) => beyond)));
  const held = sample.map(({ row, cells, faults }) => {
    const wide = [...cells];
    // A cell that cannot be used still says that its column is there, and that it is no heading.
    for (const { index } of faults) wide[index] = 0;
    return { row, cells: Array.from(wide, (cell) => cell ?? null) };
  });
  const header = findHeader(
    archive.name,
    held,
    facts.merged,
    options.headerRow,
    (index) => `列${columnLetters(index)}`,
  );
  const above = held.filter(({ row }) => row < header.dataFrom).length;
  const merged = facts.merged.filter(({ top, bottom }) => top >= header.dataFrom && bottom > top);
  notes.push(...sheetNotes(part.name, header, facts, merged));
  const table: TableInFile = {
    name: part.name,
    columns: header.columns,
    rows: Math.max(0, facts.rows - above),
    geometry: null,
    crs: null,
    encoding: null,
  };
  return { table, source, header, merged };
}

function sheetNotes(
  sheet: string,
  header: Header,
  facts: { formulas: number; hiddenRows: number },
  merged: readonly MergedRange[],
): Sentence[] {
  const notes = [...header.notes];
  if (facts.formulas > 0)
    notes.push({
      'zh-CN': `有 ${facts.formulas} 个公式，读取的是 Excel 上次保存的结果。`,
      en: `There are ${facts.formulas} formulas; the results that Excel saved last were read.`,
    });
  if (merged.length > 0)
    notes.push({
      'zh-CN': `数据中有 ${merged.length} 处上下合并的单元格，已把内容填入其中每一行。`,
      en: `Cells of several rows are merged in ${merged.length} places; what they hold was put into each of these rows.`,
    });
  if (facts.hiddenRows > 0)
    notes.push({
      'zh-CN': `有 ${facts.hiddenRows} 行被隐藏或筛选掉，仍会读取。如果不需要，请先删除这些行。`,
      en: `${facts.hiddenRows} rows are hidden or filtered out and will be read all the same. Delete them first if they are not wanted.`,
    });
  return notes.map((note) => ({
    'zh-CN': `工作表“${sheet}”：${note['zh-CN']}`,
    en: `Sheet "${sheet}": ${note.en}`,
  }));
}

async function* readRows(sheet: OpenedSheet, context: SheetContext): AsyncGenerator<ReadRow[]> {
  const filler = new DownFiller(sheet.merged);
  let batch: ReadRow[] = [];
  for await (const rows of readSheet(sheet.source, context)) {
    for (const row of rows) {
      if (row.row < sheet.header.dataFrom) continue;
      filler.fill(row);
      batch.push(rowOf(sheet.header.columns, row));
    }
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Puts what merged cells hold into each of their rows. */
class DownFiller {
  private active: { bottom: number; left: number; value: SheetRow['cells'][number] }[] = [];
  private readonly byTop = new Map<number, MergedRange[]>();

  constructor(merged: readonly MergedRange[]) {
    for (const range of merged) this.byTop.set(range.top, [...(this.byTop.get(range.top) ?? []), range]);
  }

  fill({ row, cells }: SheetRow): void {
    if (this.active.length > 0) this.active = this.active.filter(({ bottom }) => bottom >= row);
    for (const { left, value } of this.active) cells[left] ??= value;
    for (const { bottom, left } of this.byTop.get(row) ?? [])
      if (cells[left] !== undefined) this.active.push({ bottom, left, value: cells[left] });
  }
}

function rowOf(columns: readonly string[], { row, cells, faults, beyond }: SheetRow): ReadRow {
  const properties: ReadRow['properties'] = {};
  for (let i = 0; i < columns.length; i++) properties[columns[i]!] = cells[i] ?? null;
  const found: ReadRow = { row, properties, geometry: null };
  const fault = faults.find(({ index }) => index < columns.length);
  if (fault) found.reason = faultSentence(columns[fault.index]!, fault);
  const last = Math.max(beyond, cells.length, ...faults.map(({ index }) => index + 1));
  if (last > columns.length) found.warnings = [outside(last - 1)];
  return found;
}

function outside(index: number): Sentence {
  const letters = columnLetters(index);
  return {
    'zh-CN': `${letters} 列没有表头，这一行在该列的内容没有读取。`,
    en: `Column ${letters} has no heading; what this row holds there was not read.`,
  };
}

function faultSentence(column: string, { kind, text }: SheetRow['faults'][number]): Sentence {
  if (kind === 'long-number') return longNumber(column);
  if (kind === 'formula')
    return {
      'zh-CN': `“${column}”列是没有计算结果的公式。请用 Excel 或 WPS 打开文件，保存一次后重新上传；或把公式粘贴为数值。`,
      en: `Column "${column}" holds a formula without a result. Open the file in Excel or WPS, save it and upload it again, or paste the formula as a value.`,
    };
  if (kind === 'no-date')
    return {
      'zh-CN': `“${column}”列的格式是日期，但数值 ${text.slice(0, 20)} 不是日期。请在 Excel 中改正。`,
      en: `Column "${column}" is formatted as a date, but ${text.slice(0, 20)} is none. Correct it in Excel.`,
    };
  return {
    'zh-CN': `“${column}”列是公式错误 ${text.slice(0, 20)}。请在 Excel 中改正公式，或填入正确的值。`,
    en: `Column "${column}" holds the error ${text.slice(0, 20)} of a formula. Correct the formula in Excel, or enter the right value.`,
  };
}
