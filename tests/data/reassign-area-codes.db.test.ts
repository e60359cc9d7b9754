import { describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/open.ts';
import { rolledBack } from '../helpers/database.ts';

/** Rows whose code is not what grid_at says of their inner point, by table. */
async function wrong(sql: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['place', 'road', 'land']) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from ${sql(table)}
      where area_code is distinct from grid_at(case ST_Dimension(geometry)
        when 0 then geometry
        when 1 then ST_LineInterpolatePoint(ST_GeometryN(geometry, 1), 0.5)
        else ST_PointOnSurface(geometry) end)`;
    counts[table] = row!.count;
  }
  return counts;
}

/** Points inside, outside and on the borders and corners of grids, lines and polygons over and beside them. */
async function scatter(sql: Database): Promise<void> {
  await sql`create temp table box on commit drop as
    select ST_XMin(e) as west, ST_YMin(e) as south, ST_XMax(e) - ST_XMin(e) as width, ST_YMax(e) - ST_YMin(e) as height
    from (select ST_Extent(geometry) as e from area) a`;
  await sql`create temp table spot on commit drop as
    select n, ST_SetSRID(ST_MakePoint(west + width * (sin(n * 12.9898) * 0.6 + 0.5),
      south + height * (sin(n * 78.233) * 0.6 + 0.5)), 4326) as at from box, generate_series(1, 150) n`;
  await sql`insert into place (kind, name, geometry) select 'random', 'n' || n, at from spot`;
  // Corners belong to several grids, as do points between them.
  await sql`insert into place (kind, name, geometry)
    select 'border', 'b', d.geom from area a, ST_DumpPoints(ST_Boundary(a.geometry)) d`;
  await sql`insert into place (kind, name, geometry)
    select 'border', 'm', ST_LineInterpolatePoint(ST_MakeLine(d.geom, e.geom), 0.5)
    from area a, ST_DumpPoints(ST_Boundary(a.geometry)) d join ST_DumpPoints(ST_Boundary(a.geometry)) e
      on e.path[1] = d.path[1] and e.path[2] = d.path[2] + 1 where not ST_Equals(d.geom, e.geom)`;
  await sql`insert into road (kind, geometry)
    select 'service', ST_Multi(ST_MakeLine(s.at, t.at)) from spot s join spot t on t.n = s.n + 1`;
  await sql`insert into land (kind, geometry)
    select 'grass', ST_Multi(ST_MakeEnvelope(ST_X(at), ST_Y(at), ST_X(at) + width / 9, ST_Y(at) + height / 7, 4326))
    from spot, box`;
}

describe('reassign_area_codes', () => {
  it('gives every row the grid that grid_at gives its inner point, on borders the one with the smallest code', async () => {
    await rolledBack(async (sql) => {
      await scatter(sql);
      const [before] = await sql<
        { rows: number }[]
      >`select count(*)::int as rows from place where area_code is not null`;
      expect(before!.rows).toBeGreaterThan(50);
      await sql`update place set area_code = case id % 3 when 0 then '0' when 1 then null else area_code end`;
      await sql`update road set area_code = '0'`;
      await sql`update land set area_code = null`;
      await sql`select reassign_area_codes()`;
      expect(await wrong(sql)).toEqual({ place: 0, road: 0, land: 0 });
    });
  });

  it('counts the rows that moved and no others', async () => {
    await rolledBack(async (sql) => {
      await scatter(sql);
      const [spoilt] = await sql<{ rows: number }[]>`
        with changed as (update place set area_code = '0' where id % 5 = 0 returning 1) select count(*)::int as rows from changed`;
      const moved = () => sql<{ rows: number }[]>`select reassign_area_codes()::int as rows`;
      expect(await moved()).toEqual([spoilt]);
      expect(await moved()).toEqual([{ rows: 0 }]);
    });
  });

  it('leaves no code where there is no grid any more', async () => {
    await rolledBack(async (sql) => {
      await sql`delete from area where level = 'grid'`;
      await sql`select reassign_area_codes()`;
      const [left] = await sql<
        { rows: number }[]
      >`select count(*)::int as rows from building where area_code is not null`;
      expect(left!.rows).toBe(0);
    });
  });
});
