import type { QualityItem } from '../api/quality/schema.ts';
import { within } from '../api/scope.ts';
import type { Database } from '../db/open.ts';
import { type CheckedLayer, checksOf, type RowCheck } from './checks.ts';

/** Which rows are looked at. */
export interface Asked {
  area_code: string;
  /** Undefined: of all. */
  sources?: string[] | undefined;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** How often a layer's rows are found fault with, by area one level below: a count a check, in their order. */
export interface LayerCounts {
  area_code: string;
  whole: number;
  counts: number[];
}

/** Units and households have no source of their own and are told by their building's. */
const inBuildings: readonly CheckedLayer[] = ['unit', 'household'];

function rowsOf(sql: Database, layer: CheckedLayer, { area_code, sources }: Asked) {
  const inside = inBuildings.includes(layer);
  // A unit's area is its building's; a household has it itself, and an index on it.
  const column = layer === 'unit' ? 'b.area_code' : 't.area_code';
  return sql`from ${sql(layer)} t ${inside ? sql`join building b on b.id = t.building_id` : sql``}
    where ${within(sql, column, area_code)}
      ${sources ? sql`and ${sql(inside ? 'b.source' : 't.source')} = any (${sources})` : sql``}`;
}

/** Looks through a layer once. @param digits of codes one level below the area. */
export function countLayer(sql: Database, layer: CheckedLayer, asked: Asked, digits: number): Promise<LayerCounts[]> {
  const code = sql(layer === 'unit' ? 'b.area_code' : 't.area_code');
  const counts = checksOf[layer].map(
    ({ condition }) => sql`count(*) filter (where ${condition(sql, asked.today)})::int`,
  );
  const all = counts.reduce((before, each) => sql`${before}, ${each}`);
  return sql<LayerCounts[]>`
    select left(${code}, ${digits}) as area_code, count(*)::int as whole, array[${all}] as counts ${rowsOf(sql, layer, asked)} group by 1`;
}

const names: Partial<Record<CheckedLayer, string>> = {
  building: "coalesce(t.address, t.name, '#' || t.id)",
  unit: "coalesce(b.address, b.name, '#' || b.id) || ' ' || t.name",
  household: "coalesce(b.address, b.name, '#' || b.id)",
  incident: 't.incident_code',
};

/** Rows of a layer that a check finds fault with, by number. A household is told by its building. */
export function listLayer(
  sql: Database,
  layer: CheckedLayer,
  check: RowCheck,
  { after, limit, ...asked }: Asked & { after: number | undefined; limit: number },
): Promise<QualityItem[]> {
  const shape = sql(inBuildings.includes(layer) ? 'b.geometry' : 't.geometry');
  const code = sql(layer === 'unit' ? 'b.area_code' : 't.area_code');
  return sql<QualityItem[]>`
    select ${layer} as layer, t.id, ${code} as area_code, ${sql.unsafe(names[layer] ?? 't.name')} as name, lon_lat(${shape}) as centre,
      null::float8 as distance_m, null as hint ${rowsOf(sql, layer, asked)} and ${check.condition(sql, asked.today)}
      ${after === undefined ? sql`` : sql`and t.id > ${after}`} order by t.id limit ${limit}`;
}

/** People behind doors that nobody ever confirmed, and all; of doors that the caller sees. */
export function countPeople(sql: Database, asked: Asked, digits: number): Promise<LayerCounts[]> {
  const { sources } = asked;
  return sql<LayerCounts[]>`
    select left(h.area_code, ${digits}) as area_code, count(*)::int as whole,
      array[count(*) filter (where h.confirmed_on is null)::int] as counts
    from resident_presence r join household h on h.id = r.household_id ${sources ? sql`join building b on b.id = h.building_id` : sql``}
    where ${within(sql, 'h.area_code', asked.area_code)} ${sources ? sql`and b.source = any (${sources})` : sql``} group by 1`;
}

/** How many pairs may be one, up to `most`; 0 for who may not merge there. */
export async function countTwice(
  sql: Database,
  kind: 'resident' | 'household',
  area_code: string,
  most: number,
): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from ${sql(`duplicate_${kind}s`)}(${area_code}, 0, 0, ${most})`;
  return row.count;
}
