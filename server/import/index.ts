// Import of files: a reader a format (osm-pbf, osm-xml, geojson, csv) yields what stands in the file; a row maker turns it into rows of a
// layer or a reason; a loader brings them into the database in one transaction, so that a file is loaded as a whole or not at all.
import type { Database } from '../db/open.ts';
import { readCsv } from './csv.ts';
import { ImportRefused, importFault } from './faults.ts';
import { isForbidden } from './forbidden.ts';
import { readGeojson } from './geojson.ts';
import { type Layer, layers, osmLayers } from './layers.ts';
import * as query from './load-sql.ts';
import { Loader } from './loader.ts';
import { assemble } from './osm-assembly.ts';
import { readOsmPbf } from './osm-pbf.ts';
import { OsmStore } from './osm-store.ts';
import { isOfInterest } from './osm-tags.ts';
import { readOsmXml } from './osm-xml.ts';
import { ReportBook } from './report.ts';
import { RowMaker } from './row-maker.ts';
import { openSourceFile, type SourceFile, sourceName } from './source-file.ts';
import { type ImportReport, type ImportRequest, type OnProgress, RowFault } from './types.ts';
import { toHexWkb } from './wkb.ts';

export { ImportRefused } from './faults.ts';
export {
  type ImportKind,
  type ImportReport,
  type ImportRequest,
  importKinds,
  type OnProgress,
  type Reject,
} from './types.ts';

/** What the parts of one import share. */
interface Job {
  sql: Database;
  request: ImportRequest;
  source: string;
  file: SourceFile;
  book: ReportBook;
  loaders: Map<string, Loader>;
  onProgress: OnProgress;
}

/**
 * Loads one file in one transaction; loading it again changes nothing.
 * @param sql a pool, or a transaction that the import becomes a part of.
 * @throws ImportRefused with the report when rows were rejected and `keepGood` is not set; AppError when the file as a whole cannot be
 * read. Either way nothing was loaded.
 */
export async function importFile(
  sql: Database,
  request: ImportRequest,
  onProgress: OnProgress = () => {},
): Promise<ImportReport> {
  const source = request.source ?? sourceName(request.file);
  const file = openSourceFile(request.file);
  checkFormat(file, request);
  return inTransaction(sql, async (transaction) => {
    await query.waitForTurn(transaction);
    const book = new ReportBook(source, request.onReject);
    const job: Job = { sql: transaction, request, source, file, book, loaders: new Map(), onProgress };
    for (const layer of layersOf(request)) job.loaders.set(layer.table, await Loader.open(transaction, layer, source));
    const isOsm = file.format === 'pbf' || file.format === 'osm-xml' ? await loadElements(job) : await loadRows(job);
    return finish(job, isOsm);
  });
}

async function inTransaction<T>(sql: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  const step = (transaction: unknown) => work(transaction as Database);
  // A transaction has no begin of its own; a savepoint undoes just this import.
  if ('savepoint' in sql)
    return (sql as unknown as { savepoint(step: (sql: unknown) => Promise<T>): Promise<T> }).savepoint(step);
  return (await sql.begin(step)) as T;
}

function layersOf({ kind }: ImportRequest): Layer[] {
  return kind === 'osm' ? Object.values(osmLayers) : [layers[kind]];
}

function checkFormat(file: SourceFile, { kind }: ImportRequest): void {
  const isOsm = file.format === 'pbf' || file.format === 'osm-xml';
  const needed = layersOf({ kind, file: '' });
  if (isOsm && !needed.every(({ table }) => table in osmLayers))
    throw importFault(
      `${kind} 不能从 OpenStreetMap 文件导入；请用 GeoJSON 或 CSV。`,
      `${kind} cannot be imported from an OpenStreetMap file; give GeoJSON or CSV.`,
      'file',
    );
  if (file.format === 'csv' && (kind === 'osm' || needed[0]!.dimension !== 0))
    throw importFault(
      `CSV 只能导入点；${kind} 请用 GeoJSON。`,
      `CSV holds points only; for ${kind} give GeoJSON.`,
      'file',
    );
}

