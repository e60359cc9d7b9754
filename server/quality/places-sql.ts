import type { QualityItem } from '../api/quality/schema.ts';
import { within } from '../api/scope.ts';
import type { Database } from '../db/open.ts';
import type { Asked } from './rows-sql.ts';

/** What lies further than so many degrees, some 5 km, from the box of an area was hardly meant to lie in it. */
const FAR_DEGREES = 0.05;
/** Side of the squares by which it is told what stands alone, in degrees of latitude: a kilometre. */
const SQUARE_DEGREES = 0.009;

const layers = ['building', 'compound', 'organisation', 'facility', 'device', 'patrol_point', 'incident'] as const;

export type OutsideCode = 'far_outside' | 'outside' | 'in_gap';
type AfterItem = [layer: string, id: number] | undefined;
/** Which of them a list holds. */
export interface PlaceList {
  /** Undefined: of all layers. */
  layer?: string | undefined;
  after: AfterItem;
  limit: number;
}

const fromSources = (sql: Database, sources: string[] | undefined) =>
  sources ? sql`and source = any (${sources})` : sql``;

/** How many rows stand in no grid, by layer. */
export function countOutside(
  sql: Database,
  { area_code, sources }: Asked,
): Promise<{ code: OutsideCode; layer: QualityItem['layer']; count: number }[]> {
  return sql`
    select code, layer, count(*)::int as count from quality_outside(${area_code}, ${FAR_DEGREES})
    where true ${fromSources(sql, sources)} group by 1, 2 order by 1, 2`;
}

/** Rows that stand in no grid, by layer and number. */
export function listOutside(
  sql: Database,
  { area_code, sources }: Asked,
  { code, layer, after, limit }: PlaceList & { code: OutsideCode },
): Promise<QualityItem[]> {
  return sql<QualityItem[]>`
    select layer, id, null as area_code, name, centre, nullif(distance_m, 0) as distance_m, hint
    from quality_outside(${area_code}, ${FAR_DEGREES})
    where code = ${code} ${layer ? sql`and layer = ${layer}` : sql``} ${fromSources(sql, sources)} ${after ? sql`and (layer, id) > (${after[0]}, ${after[1]}::int)` : sql``}
    order by layer, id limit ${limit}`;
}

/**
 * SQL: what stands alone in its square and has nothing in the eight around it. Only the middle of a shape's box counts, as nothing else is
 * wanted to tell whether there is anything within a kilometre.
 */
function isolated(sql: Database, { area_code, sources }: Asked) {
  const placed = layers.map(
    (
      layer,
    ) => sql`select ${layer} as layer, t.id, t.area_code, t.source, (ST_XMin(t.geometry) + ST_XMax(t.geometry)) / 2 as x,
      (ST_YMin(t.geometry) + ST_YMax(t.geometry)) / 2 as y from ${sql(layer)} t where ${within(sql, 't.area_code', area_code)}`,
  );
  const all = placed.reduce((before, each) => sql`${before} union all ${each}`);
  return sql`
    with square as materialized (
      select floor(x * cos(radians(a.middle)) / ${SQUARE_DEGREES}::float8)::int as cx, floor(y / ${SQUARE_DEGREES}::float8)::int as cy,
        count(*) as count, min(layer) as layer, min(id) as id, min(p.area_code) as area_code, min(source) as source
      from (${all}) p cross join (select avg(ST_Y(label_point)) as middle from area where area_code = ${area_code}) a
      group by 1, 2),
    alone as (
      select s.layer, s.id, s.area_code, s.source from square s where s.count = 1 and not exists (
        select from square o where o.cx between s.cx - 1 and s.cx + 1 and o.cy between s.cy - 1 and s.cy + 1
          and (o.cx <> s.cx or o.cy <> s.cy)) ${sources ? sql`and s.source = any (${sources})` : sql``})`;
}

/** How many things stand alone, by area one level below and layer. */
export function countIsolated(
  sql: Database,
  asked: Asked,
  digits: number,
): Promise<{ area_code: string; layer: QualityItem['layer']; count: number }[]> {
  return sql`${isolated(sql, asked)}
    select left(area_code, ${digits}) as area_code, layer, count(*)::int as count from alone group by 1, 2 order by 1, 2`;
}

/** Things that stand alone, by layer and number. */
export async function listIsolated(
  sql: Database,
  asked: Asked,
  { layer, after, limit }: PlaceList,
): Promise<QualityItem[]> {
  const rows = await sql<{ layer: QualityItem['layer']; id: number }[]>`${isolated(sql, asked)}
    select layer, id from alone where ${layer ? sql`layer = ${layer}` : sql`true`} ${after ? sql`and (layer, id) > (${after[0]}, ${after[1]}::int)` : sql``} order by layer, id limit ${limit}`;
  const idsOf = (layer: string) => rows.filter((row) => row.layer === layer).map(({ id }) => id);
  const named = layers.map(
    (
      layer,
    ) => sql`select ${layer} as layer, t.id, t.area_code, ${sql.unsafe(nameOf[layer] ?? 't.name')} as name, lon_lat(t.geometry) as centre,
      null::float8 as distance_m, null as hint from ${sql(layer)} t where t.id = any (${idsOf(layer)}::int[])`,
  );
  return sql<QualityItem[]>`${named.reduce((before, each) => sql`${before} union all ${each}`)} order by layer, id`;
}

const nameOf: Partial<Record<(typeof layers)[number], string>> = {
  building: "coalesce(t.address, t.name, '#' || t.id)",
  incident: 't.incident_code',
};
