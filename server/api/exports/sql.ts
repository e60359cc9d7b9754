import type { Geometry } from 'geojson';
import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { LayerColumn } from './layers.ts';
import type { ExportLayer } from './schema.ts';

/** Layers whose rows stand in the database; counts of people are reckoned. */
export type StoredLayer = Exclude<ExportLayer, 'people-counts'>;

/** Where the next rows begin: the last one's area and number. */
export type ExportKey = readonly [area_code: string, id: number];

/** A row as it is read; its columns stand beside its key and shape. */
export interface ExportedRow {
  key_code: string;
  key_id: number;
  geometry: Geometry | null;
  [column: string]: unknown;
}

/** What is read of rows. */
export interface ExportReach {
  area_code: string;
  after?: ExportKey | undefined;
  limit: number;
  /** Whole shapes, or a point inside of each for sheets. */
  shape: 'whole' | 'point';
}

const tables: Record<Exclude<StoredLayer, 'areas' | 'households'>, string> = {
  buildings: 'building',
  compounds: 'compound',
  organisations: 'organisation',
  facilities: 'facility',
  devices: 'device',
  'patrol-points': 'patrol_point',
  roads: 'road',
  incidents: 'incident',
};

/** Rows `t` of a layer, each with `area_code`, `id` and `geometry`. */
function rowsOf(sql: Database, layer: StoredLayer) {
  if (layer === 'areas') return sql`(select a.*, 0 as id from area a) t`;
  // The policy also shows doors to registrars, for the rights of those recorded; taking them along is for who works with them.
  if (layer === 'households') {
    return sql`(select h.id, h.area_code, coalesce(b.name, b.address) as building_name, u.name as unit_name, h.floor, h.door,
        concat(coalesce(b.address, b.name), u.name, h.door) as address, h.door_state, h.confirmed_on, b.geometry
      from household h join unit u on u.id = h.unit_id join building b on b.id = h.building_id
      where h.area_code ^@ any ((select scope_of('doors'))::text[])
        or h.building_id = any ((select building_scope_of('doors'))::int[])) t`;
  }
  return sql`${sql(tables[layer])} t`;
}

function selected(sql: Database, { name, type }: LayerColumn) {
  const value = sql(`t.${name}`);
  if (type === 'date') return sql`${value}::text as ${sql(name)}`;
  if (type === 'time') return sql`to_char(${value}, 'HH24:MI') as ${sql(name)}`;
  if (type === 'moment') return sql`iso_time(${value}) as ${sql(name)}`;
  return sql`${value}`;
}

/** Rows of a layer in an area that the caller may see, in order of area and number, after a key. */
export function listExported(
  sql: Database,
  layer: StoredLayer,
  columns: readonly LayerColumn[],
  { area_code, after, limit, shape }: ExportReach,
): Promise<ExportedRow[]> {
  const values = columns.map((column) => selected(sql, column)).reduce((all, one) => sql`${all}, ${one}`);
  // A door stands where its building does, which is all that is known of it.
  const geometry = shape === 'point' || layer === 'households' ? sql`ST_PointOnSurface(t.geometry)` : sql`t.geometry`;
  return sql<ExportedRow[]>`
    select t.area_code as key_code, t.id as key_id, ${values}, ST_AsGeoJSON(${geometry}, 7)::json as geometry
    from ${rowsOf(sql, layer)}
    where ${within(sql, 't.area_code', area_code)}
      ${after ? sql`and (t.area_code, t.id) > (${after[0]}, ${after[1]}::int)` : sql``}
    order by t.area_code, t.id limit ${limit}`;
}

/** How many rows of a layer in an area the caller may see, `most` + 1 where there are more. */
export async function countExported(
  sql: Database,
  layer: StoredLayer,
  areaCode: string,
  most: number,
): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from (
      select from ${rowsOf(sql, layer)} where ${within(sql, 't.area_code', areaCode)} limit ${most + 1}) counted`;
  return row.count;
}

/** Name and shape of an area below or at a code, for counts. */
export interface CountedArea {
  area_code: string;
  name: string;
  geometry: Geometry;
}

/** Areas by their codes, in order of code. */
export function listCounted(
  sql: Database,
  codes: readonly string[],
  shape: ExportReach['shape'],
): Promise<CountedArea[]> {
  const geometry = shape === 'point' ? sql`label_point` : sql`geometry`;
  return sql<CountedArea[]>`
    select area_code, name, ST_AsGeoJSON(${geometry}, 7)::json as geometry from area
    where area_code = any (${codes as string[]}::text[]) order by area_code`;
}
