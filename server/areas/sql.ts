import type { Answering, AreaMend } from '../api/area-changes/schema.ts';
import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';
import type { Move } from './heirs.ts';
import type { Differences, Measured } from './judging.ts';

/** A shape as the database writes it: hexadecimal EWKB, exact to the last bit. */
export type Hex = string;

/** An area that is to be changed. */
export interface Touched {
  area_code: string;
  level: string;
  /** Digits of codes of its level. */
  code_digits: number;
  /** True: nothing stands below its level. */
  deepest: boolean;
  parent_code: string | null;
  name: string;
  shape: Hex;
  version: number;
  /** The day from which it is as it is; null where it always was. */
  true_from: string | null;
}

/** Areas by their codes, in order of code; those that there are. */
export function findTouched(sql: Database, codes: readonly string[]): Promise<Touched[]> {
  return sql<Touched[]>`
    select a.area_code, a.level, l.code_digits, l.position = (select max(position) from area_level) as deepest, a.parent_code,
      a.name, a.geometry::text as shape, a.version, nullif(a.true_from, '-infinity')::text as true_from
    from area a join area_level l using (level) where a.area_code = any (${codes as string[]}) order by a.area_code`;
}

/** An area that lies below one that is reorganised. */
export interface Below {
  area_code: string;
  parent_code: string;
  name: string;
  version: number;
  /** Only of those one level below. */
  shape: Hex | null;
}

/** All areas below some, in order of code. */
export function listBelow(sql: Database, codes: readonly string[]): Promise<Below[]> {
  return sql<Below[]>`
    select a.area_code, a.parent_code, a.name, a.version, case when a.parent_code = top.code then a.geometry::text end as shape
    from unnest(${codes as string[]}::text[]) as top (code)
    join area a on a.area_code > top.code and a.area_code < top.code || ':' order by a.area_code`;
}

/** Every code that was ever used below a parent, with the parent's digits and more. */
export async function usedCodes(sql: Database, parent: string): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select distinct code from (
      select area_code as code from area where area_code >= ${parent} and area_code < ${`${parent}:`}
      union all select area_code from area_past where area_code >= ${parent} and area_code < ${`${parent}:`}
      union all select to_code from area_succession where to_code >= ${parent} and to_code < ${`${parent}:`}) used
    order by code`;
  return rows.map(({ code }) => code);
}

/** SQL: shapes as an array of geometry, in their order. */
const shapesOf = (sql: Database, shapes: readonly Hex[]) =>
  sql`(select coalesce(array_agg(hex::geometry order by n), '{}') from unnest(${shapes as Hex[]}::text[]) with ordinality as given (hex, n))`;
/** SQL: lines as one geometry. */
const linesOf = (sql: Database, lines: readonly (readonly LonLat[])[]) =>
  sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify({ type: 'MultiLineString', coordinates: lines })}), 4326)`;

/** Neighbours as one shape. */
export async function joined(sql: Database, shapes: readonly Hex[]): Promise<Hex> {
  const [row] = await sql<[{ shape: Hex }]>`select joined_shape(${shapesOf(sql, shapes)})::text as shape`;
  return row.shape;
}

/**
 * The pieces into which lines cut a shape, from west to east.
 * @param tolerance in degrees. @param most the smallest are joined to their neighbours until no more are left.
 */
export async function cut(
  sql: Database,
  shape: Hex,
  lines: readonly (readonly LonLat[])[],
  { tolerance, most }: { tolerance: number; most: number },
): Promise<Hex[]> {
  const rows = await sql<{ shape: Hex }[]>`
    select piece::text as shape from joined_strays(
      array(select cut_shape(${shape}::geometry, ${linesOf(sql, lines)}, ${tolerance})), ${most}) piece`;
  return rows.map((row) => row.shape);
}

/** Which of the old shapes each piece lies in for its larger part, by its place in the list. */
export async function ownersOf(sql: Database, pieces: readonly Hex[], old: readonly Hex[]): Promise<number[]> {
  const rows = await sql<{ owner: number }[]>`
    select (select o.n::int - 1 from unnest(${shapesOf(sql, old)}) with ordinality as o (shape, n)
      order by ST_Area(ST_Intersection(o.shape, p.shape)) desc, o.n limit 1) as owner
    from unnest(${shapesOf(sql, pieces)}) with ordinality as p (shape, n) order by p.n`;
  return rows.map(({ owner }) => owner);
}

