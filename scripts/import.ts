import { createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { openKeys } from '../server/access/keys.ts';
import type { CrsSpec, CrsWords } from '../server/api/imports/schema.ts';
import { type Config, ConfigError, readConfig } from '../server/config.ts';
import { migrate } from '../server/db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../server/db/open.ts';
import { AppError } from '../server/errors.ts';
import { loadAsBatch } from '../server/import/batches/direct.ts';
import { listLastBatches } from '../server/import/batches/sql.ts';
import { doTask } from '../server/import/batches/work.ts';
import { crsWords, declaredSpec } from '../server/import/crs/index.ts';
import {
  type ImportKind,
  ImportRefused,
  type ImportReport,
  type ImportRequest,
  importKinds,
  type OnProgress,
  type Reject,
} from '../server/import/index.ts';
import { sourceName } from '../server/import/source-file.ts';

const SHOWN_REJECTS = 20;
const SHOWN_BATCHES = 20;
const plainCrs = ['wgs84', 'cgcs2000', 'gcj02', 'bd09', 'web-mercator'] as const;
const crsNames = [...plainCrs, 'EPSG:CODE'].join(', ');
const help = `npm run import -- KIND FILE [options]
npm run import -- --list | --undo NUMBER
导入一个文件；同一文件导入两次不会有任何变化；整批可以撤销。
Loads one file; loading it twice changes nothing; it can be taken out again as a whole.

KIND  ${importKinds.slice(0, 9).join(' ')}
      ${importKinds.slice(9).join(' ')}
FILE  .xlsx .csv .zip (shapefile) .gpkg .geojson .geojsonl .kml .kmz .gpx .dxf .osm.pbf .osm, text also with .gz

  --map OURS=THEIRS,…   which column or property fills which field: --map name=NAME,kind=TYPE
                        a constant for every row: --map "kind='toilet'"; ignore their id: --map source_id=
  --time-column NAME    column of the report time (incidents) or the day of confirmation
  --time-zone ZONE      zone of times without an offset (default: TIME_ZONE, else Asia/Shanghai)
  --keep-good           load the good rows although some were rejected
  --by-address          rows of points without coordinates stand where their address says, doors in the building that it
                        means; doubtful addresses wait on the page /reviews
  --crs NAME            what the coordinates are: ${plainCrs.join(', ')},
                        or a plane as EPSG:4549 (default: what the file says, else wgs84)
  --swapped             x and y change places: the file has the latitude or the northing first
  --table NAME          which sheet or layer, where the file holds several
  --encoding NAME       of its texts, such as gb18030, where it was guessed wrongly
  --delete-absent       delete rows of this source that the file has no more and that nothing leans on
  --dry                 only count what would happen
  --list                the last batches, newest first
  --undo NUMBER         take a batch out again
  --source NAME         name of the source (default: the file's name without extensions)
  --json                end with one line of JSON
  --help

Elements that an OpenStreetMap extract cuts off at its edge count as rejected, but do not stop a load.
Rejected rows are listed in the data folder under rejects/.`;

/** A mistake on the command line; `message` is one line. */
class UsageError extends Error {}

type Order = { order: 'load'; request: ImportRequest } | { order: 'list' } | { order: 'undo'; batch: number };
type Options = Order & { json: boolean };

function readOptions(args: string[], timeZone: string): Options | null {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const json = values.json === true;
  if (values.list) return { order: 'list', json };
  if (values.undo !== undefined) {
    if (!/^\d{1,9}$/.test(values.undo))
      throw new UsageError(`--undo takes the number of a batch, not "${values.undo}"`);
    return { order: 'undo', batch: Number(values.undo), json };
  }
  const [kind, file, more] = positionals;
  if (!kind || !file) throw new UsageError('KIND and FILE are needed, as in: npm run import -- buildings city.geojson');
  if (more !== undefined) throw new UsageError(`"${more}" is one argument too many; KIND and FILE are all`);
  if (!(importKinds as readonly string[]).includes(kind))
    throw new UsageError(`there is no kind "${kind}"; the kinds are ${importKinds.join(', ')}`);
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  const zone = values['time-zone'] ?? timeZone;
  if (!isTimeZone(zone)) throw new UsageError(`"${zone}" is no IANA time zone such as Asia/Shanghai`);
  const crs = values.crs === undefined ? undefined : crsOf(values.crs);
  return {
    order: 'load',
    json,
    request: {
      kind: kind as ImportKind,
      file,
      source: values.source,
      mapping: readMapping(values.map ?? []),
      timeColumn: values['time-column'],
      timeZone: zone,
      keepGood: values['keep-good'] === true,
      byAddress: values['by-address'] === true,
      ...(crs && { crs }),
      swapped: values.swapped === true,
      ...(values.table !== undefined && { table: values.table }),
      ...(values.encoding !== undefined && { encoding: values.encoding }),
      absent: values['delete-absent'] ? 'delete' : 'keep',
      dry: values.dry === true,
    },
  };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      map: { type: 'string', multiple: true },
      'time-column': { type: 'string' },
      'time-zone': { type: 'string' },
      'keep-good': { type: 'boolean' },
      'by-address': { type: 'boolean' },
      crs: { type: 'string' },
      swapped: { type: 'boolean' },
      table: { type: 'string' },
      encoding: { type: 'string' },
      'delete-absent': { type: 'boolean' },
      dry: { type: 'boolean' },
      list: { type: 'boolean' },
      undo: { type: 'string' },
      source: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function crsOf(name: string): CrsSpec {
  const kind = plainCrs.find((each) => each === name.toLowerCase());
  if (kind) return { kind };
  const code = /^(?:epsg:)?(\d{4,6})$/i.exec(name)?.[1];
  const spec = code === undefined ? null : declaredSpec({ epsg: Number(code) });
  if (spec) return spec;
  throw new UsageError(
    code === undefined
      ? `--crs takes one of ${crsNames}, not "${name}"`
      : `EPSG:${code} cannot be converted here; convert the file to EPSG:4490 first, or load it on the page by control points`,
  );
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function readMapping(given: string[]): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const pair of given.flatMap((text) => text.split(','))) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--map takes OURS=THEIRS, not "${pair}"`);
    mapping[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return mapping;
}

/** Writes rejects to a file as they come; there is no file when there are none. */
class RejectFile {
  path: string | undefined;
  private stream: WriteStream | undefined;

  constructor(
    private readonly folder: string,
    private readonly source: string,
  ) {}

  add({ row, column, reason }: Reject): void {
    if (!this.stream) {
      mkdirSync(this.folder, { recursive: true });
      const time = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
      this.path = path.join(this.folder, `${this.source.replace(/[^\p{L}\p{N}._-]/gu, '_')}-${time}.csv`);
      this.stream = createWriteStream(this.path);
      this.stream.write('row,column,原因,reason\n');
    }
    const cells = [reason['zh-CN'], reason.en].map((text) => `"${text.replaceAll('"', '""')}"`);
    this.stream.write(`${row},${column ?? ''},${cells.join(',')}\n`);
  }

  close(): Promise<void> {
    return new Promise((resolve) => (this.stream ? this.stream.end(resolve) : resolve()));
  }
}

