import type { Database } from '../../../server/db/open.ts';
import { AppError } from '../../../server/errors.ts';
import type { Cell } from './cell.ts';
import { pointsText, type Units, unitsPerDegree } from './cell.ts';
import type { District, ProvincePlan } from './plan.ts';
import { copied, schema } from './tables.ts';

/** A province under way. */
export interface Run {
  seed: string;
  share: number;
  now: Date;
  /** Districts that are done. */
  done: number;
}

/** The run that the database holds the beginnings of; undefined when there is none. */
export async function findRun(sql: Database): Promise<Run | undefined> {
  const [known] = await sql<{ there: boolean }[]>`select to_regclass(${`${schema}.run`}) is not null as there`;
  if (!known?.there) return undefined;
  const [run] = await sql.unsafe<(Omit<Run, 'now'> & { now: string })[]>(
    `select seed, share, now::text as now, (select count(*)::int from ${schema}.district where done) as done from ${schema}.run`,
  );
  return run && { ...run, now: new Date(run.now) };
}

/** @throws AppError when another province was begun. */
export function checkSame(run: Run, seed: string, share: number): void {
  if (run.seed === seed && run.share === share) return;
  throw new AppError('bad_input', {
    'zh-CN': `数据库里有一个未完成的省（--seed ${run.seed} --share ${run.share}）。用相同的参数可继续，加 --replace 可重新开始。`,
    en: `The database holds an unfinished province (--seed ${run.seed} --share ${run.share}). Use the same options to go on, or add --replace to begin anew.`,
  });
}

/** Writes down the plan, with the first id of every street in every table; the templates must be there. */
export async function writePlan(
  sql: Database,
  plan: ProvincePlan,
  cell: Cell,
  run: { seed: string; share: number; now: Date; timeZone: string },
): Promise<void> {
  await sql.unsafe(
    `create table ${schema}.run as select $1::text as seed, $2::float8 as share, $3::timestamptz as now, $4::text as time_zone`,
    [run.seed, run.share, run.now.toISOString(), run.timeZone],
  );
  const districts = plan.cities.flatMap((city) => city.districts);
  await sql.unsafe(
    `create table ${schema}.district as select code as area_code, false as done from unnest($1::text[]) code`,
    [districts.map(({ area_code }) => area_code)],
  );
  await writeStreets(sql, districts, cell);
  await sql.unsafe(`alter table ${schema}.street add column newest timestamptz, add column time_zone text;
    update ${schema}.street set newest = run.now, time_zone = run.time_zone from ${schema}.run`);
  await writeBases(sql);
}

async function writeStreets(sql: Database, districts: readonly District[], cell: Cell): Promise<void> {
  const rows = districts.flatMap((district, index) => district.streets.map((street) => ({ district, street, index })));
  const columns: [name: string, type: string, values: (string | number)[]][] = [
    ['number', 'int', rows.map(({ street }) => street.number)],
    ['town', 'int', rows.map(({ street }) => street.town)],
    ['sign', 'int', rows.map(({ street }) => street.sign)],
    ['x', 'float8', rows.map(({ street }) => street.at[0] / unitsPerDegree)],
    ['y', 'float8', rows.map(({ street }) => street.at[1] / unitsPerDegree)],
    ['area_code', 'text', rows.map(({ street }) => street.area_code)],
    ['district_word', 'text', rows.map(({ district }) => district.word)],
    ['word', 'text', rows.map(({ street }) => street.word)],
    ['communities', 'text', rows.map(({ street }) => street.communityWords.join(' '))],
    ['incident_count', 'int', rows.map(({ street }) => street.incident_count)],
    ['in_full', 'int', rows.map(({ index }) => (index === 0 ? 1 : 0))],
    ['shape', 'text', rows.map(({ street }) => `POLYGON(${pointsText(cell.ring.map((at) => moved(at, street.at)))})`)],
    ['edges', 'text', rows.map(({ street }) => edgesText(cell, street.at))],
  ];
  await sql.unsafe(
    `create table ${schema}.street as
      select number, town, sign, x, y, area_code, district_word, word, string_to_array(communities, ' ') as community_words,
        incident_count, in_full = 1 as lived_in_full, ST_GeomFromText(shape, 4326) as cell, ST_GeomFromText(edges, 4326) as edges
      from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
        as t (${columns.map(([name]) => name).join(', ')})`,
    columns.map(([, , values]) => values),
  );
}

function moved([x, y]: Units, [dx, dy]: Units): Units {
  return [x + dx, y + dy];
}

function edgesText({ south, west }: Cell, at: Units): string {
  const line = (points: readonly Units[]) => pointsText(points.map((point) => moved(point, at)));
  return `MULTILINESTRING(${line(south)},${line(west)})`;
}

/** Column TABLE_base of each street: what is added to a template's ids. */
async function writeBases(sql: Database): Promise<void> {
  const towns = await sql.unsafe<{ town: number }[]>(`select distinct town from ${schema}.street order by town`);
  for (const table of copied.filter((name) => name !== 'area')) {
    const most = towns
      .map(({ town }) => `select ${town} as town, coalesce(max(id), 0) as most from ${schema}.${table}_${town}`)
      .join(' union all ');
    await sql.unsafe(`alter table ${schema}.street add column ${table}_base int`);
    await sql.unsafe(
      `update ${schema}.street s set ${table}_base = b.base
        from (select number, (sum(most) over (order by number) - most)::int as base
          from ${schema}.street join (${most}) m using (town)) b
        where b.number = s.number`,
    );
    // Rows that are written meanwhile without an id get one beyond all streets'.
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('${table}', 'id'), greatest(sum(most), 1)::bigint)
        from ${schema}.street join (${most}) m using (town)`,
    );
  }
}