/** Shapes of GeoJSON as the database writes them, mended where their rings cross. */
export async function taken(sql: Database, shapes: readonly unknown[]): Promise<Hex[]> {
  const rows = await sql<{ shape: Hex }[]>`
    select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(text), 4326)), 3))::text as shape
    from unnest(${shapes.map((shape) => JSON.stringify(shape))}::text[]) with ordinality as given (text, n) order by n`;
  return rows.map((row) => row.shape);
}

/** Drawn shapes made to cover a whole exactly. @param tolerance in degrees. */
export async function fitted(sql: Database, whole: Hex, shapes: readonly Hex[], tolerance: number): Promise<Hex[]> {
  const rows = await sql<{ shape: Hex }[]>`
    select shape::text from unnest(fitted_shapes(${whole}::geometry, ${shapesOf(sql, shapes)}, ${tolerance})) with ordinality as f (shape, n)
    order by n`;
  return rows.map((row) => row.shape);
}

const spot = (sql: Database, shape: string) => sql`
  json_build_object('place', lon_lat(ST_PointOnSurface(${sql(shape)})), 'shape', ST_AsGeoJSON(${sql(shape)}, 7)::json,
    'area_m2', ground_m2(${sql(shape)}))`;

/** What there is to know of shapes, in their order. */
export function measure(sql: Database, shapes: readonly Hex[]): Promise<Measured[]> {
  return sql<Measured[]>`
    select lon_lat(ST_PointOnSurface(g)) as place, ST_AsGeoJSON(g, 7)::json as shape, ground_m2(g) as area_m2,
      ST_NumGeometries(g) as piece_count, coalesce((
        select json_agg(${spot(sql, 'hole')}) from (
          select ST_MakePolygon(ST_ExteriorRing(ring.geom)) as hole from ST_Dump(g) part, ST_DumpRings(part.geom) ring
          where ring.path[1] > 0) holes), '[]') as holes
    from unnest(${shapesOf(sql, shapes)}) with ordinality as given (g, n) order by n`;
}

/** Where drawn shapes leave ground of the whole to nobody or to two, or reach beyond it: by more than a square metre. */
export async function differences(
  sql: Database,
  whole: Hex,
  shapes: readonly Hex[],
  tolerance: number,
): Promise<Differences> {
  const [row] = await sql<[Differences]>`
    with whole as (select ${whole}::geometry as g),
    drawn as (select ST_Snap(shape, ST_Boundary(whole.g), ${tolerance}) as shape, n
      from whole, unnest(${shapesOf(sql, shapes)}) with ordinality as given (shape, n)),
    together as (select ST_Union(ST_MakeValid(shape)) as g from drawn),
    found as (
      select 'gap' as kind, (ST_Dump(ST_Difference(whole.g, together.g))).geom as spot from whole, together
      union all select 'beyond', (ST_Dump(ST_Difference(together.g, whole.g))).geom from whole, together
      union all select 'overlap', (ST_Dump(ST_CollectionExtract(ST_Intersection(a.shape, b.shape), 3))).geom
        from drawn a join drawn b on a.n < b.n and ST_Intersects(a.shape, b.shape)),
    large as (select kind, spot from found where ground_m2(spot) > 1)
    select coalesce(json_agg(${spot(sql, 'spot')}) filter (where kind = 'gap'), '[]') as gap,
      coalesce(json_agg(${spot(sql, 'spot')}) filter (where kind = 'overlap'), '[]') as overlap,
      coalesce(json_agg(${spot(sql, 'spot')}) filter (where kind = 'beyond'), '[]') as beyond
    from large`;
  return row;
}

/**
 * Children of an area as they are after mends, in order of the codes; null for one of which nothing is left.
 * @returns `missing`: the place in the list of a mend whose fault is not there; then there are no shapes.
 */