function progressBar(): { onProgress: OnProgress; stop(): void } {
  if (!process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: '{phase} [{bar}] {percentage}%', stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let current = '';
  return {
    onProgress(done, total, phase) {
      const label = { reading: '读取 reading', comparing: '比对 comparing', writing: '写入 writing' }[phase];
      if (label !== current) bar.start(total ?? 0, done, { phase: label });
      current = label;
      bar.update(done, { phase: label });
    },
    stop: () => bar.stop(),
  };
}

function printReport(report: ImportReport, rejectFile: RejectFile): void {
  const lines = [
    `${report.source}: read ${report.read}, new ${report.new}, changed ${report.changed}, same ${report.same}, rejected ${report.rejected}`,
  ];
  if (report.crs) lines.push(wordsOf(crsWords(report.crs.spec, report.crs.swapped)));
  for (const [table, counts] of Object.entries(report.tables))
    lines.push(`  ${table}: new ${counts.new}, changed ${counts.changed}, same ${counts.same}`);
  if (report.skipped > 0) lines.push(`${report.skipped} rows hold nothing for this kind`);
  if (report.united > 0) lines.push(`${report.united} rows were pieces of another row and joined to it`);
  if (report.outside_grids > 0) lines.push(`${report.outside_grids} loaded rows lie in no grid`);
  if (report.absent > 0) lines.push(`${report.absent} earlier rows of this source are not in the file; they stay`);
  if (report.reassigned > 0) lines.push(`${report.reassigned} rows moved to another grid`);
  if (report.dropped_columns.length > 0)
    lines.push(`left out, because Jingwei must never hold it: ${report.dropped_columns.join(', ')}`);
  for (const { sentence, rows, first } of report.warnings)
    lines.push(`warning: ${sentence.en} ${sentence['zh-CN']} (${rows} rows, first ${first})`);
  for (const { row, reason } of report.rejects.slice(0, SHOWN_REJECTS))
    lines.push(`rejected ${row}: ${reason.en} ${reason['zh-CN']}`);
  if (report.rejected > SHOWN_REJECTS) lines.push(`… and ${report.rejected - SHOWN_REJECTS} more`);
  if (report.incomplete > 0)
    lines.push(
      `${report.incomplete} of the rejected are cut off or broken in the OpenStreetMap file; this does not stop a load`,
    );
  if (rejectFile.path) lines.push(`all rejected rows: ${rejectFile.path}`);
  process.stderr.write(`${lines.join('\n')}\n`);
}

/** A coordinate system and what is assumed of it, on one line. */
function wordsOf({ line, note }: CrsWords): string {
  const [zh, en] = [line, ...(note ? [note] : [])].reduce(
    ([chinese, english], said) => [`${chinese} ${said['zh-CN']}`, `${english} ${said.en}`],
    ['坐标', 'coordinates'],
  );
  return `${zh} | ${en}`;
}

function printJson(report: ImportReport): void {
  const { rejects: _rejects, ...figures } = report;
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** Ctrl-C ends the connection, and the database undoes the transaction that it cut. */
function watchInterrupt(): void {
  const stop = () => {
    process.stderr.write('\n已中断，没有载入任何数据。 Stopped: nothing was loaded, the data are as they were.\n');
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

async function load(config: Config, database: OpenDatabase, given: ImportRequest, json: boolean): Promise<number> {
  const { source = sourceName(given.file) } = given;
  const rejectFile = new RejectFile(path.join(config.dataFolder, 'rejects'), source);
  const progress = progressBar();
  try {
    const sealer = await openKeys(database.sql, config);
    const request = { ...given, source, sealer, onReject: (reject: Reject) => rejectFile.add(reject) };
    const { report, batch } = await loadAsBatch(database.sql, request, progress.onProgress);
    progress.stop();
    await rejectFile.close();
    printReport(report, rejectFile);
    if (batch !== null) process.stderr.write(`批次 batch ${batch}: npm run import -- --undo ${batch}\n`);
    if (json) printJson(report);
    return 0;
  } catch (error) {
    progress.stop();
    await rejectFile.close();
    if (error instanceof ImportRefused) printReport(error.report, rejectFile);
    sayFailure(error, 'nothing was loaded');
    if (json && error instanceof ImportRefused) printJson(error.report);
    return 1;
  }
}

function sayFailure(error: unknown, what: string): void {
  if (error instanceof AppError) process.stderr.write(`${error.sentence['zh-CN']}\n${error.sentence.en}\n`);
  else process.stderr.write(`${what}: ${(error as Error).message}\n`);
}

async function undo(config: Config, database: OpenDatabase, batch: number): Promise<number> {
  try {
    const sealer = await openKeys(database.sql, config);
    const place = { sql: database.sql, sealer, dataFolder: config.dataFolder, hear: () => {} };
    const { signal } = new AbortController();
    await doTask({ work: 'undo', batch_id: batch, account_id: null, note: null }, { ...place, signal });
    process.stderr.write(`已撤销批次 ${batch}。 Batch ${batch} was undone.\n`);
    return 0;
  } catch (error) {
    sayFailure(error, 'nothing was undone');
    return 1;
  }
}

async function list(database: OpenDatabase, json: boolean): Promise<number> {
  const batches = await listLastBatches(database.sql, SHOWN_BATCHES);
  for (const batch of batches) {
    const { id, state, kind, source, applied_at, counts, crs_words } = batch;
    const figures = counts
      ? `new ${counts.new}, changed ${counts.changed}, same ${counts.same}, rejected ${counts.rejected}`
      : '';
    process.stderr.write(`${id}  ${state.padEnd(9)}  ${kind}  ${source}  ${applied_at ?? ''}  ${figures}\n`);
    if (crs_words) process.stderr.write(`    ${wordsOf(crs_words)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(batches)}\n`);
  return 0;
}

async function main(): Promise<number> {
  try {
    const config = readConfig();
    const options = readOptions(process.argv.slice(2), config.timeZone);
    if (!options) {
      process.stdout.write(`${help}\n`);
      return 0;
    }
    watchInterrupt();
    const database = await openDatabase(config);
    try {
      await migrate(database.sql, (sql) => openKeys(sql, config));
      if (options.order === 'list') return await list(database, options.json);
      if (options.order === 'undo') return await undo(config, database, options.batch);
      return await load(config, database, options.request, options.json);
    } finally {
      await database.close();
    }
  } catch (error) {
    const isUsage = error instanceof UsageError || error instanceof ConfigError;
    process.stderr.write(`${(error as Error).message}${error instanceof UsageError ? ' (--help shows all)' : ''}\n`);
    return isUsage ? 2 : 1;
  }
}

process.exitCode = await main();
