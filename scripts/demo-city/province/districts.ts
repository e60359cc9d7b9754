import type { Database } from '../../../server/db/open.ts';
import { layToRest } from '../resting.ts';
import type { District, ProvincePlan } from './plan.ts';
import { stampStreet } from './stamp.ts';
import { copied, schema, written } from './tables.ts';

/** Adds province and city above the district, and their areas and those of all districts. */
export async function insertUpperAreas(sql: Database, plan: ProvincePlan): Promise<void> {
  await sql`update area_level set position = position + 100`;
  await sql`update area_level set position = position - 98`;
  await sql`insert into area_level (level, position, code_digits) values ('province', 1, 2), ('city', 2, 4)`;
  const districts = plan.cities.flatMap((city) => city.districts);
  const areas = [
    { level: 'province', area_code: plan.area_code, name: plan.name },
    ...plan.cities.map(({ area_code, name }) => ({ level: 'city', area_code, name })),
    ...districts.map(({ area_code, name }) => ({ level: 'district', area_code, name })),
  ];
  await sql.unsafe(
    `insert into area (area_code, level, name, geometry, source, source_id)
      select a.code, a.level, a.name, (select ST_Multi(ST_Union(s.cell)) from ${schema}.street s
        where s.area_code like a.code || '%'), 'demo', a.code
      from unnest($1::text[], $2::text[], $3::text[]) as a (code, level, name)`,
    [areas.map(({ area_code }) => area_code), areas.map(({ level }) => level), areas.map(({ name }) => name)],
  );
}

/** Makes a district in one transaction; the second time it does nothing. */
export async function makeDistrict(sql: Database, district: District): Promise<void> {
  await sql.begin(async (transaction) => {
    const inside = transaction as unknown as Database;
    const [row] = await inside.unsafe<{ done: boolean }[]>(
      `update ${schema}.district set done = true where area_code = $1 and not done returning done`,
      [district.area_code],
    );
    if (!row) return;
    const wake = await layToRest(inside, written, { unchecked: true });
    const columns = await columnsOf(inside);
    for (const street of district.streets) await stampStreet(inside, street, columns);
    await wake();
    // The roads between the streets' cells lie on borders: their triggers find the grid.
    await inside.unsafe(
      `insert into road (kind, name, lanes, width_m, geometry, source, source_id)
        select 'secondary', null, 4, 24, ST_Multi(e.geom), 'demo', 'edge/' || s.number || '/' || e.path[1]
        from ${schema}.street s, ST_Dump(s.edges) e where left(s.area_code, 6) = $1 order by s.number, e.path`,
      [district.area_code],
    );
    for (const table of ['land', 'road', 'compound', 'building'])
      await settleBorders(inside, table, district.area_code);
    await followBuildings(inside, district.area_code);
  });
}

/** A shape whose inner point lies on a border of grids may be on its other side once it is moved: those are looked up. */
async function settleBorders(sql: Database, table: string, district: string): Promise<void> {
  const inside = `area_code like '${district}%'`;
  await sql.unsafe(
    `create temp table moved_point on commit drop as
      select id, area_code, case when ST_Dimension(geometry) = 1
        then ST_LineInterpolatePoint(ST_GeometryN(geometry, 1), 0.5) else ST_PointOnSurface(geometry) end as point
      from ${table} where ${inside}`,
  );
  await sql.unsafe('create index on moved_point using gist (point)');
  await sql.unsafe(
    `with grid as materialized (select area_code, geometry from area where ${inside} and level = 'grid'),
      found as (select p.id, p.area_code as old, min(g.area_code) as area_code
        from grid g join moved_point p on ST_Covers(g.geometry, p.point) group by 1, 2)
      update ${table} t set area_code = f.area_code from found f where f.id = t.id and f.area_code <> f.old`,
  );
  await sql.unsafe('drop table moved_point');
}

/** Households, visits and duties stand where their building stands; triggers move the residents. */
async function followBuildings(sql: Database, district: string): Promise<void> {
  for (const [table, above] of [
    ['household', 'building'],
    ['visit', 'household'],
    ['visit_duty', 'household'],
  ])
    await sql.unsafe(
      `update ${table} t set area_code = a.area_code from ${above} a
        where a.id = t.${above}_id and a.area_code like '${district}%' and a.area_code <> t.area_code`,
    );
}

async function columnsOf(sql: Database): Promise<Map<string, string[]>> {
  const rows = await sql<{ name: string; columns: string[] }[]>`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns
    where table_schema = current_schema() and table_name in ${sql(copied)} and column_name <> 'updated_at' and is_generated = 'NEVER'
    group by table_name`;
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Lets the database look at all foreign keys that it has taken on trust. */
export async function validateKeys(sql: Database): Promise<void> {
  const keys = await sql<{ table: string; name: string }[]>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where contype = 'f' and not convalidated and conrelid = any(${written as string[]}::regclass[])`;
  for (const { table, name } of keys) await sql.unsafe(`alter table ${table} validate constraint ${name}`);
}
