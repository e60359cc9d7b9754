import type { ColumnMatch, ImportFindings, ImportKind, ImportSettings } from '../../api/imports/schema.ts';
import { type Box, guessCrs, type KnownPlaces, likelyBoxes, whyNoGuess } from '../crs/index.ts';
import { isForbiddenValue } from '../forbidden.ts';
import { layerOf } from '../layers.ts';
import { type FieldToFill, fieldsToFill, matchCodes, matchColumns, type RememberedColumn } from '../mapping/index.ts';
import { coordinatesOf } from '../placing.ts';
import { openBytes } from '../readers/bytes.ts';
import { openTables, type ReadRow, type TableInFile } from '../readers/index.ts';
import { osmFormatOf } from '../source-file.ts';
import { middleOf, shapeOf, verticesOf } from './shape-of.ts';

/** What people settled before. */
export interface Memory {
  about: 'column' | 'value';
  /** Of a value its field; of a column the sheet that it stood in (`sheetOf`), empty: any. */
  field: string;
  given: string;
  meaning: string;
  times: number;
}

/** Loads what stands on the map in the boxes that are asked for, given the box around all areas. */
export type KnownAround = (boxes: (areas: Box | null) => Box[]) => Promise<KnownPlaces>;

/** Rows that are looked at to tell what a column holds. */
const LOOKED_AT = 5000;
/** Different values of a coded field that are listed; a column with more is none of codes. */
const MOST_VALUES = 200;
/** Signs of a value that settings can hold. */
const LONGEST_VALUE = 200;

/** What a batch is settled as before anybody has settled anything. */
export function freshSettings(timeZone: string): ImportSettings {
  return {
    ...{ table: null, encoding: null, delimiter: null, header_row: null },
    ...{ crs: null, swapped: false, crs_words: null, by_address: false },
    ...{ mapping: {}, constants: {}, codes: {}, keep_good: false, absent: 'keep', time_zone: timeZone },
  };
}

/**
 * Looks into a file: its tables, and of one of them what the columns, codes and coordinates are taken for.
 * @param name what people call the file, without its ending; it may say where its coordinates are from.
 * @throws AppError when it cannot be read.
 */
export async function lookInto(
  file: string,
  kind: ImportKind,
  settings: ImportSettings,
  memory: Memory[],
  knownAround: KnownAround,
  name = '',
): Promise<ImportFindings> {
  const bytes = await openBytes(file);
  const osm = osmFormatOf(bytes.head);
  if (osm) return { format: osm, notes: [], tables: [], table: '', crs: [], no_crs: null, columns: [], codes: [] };
  const opened = await openTables(file, readOptions(settings));
  try {
    const table = opened.tables.find(({ name }) => name === settings.table) ?? opened.tables[0]!;
    const rows: ReadRow[] = [];
    for await (const batch of opened.read(table.name)) {
      rows.push(...batch);
      if (rows.length >= LOOKED_AT) break;
    }
    const layer = layerOf(kind);
    const fields = layer ? fieldsToFill(layer, table.geometry) : [];
    const columns = matchColumns(table.columns, rows, fields, columnsBefore(memory));
    return {
      format: opened.format,
      notes: opened.notes,
      tables: opened.tables.map(({ crs: _crs, ...shown }) => shown),
      table: table.name,
      ...(await crsGuesses(
        rows,
        table,
        isSettled(settings) ? settings.mapping : mappingOf(columns),
        knownAround,
        name,
      )),
      columns,
      codes: codesOfColumns(fields, settings.mapping, columns, rows, memory),
    };
  } finally {
    await opened.close();
  }
}

/** Whether anybody, or an earlier look, has said what the columns are. */
export function isSettled({ mapping }: ImportSettings): boolean {
  return Object.keys(mapping).length > 0;
}

/** Their column by our field, as it was found. */
export function mappingOf(columns: readonly ColumnMatch[]): ImportSettings['mapping'] {
  const found = columns.filter(({ field, forbidden }) => field !== null && !forbidden);
  return Object.fromEntries(found.map(({ field, column }) => [field!, column]));
}

/** What of the settings the readers want to know. */
export function readOptions({ encoding, delimiter, header_row }: ImportSettings) {
  return { encoding: encoding ?? undefined, delimiter: delimiter ?? undefined, headerRow: header_row ?? undefined };
}

function columnsBefore(memory: readonly Memory[]): RememberedColumn[] {
  return memory.flatMap(({ about, given, meaning, times, field }) =>
    about === 'column' ? [{ column: given, field: meaning, times, sheet: field }] : [],
  );
}

function codesOfColumns(
  fields: readonly FieldToFill[],
  settled: ImportSettings['mapping'],
  columns: readonly ColumnMatch[],
  rows: readonly ReadRow[],
  memory: readonly Memory[],
): ImportFindings['codes'] {
  return fields.flatMap((field) => {
    const column = settled[field.name] ?? columns.find((one) => one.field === field.name)?.column;
    if (column === undefined || !field.codes) return [];
    const counts = new Map<string, number>();
    for (const { properties } of rows) {
      const value = String(properties[column] ?? '').trim();
      // Longer ones are no words for a code, and what must never be held is not written down.
      if (value === '' || value.length > LONGEST_VALUE || isForbiddenValue(value)) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size > MOST_VALUES) return [];
    const before = memory.flatMap((one) =>
      one.about === 'value' && one.field === field.name
        ? [{ value: one.given, code: one.meaning, times: one.times }]
        : [],
    );
    const values = matchCodes(counts, field, before);
    // Of people nothing is written down that is no code: it may be the column of their names.
    const isOther = fields.some(({ sealed }) => sealed) && values.every(({ code }) => code === null);
    return isOther ? [] : [{ field: field.name, values }];
  });
}

async function crsGuesses(
  rows: ReadRow[],
  { columns, geometry, crs }: TableInFile,
  mapping: ImportSettings['mapping'],
  knownAround: KnownAround,
  file: string,
): Promise<Pick<ImportFindings, 'crs' | 'no_crs'>> {
  const given = geometry === null || mapping.lon !== undefined ? coordinatesOf(columns, mapping) : null;
  const lines = given === null && geometry === 'line';
  const positions = lines ? rows.flatMap(verticesOf) : positionsOf(rows, given);
  if (positions.length === 0) return { crs: [], no_crs: null };
  // What other columns are called says nothing of coordinates.
  const seen = { positions, columns: given ? [given.lon, given.lat] : [], file, declared: crs, lines };
  const input = { ...seen, known: await knownAround((areas) => likelyBoxes(seen, areas)) };
  const guesses = guessCrs(input);
  return { crs: guesses, no_crs: guesses.length === 0 ? whyNoGuess(input) : null };
}

/** Where rows lie, as it stands in the file: of each the middle. */
function positionsOf(rows: ReadRow[], given: { lon: string; lat: string } | null): [x: number, y: number][] {
  return rows.flatMap((row) => {
    const shape = shapeOf(row, given);
    return shape ? [middleOf(shape)] : [];
  });
}