export async function planMends(
  sql: Database,
  parent: string,
  codes: readonly string[],
  mends: readonly AreaMend[],
): Promise<{ missing: number | null; shapes: (Hex | null)[] | null }> {
  const [row] = await sql<[{ missing: number | null; shapes: (Hex | null)[] | null }]>`
    select missing, (select json_agg(shape::text order by n) from unnest(shapes) with ordinality as s (shape, n)) as shapes
    from plan_mends(${parent}, ${codes as string[]}, ${sql.json(mends as never)})`;
  return row;
}

/** Buildings that lie in one of these shapes and have no area. */
export async function countUnsettled(sql: Database, shapes: readonly Hex[]): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from building b
    where b.area_code is null and exists (select from unnest(${shapesOf(sql, shapes)}) shape where ST_Covers(shape, counted_point(b.geometry)))`;
  return row.count;
}

/** What each new area gets from each old one. @throws where the caller may not reorganise there. */
export function countMoves(
  sql: Database,
  touched: readonly string[],
  codes: readonly string[],
  shapes: readonly Hex[],
): Promise<Move[]> {
  return sql<Move[]>`
    select * from count_moves(${touched as string[]}, ${codes as string[]}, ${shapesOf(sql, shapes)})`;
}

/** What each new area gets from each old one where the areas below go to others. @param homes new area by the code of one below. */
export function countCarried(
  sql: Database,
  touched: readonly string[],
  homes: Readonly<Record<string, string>>,
): Promise<Move[]> {
  return sql<Move[]>`
    select * from count_carried(${touched as string[]}, ${Object.keys(homes)}, ${Object.values(homes)})`;
}

/** Who and what answers for areas that end. */
export function listAnswering(
  sql: Database,
  ending: readonly string[],
  on: string,
  { codes, shapes }: { codes: readonly string[]; shapes: readonly Hex[] },
): Promise<(Omit<Answering, 'to_code' | 'shared' | 'fixed'> & { building_code: string | null })[]> {
  return sql`
    select kind, id, name, role, area_code, building_code
    from list_answering(${ending as string[]}, ${on}, ${codes as string[]}, ${shapesOf(sql, shapes)})`;
}

/** What areas that are to be one each have one of, and one area may have only one of, with the names of those areas. */
export function listNamesakes(
  sql: Database,
  codes: readonly string[],
): Promise<{ kind: 'duty_set' | 'emergency'; name: string; areas: string[] }[]> {
  return sql`select kind, name, areas from list_namesakes(${codes as string[]})`;
}

/** Writes a reorganisation; its number. @param asked see apply_reorganisation() in data/views. */
export async function applyPlan(sql: Database, asked: object, shapes: readonly Hex[]): Promise<number> {
  // A street moves some ten thousand households at once, which takes longer than other requests may.
  await sql`set local statement_timeout = '5min'`;
  const [row] = await sql<[{ id: number }]>`
    select apply_reorganisation(${sql.json(asked as never)}, ${shapesOf(sql, shapes)})::float8 as id`;
  return row.id;
}

/** Where straight cuts leave about as many households in each part. */
export async function proposeCuts(
  sql: Database,
  code: string,
  parts: number,
): Promise<{ axis: 'x' | 'y'; at: number[]; bounds: [number, number, number, number] }> {
  const [row] = await sql<[{ axis: 'x' | 'y'; at: number[]; bounds: [number, number, number, number] }]>`
    select p.axis, p.at, bounds_of(a.geometry) as bounds from area a, propose_cuts(a.area_code, ${parts}) p where a.area_code = ${code}`;
  return row;
}

/** The areas that touch one along a line below the same parent, and that line, longest first: `[lon, lat]`, exact to the last bit. */
export function listNeighbours(
  sql: Database,
  code: string,
): Promise<{ area_code: string; name: string; line: LonLat[] }[]> {
  return sql`
    select o.area_code, o.name, ST_AsGeoJSON(border.line, 15)::json -> 'coordinates' as line
    from area a join area o on o.parent_code = a.parent_code and o.area_code <> a.area_code
      and ST_DWithin(o.geometry, a.geometry, 1e-7)
    cross join lateral (select shared_border(a.geometry, o.geometry) as line) border
    where a.area_code = ${code} and border.line is not null order by ST_Length(border.line) desc, o.area_code`;
}
