import type { Database } from '../../db/open.ts';
import { addDays } from '../calendar.ts';
import { within } from '../scope.ts';
import { staleBefore } from './freshness.ts';
import type { FreshnessSign, FreshnessSigns, Register } from './schema.ts';

/** A row whose last confirmation runs out within so many days is due soon. */
const SOON_DAYS = 30;
/** One row in so many decides for the whole house or grid. */
const DECIDES = 4;
/** Beyond so many houses the signs of grids must do. */
const BUILDINGS_MAX = 20_000;

const registersOf = [
  'compound',
  'building',
  'household',
  'organisation',
  'facility',
  'device',
] as const satisfies readonly Register[];
const placeOf: Partial<Record<Register, string>> = {
  building: 't.id',
  household: 't.building_id',
  organisation: 't.building_id',
};

/**
 * How fresh the rows are that stand in an area, by grid and by house, by the very days of the list of what is stale: `stale` where a quarter or
 * more of the rows is, `soon` where a quarter or more will be within 30 days, else `fresh`. Of what the caller sees.
 */
export async function freshnessOf(sql: Database, area_code: string, today: string): Promise<FreshnessSigns> {
  const each = registersOf.map((register) => {
    const before = staleBefore(register, today)!;
    const day = sql`coalesce(t.confirmed_on, '0001-01-01'::date)`;
    return sql`select t.area_code, ${sql.unsafe(placeOf[register] ?? 'null::int')} as building_id, ${day} < ${before}::date as stale,
      ${day} < ${addDays(before, SOON_DAYS)}::date as soon
      from ${sql(register)} t where ${within(sql, 't.area_code', area_code)}`;
  });
  const [first, ...others] = each;
  const all = others.reduce((before, next) => sql`${before} union all ${next}`, sql`${first!}`);
  const rows = await sql<{ area_code: string | null; building_id: number | null; sign: FreshnessSign }[]>`
    select area_code, building_id, case when count(*) filter (where stale) * ${DECIDES}::int >= count(*) then 'stale'
      when count(*) filter (where soon) * ${DECIDES}::int >= count(*) then 'soon' else 'fresh' end as sign
    from (${all}) each group by grouping sets ((area_code), (building_id))
    having area_code is not null or building_id is not null order by area_code, building_id`;
  const grids = rows.filter((row) => row.area_code !== null);
  const houses = rows.filter((row) => row.building_id !== null);
  const told = houses.length > BUILDINGS_MAX ? [] : houses;
  return {
    grids: { area_code: grids.map((row) => row.area_code!), sign: grids.map(({ sign }) => sign) },
    buildings: { id: told.map((row) => row.building_id!), sign: told.map(({ sign }) => sign) },
  };
}
