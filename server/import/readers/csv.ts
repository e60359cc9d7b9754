import { type CsvError, Parser } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import type { Sentence } from '../../errors.ts';
import { importFault } from '../faults.ts';
import { type ByteSource, baseName } from './bytes.ts';
import { type Cell, findHeader, type Header, SAMPLE_ROWS, type SampleRow } from './header.ts';
import { BATCH_ROWS } from './limits.ts';
import { encodingOf, knownEncoding, type TextEncoding, textOf } from './text.ts';
import type { OpenedTables, ReadOptions, ReadRow } from './types.ts';

const marks = [',', '\t', ';', '|'] as const;
const MAX_RECORD_CHARACTERS = 1_000_000;

interface Record {
  info: { lines: number };
  record: string[];
}

/**
 * A text table: UTF-8, UTF-16 or GB 18030; comma, semicolon, tab or bar; a row is the line in which it ends.
 * @throws AppError when it holds no row or is no text.
 */
export async function openCsv(source: ByteSource, options: ReadOptions): Promise<OpenedTables> {
  const encoding: TextEncoding =
    options.encoding === undefined
      ? await encodingOf(source)
      : { name: knownEncoding(options.encoding), certain: true };
  const start = await startOf(source, encoding.name);
  const delimiter = options.delimiter ?? delimiterOf(start);
  const sample = sampleOf(start, delimiter);
  if (sample.length === 0) throw empty(source);
  const header = findHeader(source.name, sample, [], options.headerRow, (index) => `列${index + 1}`);
  const notes = [...header.notes];
  if (!encoding.certain)
    notes.push({
      'zh-CN': `文件的编码推测为 ${encoding.name}。如果预览中有乱码，请改选编码。`,
      en: `The encoding was guessed to be ${encoding.name}. If the preview is garbled, choose another one.`,
    });
  const name = baseName(source.name);
  return {
    format: 'csv',
    tables: [{ name, columns: header.columns, rows: null, geometry: null, crs: null, encoding }],
    notes,
    sizeBytes: source.sizeBytes,
    bytesRead: source.bytesRead,
    read: () => readRows(source, encoding.name, delimiter, header),
    close: async () => {},
  };
}

function empty({ name }: ByteSource) {
  return importFault(
    `${name} 没有数据行。请检查导出是否成功，然后重新上传。`,
    `${name} has no rows. Check that it was exported in full, then upload it again.`,
    'file',
  );
}

/** Enough text for the rows that are looked at. */
async function startOf(source: ByteSource, encoding: string): Promise<string> {
  let text = '';
  for await (const piece of textOf(source, encoding)) {
    text += piece;
    if (text.length >= 512 * 1024) break;
  }
  return text;
}

function options(delimiter: string) {
  return {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  } as const;
}

function sampleOf(text: string, delimiter: string): SampleRow[] {
  const found = parseSync(text, {
    ...options(delimiter),
    info: true,
    skip_records_with_error: true,
    to: SAMPLE_ROWS,
  }) as unknown as Record[];
  return found
    .map(({ info, record }) => ({ row: info.lines, cells: record.map(cellOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
}

/** The mark by which most of the first rows have the same number of columns. */
function delimiterOf(text: string): string {
  const declared = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  if (declared) return declared[1]!;
  const judged = marks.map((mark) => {
    const widths = sampleOf(text, mark).map(({ cells }) => cells.length);
    const times = new Map<number, number>();
    for (const width of widths) if (width > 1) times.set(width, (times.get(width) ?? 0) + 1);
    const [width, rows] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    return { mark, width, rows };
  });
  return judged.sort((a, b) => b.rows - a.rows || b.width - a.width)[0]!.mark;
}

/** Trimmed; null when empty. A text that was marked as such for Excel, ="012" or '012, is taken out of its marks. */
function cellOf(text: string): string | null {
  const plain = text.trim();
  if (plain === '') return null;
  const marked = /^="(.*)"$/s.exec(plain) ?? /^'(\d+[Xx]?)$/.exec(plain);
  return marked ? marked[1]! : plain;
}

/** Takes records as they are found: with `info`, the parser makes two objects a record, which is half of its time. */
class Records extends Parser {
  readonly found: { record: string[]; line: number }[] = [];

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null);
    this.found.push({ record, line: this.info.lines });
    return true;
  }

  /** Takes a piece of text; null: it was the last. */
  hand(piece: string | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      if (piece === null) this.end(done);
      else this.write(piece, done);
    });
  }
}

