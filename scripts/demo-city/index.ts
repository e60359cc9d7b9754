import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Sealer } from '../../server/access/sealing.ts';
import { ConfigError, readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { gatherStatistics } from '../../server/db/statistics.ts';
import { AppError } from '../../server/errors.ts';
import type { Language } from '../../server/language.ts';
import { keepPictures } from '../../server/simulator/pictures.ts';
import { stageBar } from '../progress.ts';
import { terminalLanguage } from '../terminal.ts';
import { cutAreas } from './extract/cut-areas.ts';
import { extractName, importExtract } from './extract/files.ts';
import { Clock } from './life/days.ts';
import { fillWithLife } from './life/index.ts';
import { type Stage, stages } from './life/stage.ts';
import { spaced } from './life/streets.ts';
import { makeProvince } from './province/index.ts';
import { needsPostgis, provinceSentence, shareOf } from './province/report.ts';
import { clearDemo, countRows, type DemoCityReport, demoTables, recordTables } from './rows.ts';
import { buildTown } from './town/index.ts';

/** What a demo city is made from. */
export interface DemoCityRequest {
  /** Seals what is stored of people. */
  sealer: Sealer;
  /** The same seed gives the same city, but for its dates: they end at `now`. */
  seed: string;
  /** IANA name; today is the day of `now` there. */
  timeZone: string;
  now: Date;
  /** Path of an OpenStreetMap or GeoJSON extract, or of a folder that holds one; without it a town is invented. */
  on?: string | undefined;
  /** Source name of the extract's rows; default the name of the file or folder. */
  source?: string | undefined;
  /** Replaces a demo city that is there; never anything else. */
  replace?: boolean | undefined;
  /** Where photos are kept; without it records have none. */
  photoFolder?: string | undefined;
  /** Language of the stage names; default the terminal's. */
  language?: Language | undefined;
  onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
}

/**
 * Makes a demo city in one transaction (the caller's, if there is one): whatever stops it, the database stays as it was.
 * @throws AppError when the database holds data, unless they are a demo's and `replace` is set.
 */
export async function makeDemoCity(sql: Database, request: DemoCityRequest): Promise<DemoCityReport> {
  const language = request.language ?? terminalLanguage();
  const onProgress = (stage: Stage, done: number, total: number) =>
    request.onProgress?.(stages[stage][language], done, total);
  const { sealer, seed, timeZone, now, photoFolder } = request;
  const today = new Clock(timeZone).wall(now.getTime()).day;
  await inTransaction(sql, async (inside) => {
    await clearDemo(inside, request.replace ?? false);
    onProgress('clear', 1, 1);
    // The ground of the city was always there, and always known.
    await inside`select set_config('jingwei.unrecorded', 'on', true)`;
    const city = request.on
      ? await onExtract(inside, request.on, request.source, onProgress)
      : await ownTown(inside, seed, onProgress);
    const pictures = photoFolder && (await keepPictures(inside, { photoFolder, scanCommand: undefined, sealer }));
    await fillWithLife(inside, { sealer, seed, today, timeZone, now, pictures: pictures || undefined, onProgress });
    await inside`update deployment
      set demo = true, demo_seed = ${seed}, city_name = ${city}, generated_at = ${now.toISOString()}::timestamptz`;
  });
  await gatherStatistics(sql, [...demoTables, ...recordTables]);
  return countRows(sql);
}

/** A transaction of the caller's has no `begin` of its own; a savepoint does as well there. */
async function inTransaction(sql: Database, work: (inside: Database) => Promise<void>): Promise<void> {
  const step = (transaction: unknown) => work(transaction as Database);
  if ('savepoint' in sql)
    await (sql as { savepoint(step: (sql: unknown) => Promise<void>): Promise<void> }).savepoint(step);
  else await sql.begin(step);
}

async function ownTown(sql: Database, seed: string, onProgress: (stage: Stage, done: number, total: number) => void) {
  await buildTown(sql, { seed, onProgress: (done, total) => onProgress('town', done, total) });
  const [top] = await sql<{ name: string }[]>`
    select a.name from area a join area_level l on l.level = a.level order by l.position, a.area_code limit 1`;
  return top?.name ?? null;
}

async function onExtract(
  sql: Database,
  extract: string,
  source: string | undefined,
  onProgress: (stage: Stage, done: number, total: number) => void,
): Promise<string> {
  const name = extractName(extract);
  await importExtract(sql, extract, source ?? name, (done, total) => onProgress('import', done, total));
  const [place] = await sql<{ name: string }[]>`
    select name from place where kind in ('city', 'town')
    order by kind, ST_Distance(geometry, (select ST_Centroid(ST_SetSRID(ST_Extent(geometry)::geometry, 4326)) from building))
    limit 1`;
  const city = place?.name ?? name;
  await cutAreas(sql, `${spaced(city.replace(/[市区县镇]$/u, ''))}示范区`, (done, total) =>
    onProgress('areas', done, total),
  );
  return city;
}

const usage = `npm run demo-city -- [--seed SEED] [--on EXTRACT] [--source NAME] [--replace] [--json]
npm run demo-city -- --province [--share 0.1] [--seed SEED] [--replace] [--json]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: 'jingwei' },
      on: { type: 'string' },
      source: { type: 'string' },
      province: { type: 'boolean', default: false },
      share: { type: 'string', default: '1' },
      replace: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const config = readConfig();
  const share = values.province ? shareOf(values.share) : undefined;
  if (share !== undefined && !config.databaseUrl) throw needsPostgis();
  const database = await openDeployment(config);
  const bar = stageBar();
  try {
    const { seed, on, source, replace } = values;
    const common = {
      sealer: database.sealer,
      seed,
      replace,
      timeZone: config.timeZone,
      photoFolder: config.photoFolder,
      now: new Date(),
      onProgress: bar.update,
    };
    const made =
      share === undefined
        ? undefined
        : await makeProvince(database, { ...common, share, language: terminalLanguage() });
    const report = made ? await countRows(database.sql) : await makeDemoCity(database.sql, { ...common, on, source });
    bar.stop();
    if (values.json) console.log(JSON.stringify({ ...report, ...made }));
    else console.log([table(report), ...(made ? [provinceSentence(made)[terminalLanguage()]] : [])].join('\n'));
  } finally {
    bar.stop();
    await database.close();
  }
}

function table(report: DemoCityReport): string {
  const width = Math.max(...Object.keys(report).map((name) => name.length));
  const lines = Object.entries(report).map(([name, rows]) => `  ${name.padEnd(width)}  ${rows.toLocaleString('en')}`);
  const note = {
    'zh-CN': '演示城已生成，其中人物均为虚构。',
    en: 'The demo city is made. All its people are invented.',
  };
  return [...lines, note[terminalLanguage()]].join('\n');
}

function explain(error: unknown): string {
  if (error instanceof AppError) return error.sentence[terminalLanguage()];
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as { code?: string; message: string };
  return code?.startsWith('ERR_PARSE_ARGS') ? `${message}\n${usage}` : message;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(explain(error));
      if (process.env.DEBUG) console.error(error);
      process.exit(1);
    },
  );
}
