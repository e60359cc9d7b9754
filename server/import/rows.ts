import { converted, converterOf } from './convert.ts';
import { readCsv } from './csv.ts';
import { importFault } from './faults.ts';
import { readGeojson } from './geojson.ts';
import type { Job } from './index.ts';
import { type Layer, layers, type PlacedKind } from './layers.ts';
import * as query from './load-sql.ts';
import { RowMaker } from './row-maker.ts';
import type { SourceFile } from './source-file.ts';
import { type ImportRequest, RowFault, type SourceItem } from './types.ts';

/** Reads tables and features into the loaders; tells whether rows in OpenStreetMap's form were among them. */
export async function loadRows(job: Job): Promise<boolean> {
  const { request, file, book, loaders, pace } = job;
  const layer = request.kind === 'osm' ? undefined : layers[request.kind as PlacedKind];
  const mapping = mappingOf(request, layer);
  const { lon: _lon, lat: _lat, ...columns } = mapping;
  const maker = new RowMaker({
    layer,
    source: job.source,
    // The reader itself takes the columns of a table's coordinates.
    mapping: file.format === 'csv' ? columns : mapping,
    codes: request.codes ?? {},
    timeZone: request.timeZone ?? 'Asia/Shanghai',
    levels: await query.levelsByDigits(job.sql),
  });
  const prepare = preparation(request);
  const reading = file.format === 'csv' ? readCsv(file, mapping) : readGeojson(file);
  for await (const items of reading) {
    for (const item of items) {
      book.read++;
      for (const sentence of item.warnings ?? []) book.warn(item.row, sentence);
      try {
        const made = maker.make(prepare(item));
        if (made.length === 0) book.skipped++;
        // One feature can be a row in several tables.
        book.read += Math.max(0, made.length - 1);
        for (const row of made) await loaders.get(row.table)!.add(row);
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        book.reject({ row: item.row, column: error.column, reason: error.sentence });
      }
    }
    if (file.format === 'csv' && book.read > 0) maker.checkColumns();
    pace.read(items.length, file.bytesRead(), file.sizeBytes);
  }
  maker.checkColumns();
  if (maker.world.looksSwapped) throw swapped(file);
  for (const column of maker.fields.dropped) book.droppedColumns.add(column);
  return maker.sawOsmRow;
}

/** What is done to every row before it is looked at: mended cells, coordinates to WGS 84. */
function preparation({ fixes, crs, swapped: isSwapped }: ImportRequest): (item: SourceItem) => SourceItem {
  const convert = crs === undefined && !isSwapped ? null : converterOf(crs ?? { kind: 'wgs84' }, isSwapped === true);
  return (item) => {
    const mended = fixes?.get(String(item.row));
    const geometry = item.geometry && convert ? converted(item.geometry, convert) : item.geometry;
    if (!mended) return geometry === item.geometry ? item : { ...item, geometry };
    return { ...item, geometry, properties: { ...item.properties, ...Object.fromEntries(mended) } };
  };
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

/** Most rows have longitude where latitude should be. */
export function swapped(file: SourceFile) {
  return importFault(
    `${file.name} 的经度和纬度颠倒了：多数行只有互换后才合理。用 --map lon=列名,lat=列名 指定，或修正文件。`,
    `${file.name} has longitude and latitude swapped: most rows only make sense the other way round. Name the columns with --map lon=COLUMN,lat=COLUMN, or correct the file.`,
    'file',
  );
}
