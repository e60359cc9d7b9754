import { stringify } from 'csv-stringify/sync';
import { wallTime } from '../api/calendar.ts';
import { encoded } from './encoding.ts';
import { inDatum } from './shifted.ts';
import { type Column, datumNames, type Feature, type Table, type Value } from './table.ts';
import { type Cell, type Sheet, workbook } from './workbook.ts';

/** Heads and words that every sheet of a language has. */
export interface SheetWords {
  longitude: string;
  latitude: string;
  /** Head of the column that names the coordinate system. */
  datum: string;
  yes: string;
  no: string;
  /** IANA zone of moments. */
  time_zone: string;
}

/** Rows that go into one piece of a CSV file. */
const BATCH = 1000;

/** A table as the rows of a sheet, its heads first. Places are two columns and the name of their coordinate system. */
export async function* sheetRows(table: Table, words: SheetWords): AsyncGenerator<Cell[]> {
  const { columns, features, datum } = table;
  const placed = isPlaced(table);
  yield [...columns.map(({ head }) => head), ...(placed ? [words.longitude, words.latitude, words.datum] : [])];
  for await (const { geometry, values } of features) {
    const cells = values.map((value, at) => cellOf(columns[at]!, value, words));
    yield placed ? [...cells, ...placeOf(geometry, datum)] : cells;
  }
}

/** Tables of persons have no place. */
const isPlaced = ({ placed = true }: Table) => placed;

function placeOf(geometry: Feature['geometry'], datum: Table['datum']): Cell[] {
  if (geometry?.type !== 'Point') return [null, null, null];
  const shifted = inDatum(geometry, datum) as typeof geometry;
  return [shifted.coordinates[0]!, shifted.coordinates[1]!, datumNames[datum]];
}

function cellOf({ type, words: names, blank }: Column, value: Value, words: SheetWords): Cell {
  if (value === null) return blank ?? null;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (type === 'moment') return wallTime(String(value), words.time_zone);
  return names?.get(String(value)) ?? value;
}

/** A table as an XLSX workbook of one sheet. */
export function xlsx(table: Table, words: SheetWords): AsyncGenerator<Uint8Array> {
  const widths = [...table.columns.map(({ width }) => width), ...(isPlaced(table) ? [13, 13, 11] : [])];
  return workbook({ name: table.title, widths, rows: sheetRows(table, words) } satisfies Sheet);
}

/**
 * Rows as comma-separated values (RFC 4180): UTF-8 with a byte order mark, or GB 18030. What a spreadsheet would take for a formula
 * gets an apostrophe before it; numbers are none.
 */
export async function* csv(
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
): AsyncGenerator<Uint8Array> {
  let held: Cell[][] = [];
  let bom = encoding === 'utf-8';
  const written = () => encoded(stringify(held, { bom, record_delimiter: 'windows' }), encoding);
  for await (const row of rows) {
    held.push(row.map(disarmed));
    if (held.length < BATCH) continue;
    yield written();
    held = [];
    bom = false;
  }
  if (held.length > 0) yield written();
}

/** Signs with which a spreadsheet takes a text for a formula or a command, full-width ones too (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function disarmed(cell: Cell): Cell {
  return typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;
}
