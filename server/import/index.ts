// Import of files: a reader yields what stands in the file; a row maker turns it into rows of a layer or a reason; a loader brings them
// into the database in one transaction, so that a file is loaded as a whole or not at all. A dry run is the same work, undone.
import path from 'node:path';
import type { Database } from '../db/open.ts';
import { loadDoors } from './doors/index.ts';
import { importFault } from './faults.ts';
import { isDoorKind, isKept, type Layer, layers, osmLayers } from './layers.ts';
import * as query from './load-sql.ts';
import { Loader } from './loader.ts';
import { loadElements } from './osm-elements.ts';
import { Pace } from './pace.ts';
import { type ByteSource, openBytes } from './readers/bytes.ts';
import { type OpenedTables, openTables } from './readers/index.ts';
import { ReportBook, type TableResult } from './report.ts';
import { loadRows, swapped } from './rows.ts';
import { type OsmFormat, osmFormatOf, sourceName } from './source-file.ts';
import type { ImportReport, ImportRequest, OnProgress } from './types.ts';

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
export interface Job {
  sql: Database;
  request: ImportRequest;
  source: string;
  /** What the file is called for people. */
  name: string;
  book: ReportBook;
  loaders: Map<string, Loader>;
  pace: Pace;
}

/** Ends a dry run: everything that it did is undone. */
class Counted extends Error {
  constructor(readonly report: ImportReport) {
    super();
  }
}

/**
 * Loads one file in one transaction; loading it again changes nothing. With `dry` it only counts.
 * @param sql a pool, or a transaction that the import becomes a part of.
 * @param finish is called with the report in the transaction, as its last step.
 * @throws ImportRefused with the report when rows were rejected and `keepGood` is not set; AppError when the file as a whole cannot be
 * read; the signal's reason. In every case nothing was loaded.
 */
export async function importFile(
  sql: Database,
  request: ImportRequest,
  onProgress: OnProgress = () => {},
  finish: (transaction: Database, report: ImportReport) => Promise<void> = async () => {},
): Promise<ImportReport> {
  const source = request.source ?? sourceName(request.file);
  const name = request.fileName ?? path.basename(request.file);
  const input = await openInput(request);
  checkFormat(input.osm, request);
  const ended = async (transaction: Database, report: ImportReport) => {
    if (report.change_id !== null) await query.endImportChange(transaction);
    if (request.dry) throw new Counted(report);
    await finish(transaction, report);
    return report;
  };
  try {
    return await inTransaction(sql, async (transaction) => {
      await query.waitForTurn(transaction);
      const book = new ReportBook(source, request.onReject);
      const pace = new Pace(onProgress, request.signal);
      const job: Job = { sql: transaction, request, source, name, book, loaders: new Map(), pace };
      const batchId = request.batch?.id ?? null;
      for (const layer of layersOf(request))
        job.loaders.set(layer.table, await Loader.open(transaction, layer, source, batchId));
      if (isDoorKind(request.kind) && !input.osm) {
        const report = await loadDoors(job, request.kind, input.tables);
        return await ended(transaction, report);
      }
      const isOsm = input.osm ? await loadElements(job, input.bytes, input.osm) : await loadRows(job, input.tables);
      const report = await write(job, { isOsm, isCutOff: input.osm !== null });
      return await ended(transaction, report);
    });
  } catch (error) {
    if (error instanceof Counted) return error.report;
    throw error;
  } finally {
    if (!input.osm) await input.tables.close();
  }
}

type Input = { osm: OsmFormat; bytes: ByteSource } | { osm: null; tables: OpenedTables };

/** OpenStreetMap's own formats are read as a whole, all others as tables. */
async function openInput({ file, encoding, delimiter, headerRow }: ImportRequest): Promise<Input> {
  const bytes = await openBytes(file);
  const osm = osmFormatOf(bytes.head);
  if (osm) return { osm, bytes };
  return { osm, tables: await openTables(file, { encoding, delimiter, headerRow }) };
}

async function inTransaction<T>(sql: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  const step = (transaction: unknown) => work(transaction as Database);
  // A transaction has no begin of its own; a savepoint undoes just this import.
  if ('savepoint' in sql)
    return (sql as unknown as { savepoint(step: (sql: unknown) => Promise<T>): Promise<T> }).savepoint(step);
  return (await sql.begin(step)) as T;
}

function layersOf({ kind }: ImportRequest): Layer[] {
  if (isDoorKind(kind)) return [];
  return kind === 'osm' ? Object.values(osmLayers) : [layers[kind]];
}

function checkFormat(osm: OsmFormat | null, request: ImportRequest): void {
  const fits = !isDoorKind(request.kind) && layersOf(request).every(({ table }) => table in osmLayers);
  if (!osm || fits) return;
  throw importFault(
    `${request.kind} 不能从 OpenStreetMap 文件导入；请用 GeoJSON 或 CSV。`,
    `${request.kind} cannot be imported from an OpenStreetMap file; give GeoJSON or CSV.`,
    'file',
  );
}

async function write(job: Job, { isOsm, isCutOff }: { isOsm: boolean; isCutOff: boolean }): Promise<ImportReport> {
  const { sql, request, source, book, loaders, pace } = job;
  const total = [...loaders.values()].reduce((sum, { rows }) => sum + rows, 0);
  pace.enter('comparing', total);
  for (const loader of loaders.values()) {
    const { united, rejects, swapped: isSwapped } = await loader.check();
    if (isSwapped) throw swapped(job.name);
    book.united += united;
    for (const reject of rejects) book.reject(reject, isCutOff);
  }
  book.requireSound(request);
  const results = new Map<Loader, TableResult>();
  for (const loader of loaders.values()) {
    results.set(loader, await loader.compare(deletes(job)));
    book.locate(await loader.extent());
  }
  let changeId: number | null = null;
  // Areas are few, and what moves to other grids is only known once they stand: a dry run writes them, too.
  if (request.dry && request.kind !== 'areas') {
    for (const [loader, result] of results) result.outside_grids = await loader.countOutside();
  } else {
    if ([...results].some(([{ layer }, result]) => isKept(layer.table) && changes(result) > 0))
      changeId = await query.openImportChange(sql, source, request.batch?.accountId ?? null);
    pace.enter('writing', total);
    for (const [loader, result] of results) {
      Object.assign(result, await loader.write());
      pace.add(loader.rows);
    }
  }
  for (const [{ layer }, result] of results) book.add(layer.table, result);
  const report = { ...book.report(!request.dry), change_id: changeId };
  if (!request.dry || request.kind === 'areas') await follow(job, report, isOsm && total > 0);
  return report;
}

/** What was rejected may be what is missing: then nothing is deleted. */
function deletes({ request, book }: Job): boolean {
  if (request.absent !== 'delete' || book.isWhole) return request.absent === 'delete';
  book.warn(0, {
    'zh-CN': '有行被退回，因此没有删除文件中不再有的行',
    en: 'rows were rejected, so rows that the file has no more were not deleted',
  });
  return false;
}

const changes = (result: TableResult) => result.new + result.changed + result.deleted;

/** What follows from rows that were written. */
async function follow({ sql, request, source, loaders }: Job, report: ImportReport, credit: boolean): Promise<void> {
  if (credit) await query.creditOpenStreetMap(sql, source);
  const changed = report.new + report.changed + report.deleted > 0;
  if (request.kind === 'areas' && changed) report.reassigned = await query.reassignAreaCodes(sql);
  // A wall shows incidents at the buildings, or the grids, that they lie in.
  if (changed && [...loaders.keys()].some((table) => table === 'area' || table === 'building'))
    await query.recoarseIncidents(sql);
}