async function* readRows(
  source: ByteSource,
  encoding: string,
  delimiter: string,
  header: Header,
): AsyncGenerator<ReadRow[]> {
  const broken: ReadRow[] = [];
  let unclosed: CsvError | undefined;
  const parser = new Records({
    ...options(delimiter),
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED') unclosed = error;
      broken.push({ row: Number(error?.lines ?? 0), properties: {}, geometry: null, reason: brokenLine });
      return undefined;
    },
  });
  // Whoever hands over a piece gets the failure; the stream's own event must not count as unhandled.
  parser.on('error', () => {});
  let batch: ReadRow[] = [];
  const takeFound = () => {
    for (const { record, line } of parser.found.splice(0)) {
      const row = line < header.dataFrom ? null : rowOf(header.columns, record, line);
      if (row) batch.push(row);
    }
  };
  try {
    for await (const piece of textOf(source, encoding)) {
      await parser.hand(piece);
      takeFound();
      if (batch.length < BATCH_ROWS) continue;
      yield batch.concat(broken.splice(0));
      batch = [];
    }
    await parser.hand(null);
    takeFound();
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('CSV_')) throw notCsv(source, error);
    throw error;
  }
  if (unclosed) throw notCsv(source, unclosed);
  yield batch.concat(broken);
}

const brokenLine: Sentence = {
  'zh-CN': '这一行的引号不成对，或一行过长，无法分列。请检查这一行的引号。',
  en: 'The quotes in this line do not pair, or it is too long, so it cannot be divided into columns. Check its quotes.',
};

function notCsv({ name }: ByteSource, cause: unknown) {
  return importFault(
    `${name} 有一个引号没有结束，文件可能不完整。请检查引号，或重新导出后上传。`,
    `A quote in ${name} never ends; the file may be cut off. Check its quotes, or export it and upload it again.`,
    'file',
    cause,
  );
}

/** A row with its columns, or why it has none; null when it is empty. */
function rowOf(columns: readonly string[], record: readonly string[], row: number): ReadRow | null {
  const cells: Cell[] = record.map(cellOf);
  if (cells.every((cell) => cell === null)) return null;
  const properties: ReadRow['properties'] = {};
  for (let i = 0; i < columns.length; i++) properties[columns[i]!] = cells[i] ?? null;
  const found: ReadRow = { row, properties, geometry: null };
  const reason = faultOf(columns, cells);
  return reason ? { ...found, reason } : found;
}

function faultOf(columns: readonly string[], cells: readonly Cell[]): Sentence | null {
  const width = cells.findLastIndex((cell) => cell !== null) + 1;
  if (width > columns.length || cells.length < columns.length)
    return {
      'zh-CN': `这一行有 ${Math.min(cells.length, Math.max(width, 1))} 列，表头有 ${columns.length} 列，可能少了或多了分隔符，或文件不完整。请检查这一行。`,
      en: `This row has ${cells.length} columns, the headings ${columns.length}: a separator is missing or too many, or the file is cut off. Check this row.`,
    };
  for (let i = 0; i < columns.length; i++) {
    const text = cells[i];
    if (typeof text !== 'string') continue;
    if (text.includes('\uFFFD')) return garbled(columns[i]!);
    if (/^\d(\.\d+)?E\+1[5-9]$/i.test(text)) return longNumber(columns[i]!);
  }
  return null;
}

function garbled(column: string): Sentence {
  return {
    'zh-CN': `“${column}”列有无法识别的字符（乱码）。请检查文件的编码，或另存为 UTF-8 后重新上传。`,
    en: `Column "${column}" holds characters that cannot be read. Check the encoding, or save the file as UTF-8 and upload it again.`,
  };
}

/** What becomes of an identity number that Excel took for a number. */
export function longNumber(column: string): Sentence {
  return {
    'zh-CN': `“${column}”列的长号码（如 18 位身份证号）被 Excel 当作数字，第 15 位以后已经丢失。请把该列的单元格格式设为“文本”，重新填入号码后再上传。`,
    en: `Excel took a long number in column "${column}" (such as an identity number of 18 digits) for a figure and lost what follows its 15th digit. Format the column as text, enter the numbers again and upload the file.`,
  };
}
