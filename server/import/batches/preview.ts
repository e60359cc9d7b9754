import type { Geometry } from 'geojson';
import type { CellProblem, CrsSpec, ImportPlaces, ImportRows } from '../../api/imports/schema.ts';
import { AppError, notFound } from '../../errors.ts';
import { converted, converterOf, crsNote, fitOf } from '../crs/index.ts';
import { isForbidden } from '../forbidden.ts';
import { layerOf } from '../layers.ts';
import { problemsOf, repeatedIds } from '../mapping/index.ts';
import { mendedBy } from '../mended.ts';
import { coordinatesOf } from '../placing.ts';
import { openTables, type ReadRow } from '../readers/index.ts';
import { tableOf } from '../table-of.ts';
import { openAddresses } from './addresses.ts';
import { uploadPath } from './files.ts';
import { readOptions } from './look.ts';
import { shapeOf } from './shape-of.ts';
import { findBatch, listRejectedRows, type StoredBatch } from './sql.ts';
import { fixesOf, type Workplace } from './work.ts';

/** What of a file is to be looked at. */
export type PreviewTask =
  | { work: 'rows'; batch_id: number; offset: number; limit: number }
  | { work: 'rejected'; batch_id: number }
  | { work: 'places'; batch_id: number; crs: CrsSpec | null; swapped: boolean; by_address: boolean };
export type PreviewAnswer = ImportRows | ImportPlaces;

/** Shapes that are drawn over the streets. */
const MOST_PLACES = 300;
/** Rows that are looked through for them. */
const LOOKED_THROUGH = 20_000;

type Place = Pick<Workplace, 'sql' | 'sealer' | 'dataFolder' | 'signal'>;

/**
 * Reads rows of a batch's file as they stand in it.
 * @throws AppError when there is no file, or it cannot be read.
 */
export async function previewRows(task: PreviewTask, place: Place): Promise<PreviewAnswer> {
  const batch = await findBatch(place.sql, task.batch_id);
  if (!batch) throw notFound({ 'zh-CN': '导入批次', en: 'batch' }, task.batch_id);
  if (!batch.has_file) {
    throw new AppError('conflict', {
      'zh-CN': '这一批的文件已不在服务器上。',
      en: 'The file of this batch is no longer here.',
    });
  }
  const opened = await openTables(uploadPath(place.dataFolder, batch.id, batch.file_name), readOptions(batch.settings));
  try {
    const { name, columns } = tableOf(batch.file_name, opened, batch.settings.table ?? undefined);
    const rows = opened.read(name);
    if (task.work === 'places') return await placesOf(batch, task, columns, rows, place);
    const chosen = task.work === 'rows' ? task : { only: await listRejectedRows(place.sql, batch.id) };
    return await rowsOf(batch, chosen, columns, rows, place);
  } finally {
    await opened.close();
  }
}

async function rowsOf(
  batch: StoredBatch,
  chosen: { offset: number; limit: number } | { only: ReadonlySet<string> },
  columns: string[],
  reading: AsyncGenerator<ReadRow[]>,
  { sql, sealer, signal }: Place,
): Promise<ImportRows> {
  const fixes = await fixesOf(sql, batch.id, sealer);
  // What must never be held is not shown either.
  const never = new Set(batch.findings?.columns.filter(({ forbidden }) => forbidden).map(({ column }) => column));
  const shown = columns.filter((column) => !never.has(column) && !isForbidden(column));
  const layer = layerOf(batch.kind);
  const repeated = layer && repeatedIds(layer, batch.settings);
  const items: ImportRows['items'] = [];
  let passed = 0;
  for await (const rows of reading) {
    signal.throwIfAborted();
    for (const row of rows) {
      if ('only' in chosen && !chosen.only.has(String(row.row))) continue;
      if (!('only' in chosen) && items.length === chosen.limit) return { columns: shown, items, more: true };
      const mended = mendedBy(fixes, row);
      const problems: CellProblem[] = [];
      if (!('only' in chosen)) {
        problems.push(...(repeated?.(mended) ?? []));
        if (passed++ < chosen.offset) continue;
        if (layer) problems.unshift(...problemsOf(mended, batch.kind, layer, batch.settings));
      }
      items.push({
        row: row.row,
        cells: shown.map((column) => textOf(mended.properties[column])),
        mended: [...(fixes.get(String(row.row))?.keys() ?? [])],
        problems,
      });
    }
  }
  return { columns: shown, items, more: false };
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 500);
}

async function placesOf(
  batch: StoredBatch,
  { crs, swapped, by_address }: { crs: CrsSpec | null; swapped: boolean; by_address: boolean },
  columns: string[],
  reading: AsyncGenerator<ReadRow[]>,
  { sql, sealer, signal }: Place,
): Promise<ImportPlaces> {
  const fixes = await fixesOf(sql, batch.id, sealer);
  const { lon, lat, address } = batch.settings.mapping;
  const given = coordinatesOf(columns, { lon, lat });
  const convert = crs && converterOf(crs, swapped);
  const addresses = by_address && address !== undefined ? await openAddresses(sql) : null;
  const addressed = { found: 0, doubtful: 0 };
  const items: ImportPlaces['items'] = [];
  let failed = 0;
  let passed = 0;
  for await (const rows of reading) {
    signal.throwIfAborted();
    for (const each of rows) {
      const row = mendedBy(fixes, each);
      const shape = convert && shapeOf(row, given);
      if (!shape) {
        const text = addresses ? String(row.properties[address!] ?? '').trim() : '';
        const point = text === '' ? null : addresses!.find(text).place;
        if (text !== '') addressed[point ? 'found' : 'doubtful']++;
        if (point && items.length < MOST_PLACES)
          items.push({ row: row.row, place: point, shape: { type: 'Point', coordinates: point } });
        continue;
      }
      const moved = converted(shape, convert!);
      const place = firstPosition(moved);
      if (!place || !(Math.abs(place[0]) <= 180 && Math.abs(place[1]) <= 90)) failed++;
      else if (items.length < MOST_PLACES) items.push({ row: row.row, place, shape: moved });
    }
    passed += rows.length;
    if (items.length === MOST_PLACES || passed >= LOOKED_THROUGH) break;
  }
  return { items, note: crs && crsNote(crs), fit: crs && shownFit(crs), failed, addressed: addresses && addressed };
}

function shownFit(crs: CrsSpec): ImportPlaces['fit'] {
  if (crs.kind !== 'local') return null;
  const { convert: _convert, handCertain: _certain, ...fit } = fitOf(crs.points);
  return fit;
}

function firstPosition(geometry: Geometry): [number, number] | null {
  let part: unknown = geometry.type === 'GeometryCollection' ? null : geometry.coordinates;
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0];
  return Array.isArray(part) && typeof part[0] === 'number' ? [part[0], part[1] as number] : null;
}
