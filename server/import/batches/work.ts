import type { Sealer } from '../../access/sealing.ts';
import type { ImportCounts, ImportProgress, ImportSettings } from '../../api/imports/schema.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { doorLayers } from '../doors/layers.ts';
import { importFile } from '../index.ts';
import { sourceName } from '../source-file.ts';
import type { ImportReport, ImportRequest, Reject } from '../types.ts';
import { type AskedAddresses, askAbout, openAddresses } from './addresses.ts';
import { removeUpload, sha256Of, uploadPath } from './files.ts';
import { knownAround } from './known-sql.ts';
import { isSettled, lookInto, mappingOf } from './look.ts';
import * as query from './sql.ts';
import { undoBatch } from './undo.ts';

/** What is to be done with a batch, and by whom. */
export type ImportTask =
  | { work: 'read'; batch_id: number; account_id: number | null }
  | { work: 'check'; batch_id: number; account_id: number | null }
  | { work: 'apply'; batch_id: number; account_id: number | null; seen: Seen }
  | { work: 'undo'; batch_id: number; account_id: number | null; note: string | null };

/** The counts that a person has agreed to. */
export type Seen = Pick<ImportCounts, 'new' | 'changed' | 'deleted' | 'rejected'>;

/** What the work needs around it. */
export interface Workplace {
  /** The owner's pool. */
  sql: Database;
  sealer: Sealer;
  dataFolder: string;
  hear: (progress: Omit<ImportProgress, 'seconds_left'>) => void;
  signal: AbortSignal;
}

/**
 * Does what is to be done with a batch; nothing of it stays where it fails, but why.
 * @throws AppError, which the batch then tells, too; the signal's reason.
 */
export async function doTask(task: ImportTask, place: Workplace): Promise<void> {
  const batch = await query.findBatch(place.sql, task.batch_id);
  if (!batch) throw notFound({ 'zh-CN': '导入批次', en: 'batch' }, task.batch_id);
  try {
    if (task.work === 'read') await read(batch, place);
    else if (task.work === 'check') await check(batch, task, place);
    else if (task.work === 'apply') await apply(batch, task, place);
    else if (task.work === 'undo') await undoBatch(batch, task, place);
  } catch (error) {
    const told = toldOf(error, batch, place);
    if (told) await query.saveFailure(place.sql, batch.id, told.sentence, task.work === 'read');
    throw told ?? error;
  }
}

/** A failure in words, with the file's name as people know it in the place of ours. */
function toldOf(error: unknown, batch: query.StoredBatch, { dataFolder }: Workplace): AppError | null {
  if (!(error instanceof AppError)) return null;
  const ours = uploadPath(dataFolder, batch.id, batch.file_name).split('/').at(-1)!;
  const named = (text: string) => text.replaceAll(ours, batch.file_name);
  const sentence = { 'zh-CN': named(error.sentence['zh-CN']), en: named(error.sentence.en) };
  return new AppError(error.code, sentence, { ...error.options, cause: error });
}

async function read(batch: query.StoredBatch, { sql, dataFolder }: Workplace): Promise<void> {
  const file = fileOf(batch, dataFolder);
  const memory = await query.listMemory(sql, batch.kind);
  const known = (boxes: Parameters<typeof knownAround>[1]) => knownAround(sql, boxes);
  const findings = await lookInto(file, batch.kind, batch.settings, memory, known, sourceName(batch.file_name));
  await query.saveRead(sql, batch.id, {
    sha256: await sha256Of(file),
    findings,
    settings: proposed(batch.settings, findings),
  });
}

/** What was found stands as the proposal wherever nobody has settled anything. */
function proposed(settings: ImportSettings, { table, columns }: Awaited<ReturnType<typeof lookInto>>): ImportSettings {
  if (isSettled(settings)) return settings;
  return {
    ...settings,
    table: settings.table ?? (table || null),
    mapping: mappingOf(columns),
  };
}

async function check(
  batch: query.StoredBatch,
  { account_id }: { account_id: number | null },
  place: Workplace,
): Promise<void> {
  const rejects: Reject[] = [];
  const request = await requestOf(batch, place, rejects);
  const report = await importFile(place.sql, { ...request, dry: true }, progressOf(place));
  await query.saveChecked(place.sql, batch.id, countsOf(report), rejects);
  await askAbout(place.sql, batch.id, request.addresses?.doubts, account_id);
}

