import type { AppError } from '../errors.ts';
import { importFault } from './faults.ts';
import type { Job } from './index.ts';
import { type Layer, layers, type PlacedKind } from './layers.ts';
import * as query from './load-sql.ts';
import { mendedBy } from './mended.ts';
import { placingOf } from './placing.ts';
import type { OpenedTables, ReadRow } from './readers/index.ts';
import { RowMaker } from './row-maker.ts';
import { tableOf } from './table-of.ts';
import { type ImportRequest, RowFault, type SourceItem } from './types.ts';

const atAddress = { 'zh-CN': '按地址定位', en: 'placed by their address' };

/** Reads a table or features into the loaders; tells whether rows in OpenStreetMap's form were among them. */
export async function loadRows(job: Job, opened: OpenedTables): Promise<boolean> {
  const { request, book, loaders, pace } = job;
  const layer = request.kind === 'osm' ? undefined : layers[request.kind as PlacedKind];
  const table = tableOf(job.name, opened, request.table);
  const { lon: _lon, lat: _lat, ...mapping } = mappingOf(request, layer);
  const placing = placingOf(job.name, table, request, layer);
  if (layer && layer.dimension > 0 && table.geometry === null && placing.columns.length === 0)
    throw withoutShapes(job.name, request.kind);
  book.crs = placing.crs;
  const maker = new RowMaker({
    layer,
    source: job.source,
    mapping,
    onlyMapped: request.onlyMapped === true,
    forbidden: request.forbidden ?? [],
    codes: request.codes ?? {},
    timeZone: request.timeZone ?? 'Asia/Shanghai',
    levels: await query.levelsByDigits(job.sql),
  });
  // Rows of a table have all its columns; features may each have others.
  const tabular = opened.format === 'csv' || opened.format === 'xlsx';
  for await (const rows of opened.read(table.name)) {
    for (const row of rows) {
      book.read++;
      for (const sentence of row.warnings ?? []) book.warn(row.row, sentence);
      try {
        const located = placing.byAddress?.rows;
        const made = maker.make(prepared(row, placing.columns, placing.place, request.fixes));
        if (placing.byAddress?.rows !== located) book.warn(row.row, atAddress);
        if (made.length === 0) book.skipped++;
        // One feature can be a row in several tables.
        book.read += Math.max(0, made.length - 1);
        for (const one of made) await loaders.get(one.table)!.add(one);
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        book.reject({
          row: row.row,
          ...(error.column !== undefined && { column: error.column }),
          reason: error.sentence,
        });
      }
    }
    if (tabular && maker.sawPlainRow) maker.checkColumns();
    pace.read(rows.length, opened.bytesRead(), opened.sizeBytes);
  }
  if (book.read === 0) throw importFault(`${job.name} 没有数据行。`, `${job.name} has no rows.`, 'file');
  maker.checkColumns();
  if (maker.world.looksSwapped) throw swapped(job.name);
  for (const column of maker.fields.dropped) book.droppedColumns.add(column);
  return maker.sawOsmRow;
}

/** A row with its mended cells and its place, or why it has none: its columns are seen all the same. */
function prepared(
  row: ReadRow,
  coordinates: readonly string[],
  place: (row: ReadRow) => SourceItem['geometry'],
  fixes: ImportRequest['fixes'],
): SourceItem {
  if (row.reason) return row;
  const mended = mendedBy(fixes, row);
  const properties = coordinates.length === 0 ? mended.properties : { ...mended.properties };
  for (const column of coordinates) delete properties[column];
  try {
    return { ...mended, properties, geometry: place(mended) ?? null };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return { ...mended, properties, geometry: null, misplaced: error };
  }
}

function mappingOf(request: ImportRequest, layer: Layer | undefined): Record<string, string> {
  const mapping = { ...request.mapping };
  if (request.timeColumn === undefined) return mapping;
  if (!layer?.timeColumn)
    throw importFault(
      `${request.kind} 没有时间字段。`,
      `${request.kind} has no time for --time-column to fill.`,
      'timeColumn',
    );
  mapping[layer.timeColumn] = request.timeColumn;
  return mapping;
}

function withoutShapes(fileName: string, kind: string): AppError {
  return importFault(
    `${fileName} 只有文字和数字，没有图形；${kind} 需要线或面，请用 Shapefile、GeoJSON 或 GeoPackage。`,
    `${fileName} holds words and numbers and no shapes; ${kind} need lines or areas: give a shapefile, GeoJSON or GeoPackage.`,
    'file',
  );
}

/** Most rows have longitude where latitude should be. */
export function swapped(fileName: string): AppError {
  return importFault(
    `${fileName} 的经度和纬度颠倒了：多数行只有互换后才合理。用 --map lon=列名,lat=列名 指定，或修正文件。`,
    `${fileName} has longitude and latitude swapped: most rows only make sense the other way round. Name the columns with --map lon=COLUMN,lat=COLUMN, or correct the file.`,
    'file',
  );
}
