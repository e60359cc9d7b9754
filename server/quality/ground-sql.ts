import type { FaultKind } from '../api/area-changes/schema.ts';
import type { QualityFault } from '../api/quality/schema.ts';
import type { Database } from '../db/open.ts';
import type { Asked } from './rows-sql.ts';

/** A fault narrower than so many metres is a sliver. */
const THIN_M = 1;

const listed = (sources: string[] | undefined) => sources ?? null;

/** How many faults of the ground there are, by the area below which they are. */
export function countFaults(
  sql: Database,
  { area_code, sources }: Asked,
): Promise<{ kind: FaultKind; thin: boolean; area_code: string; count: number }[]> {
  return sql`select kind, thin, area_code, count from count_faults(${area_code}, ${listed(sources)}::text[], ${THIN_M})`;
}

/** How many areas are in pieces or have holes, by area. */
export function countForms(
  sql: Database,
  { area_code, sources }: Asked,
): Promise<{ kind: 'hole' | 'pieces'; area_code: string }[]> {
  return sql`
    select f.kind, f.area_code from area_forms(${area_code}) f join area a on a.area_code = f.area_code
    where ${sources ? sql`a.source = any (${sources})` : sql`true`}`;
}

interface FaultRow extends Omit<QualityFault, 'areas' | 'repair'> {
  areas: { area_code: string; name: string }[] | null;
  touched: string[];
  to_code: string | null;
}

const told = (sql: Database) =>
  sql`lon_lat(f.piece) as place, ST_AsGeoJSON(f.piece, 7)::json as shape, f.m2 as area_m2`;
const named = (sql: Database, codes: ReturnType<Database>) =>
  sql`(select json_agg(json_build_object('area_code', n.area_code, 'name', n.name) order by n.area_code) from area n where n.area_code = any (${codes}))`;

/**
 * Faults of the ground with what mends them, the largest first, then areas in pieces and with holes.
 * @param deep false: only between the areas one level below. @param least_m2 what an area has at least.
 */
export async function listFaults(
  sql: Database,
  { area_code, sources }: Asked,
  { deep, least_m2, most }: { deep: boolean; least_m2: number; most: number },
): Promise<QualityFault[]> {
  const rows = await sql<FaultRow[]>`
    select f.kind, f.parent_code as area_code, p.name, ${told(sql)}, f.width_m, f.touched, f.to_code,
      ${named(sql, sql`case f.kind when 'overlap' then array[f.area_code, f.other_code] else f.touched end`)} as areas
    from area_repairs(${area_code}, ${deep}, ${listed(sources)}::text[], ${least_m2}, ${most}) f
    join area p on p.area_code = f.parent_code order by f.m2 desc, f.kind, f.area_code`;
  const forms = await sql<FaultRow[]>`
    select f.kind, f.area_code, a.name, lon_lat(f.part) as place, ST_AsGeoJSON(f.part, 7)::json as shape, f.m2 as area_m2,
      piece_width_m(f.part) as width_m, '{}'::text[] as touched, null as to_code, null::json as areas
    from area_forms(${area_code}) f join area a on a.area_code = f.area_code
    where ${deep} and ${sources ? sql`a.source = any (${sources})` : sql`true`} order by f.m2 desc, f.area_code limit ${most}`;
  return [...rows, ...forms].map(({ touched, to_code, areas, ...fault }) => ({
    ...fault,
    areas: areas ?? [],
    repair:
      touched.length === 0
        ? null
        : { area_codes: touched, mend: { kind: fault.kind as FaultKind, place: fault.place, to: to_code } },
  }));
}