async function apply(
  batch: query.StoredBatch,
  { account_id, seen }: { account_id: number | null; seen: Seen },
  place: Workplace,
): Promise<void> {
  const rejects: Reject[] = [];
  const request = await requestOf(batch, place, rejects);
  const full = { ...request, batch: { id: batch.id, accountId: account_id } };
  const report = await importFile(place.sql, full, progressOf(place), async (transaction, done) => {
    requireSeen(done, seen);
    await query.saveApplied(transaction, batch.id, {
      counts: countsOf(done),
      rejects,
      change_id: done.change_id,
      account_id,
      settings: batch.settings,
      // What was rejected can be downloaded and mended for some days.
      has_file: batch.has_file && done.rejected > 0,
    });
    await askAbout(transaction, batch.id, request.addresses?.doubts, account_id);
    await query.remember(transaction, batch);
  });
  if (report.rejected === 0) await removeUpload(uploadPath(place.dataFolder, batch.id, batch.file_name));
}

/** @throws AppError (409) where the counts are no longer those that a person has agreed to. */
function requireSeen(report: ImportReport, seen: Seen): void {
  const keys = ['new', 'changed', 'deleted', 'rejected'] as const;
  if (keys.every((key) => report[key] === seen[key])) return;
  throw new AppError('conflict', {
    'zh-CN': `试算之后数据有变化（现在会新增 ${report.new} 行、修改 ${report.changed} 行、删除 ${report.deleted} 行、退回 ${report.rejected} 行），请重新试算后再导入。`,
    en: `Data have changed since the dry run (now ${report.new} rows would be new, ${report.changed} changed, ${report.deleted} deleted, ${report.rejected} rejected). Do it again, then import.`,
  });
}

/** The counts of a report, without the rows that it names. */
export function countsOf({
  loaded: _l,
  source: _s,
  crs: _p,
  rejects: _r,
  change_id: _c,
  ...counts
}: ImportReport): ImportCounts {
  return counts;
}

function fileOf({ id, file_name, has_file }: query.StoredBatch, dataFolder: string): string {
  if (has_file) return uploadPath(dataFolder, id, file_name);
  throw new AppError('conflict', {
    'zh-CN': '这一批的文件已不在服务器上，请重新上传。',
    en: 'The file of this batch is no longer here. Please upload it again.',
  });
}

/** What is asked of the importer for a batch. */
export async function requestOf(
  batch: query.StoredBatch,
  { sql, sealer, dataFolder, signal }: Pick<Workplace, 'sql' | 'sealer' | 'dataFolder' | 'signal'>,
  rejects: Reject[],
): Promise<ImportRequest & { addresses?: AskedAddresses }> {
  const { settings } = batch;
  const asksAddresses = settings.by_address || (batch.kind in doorLayers && settings.mapping.address !== undefined);
  const addresses = asksAddresses ? await openAddresses(sql) : null;
  const constants = Object.entries(settings.constants).map(([field, value]) => [field, `'${value}'`]);
  return {
    kind: batch.kind,
    file: fileOf(batch, dataFolder),
    fileName: batch.file_name,
    source: batch.source,
    ...(settings.table !== null && { table: settings.table }),
    ...(settings.encoding !== null && { encoding: settings.encoding }),
    ...(settings.delimiter !== null && { delimiter: settings.delimiter }),
    ...(settings.header_row !== null && { headerRow: settings.header_row }),
    crs: settings.crs,
    swapped: settings.swapped,
    mapping: { ...settings.mapping, ...Object.fromEntries(constants) },
    onlyMapped: true,
    codes: settings.codes,
    fixes: await fixesOf(sql, batch.id, sealer),
    keepGood: settings.keep_good,
    absent: settings.absent,
    timeZone: settings.time_zone,
    sealer,
    ...(addresses && { addresses, byAddress: settings.by_address }),
    forbidden: batch.findings?.columns.filter(({ forbidden }) => forbidden).map(({ column }) => column) ?? [],
    onReject: (reject) => {
      if (rejects.length < query.KEPT_REJECTS) rejects.push(asInFile(reject, batch));
    },
    signal,
  };
}

/** A reject with the column as the file calls it; without one where no column says it. */
function asInFile({ column, ...reject }: Reject, { settings, findings }: query.StoredBatch): Reject {
  const theirs = settings.mapping[column ?? ''] ?? findings?.columns.find((one) => one.column === column)?.column;
  return theirs === undefined ? reject : { ...reject, column: theirs };
}

/** Mended cells of a batch, by row and column. */
export async function fixesOf(sql: Database, id: number, sealer: Sealer): Promise<Map<string, Map<string, string>>> {
  const fixes = new Map<string, Map<string, string>>();
  for (const { row_label, column_name, value } of await query.listFixes(sql, id)) {
    const row = fixes.get(row_label) ?? new Map<string, string>();
    fixes.set(row_label, row.set(column_name, sealer.open('import_fix.value', value)));
  }
  return fixes;
}

/** Rows as they come by, told at most five times a second. */
function progressOf({ hear }: Workplace) {
  let told = 0;
  let last = '';
  return (rows: number, rows_total: number | null, phase: 'reading' | 'comparing' | 'writing') => {
    const now = Date.now();
    if (phase === last && now - told < 200) return;
    told = now;
    last = phase;
    hear({ phase, rows, rows_total });
  };
}
