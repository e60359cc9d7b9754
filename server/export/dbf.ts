import { type Encoding, encoded, fitting } from './encoding.ts';
import type { Column, Value } from './table.ts';

// dBase III, as shapefiles carry it: rows of fixed width, numbers as text, names of at most 10 bytes.

/** Most bytes of a text, and of a column's name. */
const MOST_BYTES = 254;
const MOST_NAME_BYTES = 10;
/** Code pages as the 29th byte of the head names them: 0x4d is GBK; 0 leaves it to the `.cpg` file. */
const languageDriver: Partial<Record<Encoding, number>> = { gbk: 0x4d };

/** What became of a table in a dBase file. */
export interface DbfTold {
  /** Texts that were longer than a column can be, and were cut. */
  cut_count: number;
}

/** Names of columns in at most 10 bytes, all different; case is no difference. */
export function shortNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    for (let number = 1; ; number++) {
      const end = number === 1 ? '' : String(number);
      const short = name.slice(0, MOST_NAME_BYTES - end.length) + end;
      if (taken.has(short.toLowerCase())) continue;
      taken.add(short.toLowerCase());
      return short;
    }
  });
}

interface Field {
  name: string;
  type: 'C' | 'N' | 'D' | 'L';
  size: number;
  decimals: number;
}

/** Decimals of numbers that are not whole. */
const DECIMALS = 6;

/**
 * Rows as a dBase file, in pieces; columns are as wide as their longest value.
 * @param told gets what had to be cut.
 */
export function* dbf(
  columns: readonly Pick<Column, 'name' | 'type'>[],
  rows: readonly (readonly Value[])[],
  encoding: Encoding,
  told: DbfTold,
): Generator<Buffer> {
  const names = shortNames(columns.map(({ name }) => name));
  const fields = columns.map((column, at) => fieldOf(column, names[at]!, rows, at, encoding));
  const width = fields.reduce((sum, { size }) => sum + size, 1);
  yield head(fields, rows.length, width, encoding);
  for (const row of rows) {
    // A space: the row is not deleted. Numbers stand at the right, all else at the left.
    const record = Buffer.alloc(width, 0x20);
    let place = 1;
    for (const [at, { type, size, decimals }] of fields.entries()) {
      const text = textOf(row[at] ?? null, type, decimals);
      const whole = encoded(text, encoding);
      const bytes = whole.length <= size ? whole : fitting(text, encoding, size);
      if (bytes.length < whole.length) told.cut_count++;
      bytes.copy(record, type === 'N' ? place + size - bytes.length : place);
      place += size;
    }
    yield record;
  }
  yield Buffer.from([0x1a]);
}

function fieldOf(
  { type }: Pick<Column, 'type'>,
  name: string,
  rows: readonly (readonly Value[])[],
  at: number,
  encoding: Encoding,
): Field {
  if (type === 'date') return { name, type: 'D', size: 8, decimals: 0 };
  if (type === 'boolean') return { name, type: 'L', size: 1, decimals: 0 };
  const kind = type === 'integer' || type === 'number' ? 'N' : 'C';
  const decimals = type === 'number' ? DECIMALS : 0;
  let size = 1;
  for (const row of rows) {
    const text = textOf(row[at] ?? null, kind, decimals);
    // Only what may be wider than the widest so far is encoded: a character takes four bytes at most.
    if (text.length * 4 > size) size = Math.max(size, fitting(text, encoding, MOST_BYTES).length);
  }
  return { name, type: kind, size, decimals };
}

function textOf(value: Value, type: Field['type'], decimals: number): string {
  if (value === null) return type === 'L' ? '?' : '';
  if (type === 'L') return value ? 'T' : 'F';
  if (type === 'D') return String(value).replaceAll('-', '');
  return type === 'N' ? Number(value).toFixed(decimals) : String(value).replace(/[\0\r\n]+/g, ' ');
}

function head(fields: readonly Field[], count: number, width: number, encoding: Encoding): Buffer {
  const bytes = Buffer.alloc(32 + fields.length * 32 + 1);
  // 3 is dBase III; the day of the last change is left at 1 January 1980, so that equal rows make equal files.
  bytes.set([0x03, 80, 1, 1]);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt16LE(bytes.length, 8);
  bytes.writeUInt16LE(width, 10);
  bytes[29] = languageDriver[encoding] ?? 0;
  for (const [at, { name, type, size, decimals }] of fields.entries()) {
    const place = 32 + at * 32;
    bytes.write(name, place, 'latin1');
    bytes.write(type, place + 11, 'latin1');
    bytes[place + 16] = size;
    bytes[place + 17] = decimals;
  }
  bytes[bytes.length - 1] = 0x0d;
  return bytes;
}
