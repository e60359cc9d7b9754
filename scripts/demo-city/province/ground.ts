import type { Database } from '../../../server/db/open.ts';
import { numeral } from '../town/names.ts';

/** Places closer than this are one, degrees: about a millimetre, as fine as the town's own numbers. */
const GRAIN = '1e-8';

/** Cuts roads, water and land off at the edge of the cell (well-known text, degrees). */
export async function clipGround(sql: Database, cell: string): Promise<void> {
  for (const [table, dimension] of [
    ['road', 2],
    ['waterway', 2],
    ['land', 3],
    ['place', 1],
  ] as const) {
    await sql.unsafe(`delete from ${table} where not ST_Intersects(geometry, ST_GeomFromText($1, 4326))`, [cell]);
    await sql.unsafe(
      `update ${table} set geometry = ST_Multi(ST_CollectionExtract(ST_Intersection(geometry, ST_GeomFromText($1, 4326), ${GRAIN}), ${dimension}))
        where ST_Dimension(geometry) > 0 and not ST_Within(geometry, ST_GeomFromText($1, 4326))`,
      [cell],
    );
    await sql.unsafe(`delete from ${table} where ST_IsEmpty(geometry)`);
  }
}

/**
 * Lets the grids at the town's edge grow over the fields to the edge of the cell, cuts the fullest grids in two until
 * there are `wanted`, and makes communities, street and district anew from the grids. Leaves the fields in the temporary
 * table `field`, with `core` a step away from their edge.
 */
export async function growGrids(
  sql: Database,
  cell: string,
  wanted: number,
  doors: ReadonlyMap<string, number>,
): Promise<void> {
  await sql.unsafe(
    `create temp table field on commit drop as
      with town as (select ST_Union(geometry, ${GRAIN}) as shape from area where level = 'grid'),
      rest as (select ST_Difference(ST_GeomFromText($1, 4326), shape, ${GRAIN}) as shape from town),
      rim as (select distinct on (dumped.geom) g.area_code, dumped.geom as point
        from area g, town, ST_DumpPoints(ST_Segmentize(ST_CollectionExtract(
          ST_Intersection(ST_Boundary(g.geometry), ST_Boundary(town.shape)), 2), 0.0002)) dumped
        where g.level = 'grid' order by dumped.geom, g.area_code),
      cells as (select (ST_Dump(ST_VoronoiPolygons(ST_Collect(point), 0, ST_GeomFromText($1, 4326)))).geom as shape from rim),
      nearest as (select r.area_code, ST_Union(c.shape, ${GRAIN}) as shape
        from cells c join rim r on ST_Contains(c.shape, r.point) group by 1)
      select n.area_code, ST_CollectionExtract(ST_Intersection(rest.shape, n.shape, ${GRAIN}), 3) as shape,
        null::geometry as core
      from nearest n, rest`,
    [cell],
  );
  await sql.unsafe(
    `update area a set geometry = ST_Multi(ST_CollectionExtract(ST_Union(a.geometry, f.shape, ${GRAIN}), 3))
      from field f where f.area_code = a.area_code`,
  );
  await sql.unsafe('update field set core = ST_Buffer(shape, -0.00012, 1)');
  await halveFullest(sql, wanted, doors);
  await sql.unsafe(
    `update area a set geometry = u.shape
      from (select left(area_code, 12) as code, ST_Multi(ST_Union(geometry, ${GRAIN})) as shape
        from area where level = 'grid' group by 1) u
      where u.code = a.area_code`,
  );
  await sql.unsafe(
    `update area set geometry = ST_Multi(ST_GeomFromText($1, 4326)) where level in ('street', 'district')`,
    [cell],
  );
}

/** Cuts the grids with the most doors at the middle of their buildings, across the longer side. */
async function halveFullest(sql: Database, wanted: number, doors: ReadonlyMap<string, number>): Promise<void> {
  const full = [...doors].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, wanted - doors.size);
  for (const [code] of full) {
    const community = code.slice(0, 12);
    const [next] = await sql<{ number: number; name: string }[]>`
      select count(*)::int + 1 as number, (select name from area where area_code = ${community}) as name
      from area where parent_code = ${community}`;
    const { number, name } = next!;
    await sql.unsafe(
      `with box as (select geometry, ST_Envelope(geometry) as e,
          ST_XMax(geometry) - ST_XMin(geometry) > ST_YMax(geometry) - ST_YMin(geometry) as wide
        from area where area_code = $1),
      middle as (select percentile_disc(0.5) within group (
          order by case when wide then ST_X(ST_Centroid(b.geometry)) else ST_Y(ST_Centroid(b.geometry)) end) as at
        from building b, box where b.area_code = $1),
      half as (select ST_Intersection(geometry, case when wide
            then ST_MakeEnvelope(ST_XMin(e) - 1, ST_YMin(e) - 1, at, ST_YMax(e) + 1, 4326)
            else ST_MakeEnvelope(ST_XMin(e) - 1, ST_YMin(e) - 1, ST_XMax(e) + 1, at, 4326) end, ${GRAIN}) as shape
        from box, middle),
      rest as (select ST_Difference(box.geometry, half.shape, ${GRAIN}) as shape from box, half),
      kept as (update area set geometry = ST_Multi(ST_CollectionExtract(half.shape, 3)) from half where area_code = $1)
      insert into area (area_code, level, name, geometry, source, source_id)
        select $2, 'grid', $3, ST_Multi(ST_CollectionExtract(rest.shape, 3)), 'demo', 'area/' || $2 from rest`,
      [code, community + String(number).padStart(3, '0'), `${name.replace(/社区$/u, '')}第${numeral(number)}网格`],
    );
  }
}
