import type { Sealer } from '../../../server/access/sealing.ts';
import type { Database, OpenDatabase } from '../../../server/db/open.ts';
import type { Language } from '../../../server/language.ts';
import { Clock } from '../life/days.ts';
import { clearDemo } from '../rows.ts';
import { type Cell, drawCell } from './cell.ts';
import { insertUpperAreas, makeDistrict, validateKeys } from './districts.ts';
import { type ProvincePlan, type ProvinceSize, planProvince, sizeOf } from './plan.ts';
import { checkSame, findRun, writePlan } from './progress.ts';
import { needsPostgis } from './report.ts';
import { schema, written } from './tables.ts';
import { type Moment, makeTemplates } from './template.ts';

/** What a province is made from. */
export interface ProvinceRequest {
  /** Seals what is stored of people. */
  sealer: Sealer;
  /** The same seed and share give the same province, but for its dates: they end at `now`. */
  seed: string;
  /** Part of the whole province, over 0, at most 1; whole districts, rounded up. */
  share: number;
  /** Default that of the share; tests make less. */
  size?: ProvinceSize;
  /** IANA name. */
  timeZone: string;
  now: Date;
  /** Replaces a demo that is there; never anything else. */
  replace?: boolean | undefined;
  language: Language;
  onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
}

/** What a province took. */
export interface ProvinceReport {
  /** Districts that an earlier run had left. */
  resumed_districts: number;
  minutes: number;
  disk_bytes: number;
}

const stages = {
  templates: { 'zh-CN': '建造样板城区', en: 'Building the towns to copy' },
  resumed: { 'zh-CN': '接着上次停下的地方', en: 'Going on where an earlier run stopped' },
  districts: { 'zh-CN': '复制区县', en: 'Copying districts' },
  keys: { 'zh-CN': '核对外键', en: 'Checking foreign keys' },
  statistics: { 'zh-CN': '整理与统计', en: 'Tidying and gathering statistics' },
} as const;

/**
 * Fills PostGIS with an invented province, a transaction a district; a run that was stopped goes on where it stopped.
 * @throws AppError on the embedded database, when the database holds other data, or when another province was begun.
 */
export async function makeProvince(
  { sql, embedded }: Pick<OpenDatabase, 'sql' | 'embedded'>,
  request: ProvinceRequest,
): Promise<ProvinceReport> {
  if (embedded) throw needsPostgis();
  const begun = performance.now();
  const { seed, share, language } = request;
  const tell = (stage: keyof typeof stages, done: number, total: number) =>
    request.onProgress?.(stages[stage][language], done, total);
  const cell = drawCell();
  const size = request.size ?? sizeOf(share);
  const plan = planProvince(seed, size, cell);
  let run = request.replace ? undefined : await findRun(sql);
  if (run) {
    checkSame(run, seed, share);
    tell('resumed', run.done, size.districts);
  } else {
    await begin(sql, plan, cell, request, (inside, moment) =>
      makeTemplates(inside, moment, cell, size.towns, (done, total) => tell('templates', done, total)),
    );
    run = { seed, share, now: request.now, done: 0 };
  }
  const districts = plan.cities.flatMap((city) => city.districts);
  tell('districts', run.done, districts.length);
  for (const [index, district] of districts.entries()) {
    await makeDistrict(sql, district);
    if (index + 1 > run.done) tell('districts', index + 1, districts.length);
  }
  await finish(sql, tell);
  const [disk] = await sql<{ bytes: number }[]>`select pg_database_size(current_database())::float8 as bytes`;
  return {
    resumed_districts: run.done,
    minutes: Math.round((performance.now() - begun) / 600) / 100,
    disk_bytes: disk!.bytes,
  };
}

/** Makes the towns and writes the plan down, all or nothing. */
async function begin(
  sql: Database,
  plan: ProvincePlan,
  cell: Cell,
  { sealer, seed, share, timeZone, now, replace }: ProvinceRequest,
  makeTowns: (inside: Database, moment: Moment) => Promise<void>,
): Promise<void> {
  await sql.begin(async (transaction) => {
    const inside = transaction as unknown as Database;
    await clearDemo(inside, replace ?? false);
    await inside.unsafe(`create schema ${schema}`);
    const today = new Clock(timeZone).wall(now.getTime()).day;
    await makeTowns(inside, { sealer, seed: `province/${seed}`, timeZone, now, today });
    await writePlan(inside, plan, cell, { seed, share, now, timeZone });
    await insertUpperAreas(inside, plan);
    await inside`update deployment set demo = true, demo_seed = ${`province/${share}/${seed}`},
      city_name = ${plan.name}, generated_at = ${now.toISOString()}::timestamptz`;
  });
}

async function finish(
  sql: Database,
  tell: (stage: keyof typeof stages, done: number, total: number) => void,
): Promise<void> {
  await validateKeys(sql);
  tell('keys', 1, 1);
  // A visibility map, so that counts are read from indexes alone; geometry's statistics: see gatherStatistics.
  const columns = await sql<{ name: string; list: string }[]>`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list
    from information_schema.columns
    where table_schema = current_schema() and table_name in ${sql(written)} and udt_name <> 'geometry'
    group by table_name`;
  for (const [index, { name, list }] of columns.entries()) {
    await sql.unsafe(`vacuum (analyze) ${name} (${list})`);
    tell('statistics', index + 1, columns.length);
  }
  await sql.unsafe(`drop schema ${schema} cascade`);
}
