import type { CodeMatch, ColumnMatch, ImportFindings, ImportKind, ImportSettings } from '../../api/imports/schema.ts';
import { latNames, lonNames, plainName } from '../column-names.ts';
import { type Box, guessCrs, type KnownPlaces, likelyBoxes, whyNoGuess } from '../crs/index.ts';
import { isForbidden } from '../forbidden.ts';
import { layerOf } from '../layers.ts';
import { coordinatesOf } from '../placing.ts';
import { openBytes } from '../readers/bytes.ts';
import { openTables, type ReadRow, type TableInFile } from '../readers/index.ts';
import { osmFormatOf } from '../source-file.ts';
import { catalogueIds } from '../values.ts';
import { middleOf, shapeOf, verticesOf } from './shape-of.ts';

/** What people settled before. */
export interface Memory {
  about: 'column' | 'value';
  field: string;
  given: string;
  meaning: string;
  times: number;
}

type AnyLayer = NonNullable<ReturnType<typeof layerOf>>;

/** Loads what stands on the map in the boxes that are asked for, given the box around all areas. */
export type KnownAround = (boxes: (areas: Box | null) => Box[]) => Promise<KnownPlaces>;

/** Rows that are looked at to tell what a column holds. */
const LOOKED_AT = 5000;
/** Different values of a coded field that are listed; a column with more is none of codes. */
const MOST_VALUES = 200;

/** What a batch is settled as before anybody has settled anything. */
export function freshSettings(timeZone: string): ImportSettings {
  return {
    ...{ table: null, encoding: null, delimiter: null, header_row: null },
    ...{ crs: null, swapped: false, crs_words: null },
    ...{ mapping: {}, constants: {}, codes: {}, keep_good: false, absent: 'keep', time_zone: timeZone },
  };
}

/**
 * Looks into a file: its tables, and of one of them what the columns, codes and coordinates are taken for.
 * @throws AppError when it cannot be read.
 */
export async function lookInto(
  file: string,
  kind: ImportKind,
  settings: ImportSettings,
  memory: Memory[],
  knownAround: KnownAround,
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
    const columns = layer ? columnMatches(layer, table.columns, memory) : [];
    return {
      format: opened.format,
      notes: opened.notes,
      tables: opened.tables.map(({ crs: _crs, ...shown }) => shown),
      table: table.name,
      ...(await crsGuesses(rows, table, settings, knownAround)),
      columns,
      codes: layer ? codeMatches(layer, settings.mapping, columns, rows, memory) : [],
    };
  } finally {
    await opened.close();
  }
}

/** What of the settings the readers want to know. */
export function readOptions({ encoding, delimiter, header_row }: ImportSettings) {
  return { encoding: encoding ?? undefined, delimiter: delimiter ?? undefined, headerRow: header_row ?? undefined };
}

const byName = { 'zh-CN': '列名相同或相近', en: 'the names agree' };
const before = { 'zh-CN': '以前这样对应过', en: 'it was so before' };
const never = {
  'zh-CN': '属于本系统不得保存的信息，不会导入',
  en: 'information that Jingwei must never hold is left out',
};
const unknown = { 'zh-CN': '没有相近的字段', en: 'no field is like it' };

function columnMatches(layer: AnyLayer, columns: string[], memory: Memory[]): ColumnMatch[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    if (isForbidden(column)) return { column, field: null, confidence: 1, reason: never, forbidden: true };
    const known = memory.find((one) => one.about === 'column' && one.given === column && !taken.has(one.meaning));
    const field = known?.meaning ?? fieldNamed(layer, plainName(column));
    if (field === null || taken.has(field)) return { column, field: null, confidence: 0.5, reason: unknown };
    taken.add(field);
    return { column, field, confidence: known ? 0.98 : 0.9, reason: known ? before : byName };
  });
}

function fieldNamed(layer: AnyLayer, plain: string): string | null {
  const found = layer.columns.find(
    ({ name, zh, synonyms }) => plainName(name) === plain || plainName(zh) === plain || synonyms.includes(plain),
  );
  if (found) return found.name;
  if (layer.dimension === 0 && lonNames.includes(plain)) return 'lon';
  if (layer.dimension === 0 && latNames.includes(plain)) return 'lat';
  return ['sourceid', 'id', 'uid', 'guid', '编号', '唯一标识'].includes(plain) ? 'source_id' : null;
}

function codeMatches(
  layer: AnyLayer,
  settled: ImportSettings['mapping'],
  columns: ColumnMatch[],
  rows: ReadRow[],
  memory: Memory[],
): ImportFindings['codes'] {
  return layer.columns.flatMap((field) => {
    const column = settled[field.name] ?? columns.find((one) => one.field === field.name)?.column;
    if (column === undefined || (field.catalogue === undefined && field.allowed === undefined)) return [];
    const counts = new Map<string, number>();
    for (const { properties } of rows) {
      const value = String(properties[column] ?? '').trim();
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size > MOST_VALUES) return [];
    const ids = catalogueIds(field);
    const values = [...counts].map(([value, count]): CodeMatch => {
      const known = memory.find((one) => one.about === 'value' && one.field === field.name && one.given === value);
      const code = known?.meaning ?? ids.get(value.toLowerCase()) ?? null;
      return {
        ...{ value: value.slice(0, 200), rows: count, code, confidence: code === null ? 0 : 0.95 },
        reason: code === null ? { 'zh-CN': '目录里没有', en: 'not in the list' } : known ? before : byName,
      };
    });
    return [{ field: field.name, values: values.sort((a, b) => b.rows - a.rows) }];
  });
}

async function crsGuesses(
  rows: ReadRow[],
  { columns, geometry, crs }: TableInFile,
  { mapping }: ImportSettings,
  knownAround: KnownAround,
): Promise<Pick<ImportFindings, 'crs' | 'no_crs'>> {
  const given = geometry === null || mapping.lon !== undefined ? coordinatesOf(columns, mapping) : null;
  const lines = given === null && geometry === 'line';
  const positions = lines ? rows.flatMap(verticesOf) : positionsOf(rows, given);
  if (positions.length === 0) return { crs: [], no_crs: null };
  // What other columns are called says nothing of coordinates.
  const seen = { positions, columns: given ? [given.lon, given.lat] : [], declared: crs, lines };
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