/** OpenStreetMap's own formats: everything is collected, since elements may come in any order, then put together. */
async function loadElements(job: Job): Promise<boolean> {
  const { file, book, loaders } = job;
  const keys = new Set<string>();
  const store = new OsmStore((tags) => {
    if (!isOfInterest(tags)) return false;
    for (const key of Object.keys(tags)) keys.add(key);
    return true;
  });
  const reading = file.format === 'pbf' ? readOsmPbf(file, store) : readOsmXml(file, store);
  for await (const _piece of reading) job.onProgress(file.bytesRead(), file.sizeBytes, 'reading');
  store.finish();
  for (const key of keys) if (isForbidden(key)) book.droppedColumns.add(key);
  for (const item of assemble(store)) {
    if ('reject' in item) {
      book.read++;
      book.reject(item.reject, true);
      continue;
    }
    const loader = loaders.get(item.table);
    if (!loader) continue;
    book.read++;
    await loader.add({ table: item.table, row: item.row, hexWkb: toHexWkb(item.row.geometry) });
  }
  return true;
}

async function loadRows(job: Job): Promise<boolean> {
  const { request, file, book, loaders } = job;
  const layer = request.kind === 'osm' ? undefined : layers[request.kind];
  const mapping = mappingOf(request, layer);
  const { lon: _lon, lat: _lat, ...columns } = mapping;
  const maker = new RowMaker({
    layer,
    source: job.source,
    // The reader itself takes the columns of a table's coordinates.
    mapping: file.format === 'csv' ? columns : mapping,
    timeZone: request.timeZone ?? 'Asia/Shanghai',
    levels: await query.levelsByDigits(job.sql),
  });
  const reading = file.format === 'csv' ? readCsv(file, mapping) : readGeojson(file);
  for await (const items of reading) {
    for (const item of items) {
      book.read++;
      for (const text of item.warnings ?? []) book.warn(item.row, text);
      try {
        const made = maker.make(item);
        if (made.length === 0) book.skipped++;
        // One feature can be a row in several tables.
        book.read += Math.max(0, made.length - 1);
        for (const row of made) await loaders.get(row.table)!.add(row);
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        book.reject({ row: item.row, reason: error.message });
      }
    }
    if (file.format === 'csv' && book.read > 0) maker.checkColumns();
    job.onProgress(file.bytesRead(), file.sizeBytes, 'reading');
  }
  maker.checkColumns();
  if (maker.world.looksSwapped) throw swapped(file);
  for (const column of maker.fields.dropped) book.droppedColumns.add(column);
  return maker.sawOsmRow;
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

function swapped(file: SourceFile) {
  return importFault(
    `${file.name} 的经度和纬度颠倒了：多数行只有互换后才合理。用 --map lon=列名,lat=列名 指定，或修正文件。`,
    `${file.name} has longitude and latitude swapped: most rows only make sense the other way round. Name the columns with --map lon=COLUMN,lat=COLUMN, or correct the file.`,
    'file',
  );
}

async function finish(job: Job, isOsm: boolean): Promise<ImportReport> {
  const { sql, request, source, file, book, loaders } = job;
  for (const loader of loaders.values()) {
    const { united, rejects, swapped: isSwapped } = await loader.check();
    if (isSwapped) throw swapped(file);
    book.united += united;
    const cutOff = file.format === 'pbf' || file.format === 'osm-xml';
    for (const reject of rejects) book.reject(reject, cutOff);
  }
  if (book.blocking > 0 && !request.keepGood) throw new ImportRefused(book.report(false));
  let written = 0;
  const total = [...loaders.values()].reduce((sum, { rows }) => sum + rows, 0);
  for (const loader of loaders.values()) {
    job.onProgress(written, total, 'writing');
    book.add(loader.layer.table, await loader.merge());
    written += loader.rows;
  }
  job.onProgress(total, total, 'writing');
  const report = book.report(true);
  if (isOsm && total > 0) await query.creditOpenStreetMap(sql, source);
  if (request.kind === 'areas' && report.new + report.changed > 0)
    report.reassigned = await query.reassignAreaCodes(sql);
  // A wall shows incidents at the buildings, or the grids, that they lie in.
  if (report.new + report.changed > 0 && [...loaders.keys()].some((table) => table === 'area' || table === 'building'))
    await query.recoarseIncidents(sql);
  return report;
}
