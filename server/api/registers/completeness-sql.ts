import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Completeness, FreshnessDays } from './schema.ts';

const places = ['compound', 'building', 'organisation', 'facility', 'device'] as const;

/** How complete the registers of each grid of an area are, in order of code; of grids whose doors the caller sees. */
export async function completenessOf(
  sql: Database,
  area_code: string,
  { today, days }: { today: string; days: FreshnessDays },
): Promise<Completeness[]> {
  const since = (count: number) => sql`(${today}::date - ${count}::int)`;
  const gauge = (part: unknown, whole: unknown) =>
    sql`json_build_object('part', ${part as never}, 'whole', ${whole as never})`;
  const of = places.map(
    (
      table,
    ) => sql`(select count(*) filter (where confirmed_on >= ${since(days[table]!)})::int as part, count(*)::int as whole
      from ${sql(table)} t where t.area_code = a.area_code)`,
  );
  const [first, ...others] = of;
  const all = others.reduce((before, each) => sql`${before} union all ${each}`, sql`${first!}`);
  return sql<Completeness[]>`
    select a.area_code, a.name, d.known as doors_known, d.counted as doors_counted,
      ${gauge(sql`d.known`, sql`d.counted`)} as base, ${gauge(sql`p.part`, sql`p.whole`)} as circumstances,
      ${gauge(sql`v.part`, sql`v.whole`)} as needs, ${gauge(sql`d.moved`, sql`d.moving`)} as changes,
      r.away as registered_away, r.unregistered as living_unregistered
    from area a
    cross join lateral (select count(*)::int as counted,
        count(*) filter (where door_state <> 'unknown' and confirmed_on >= ${since(days.household!)})::int as known,
        count(*) filter (where door_state in ('let', 'empty'))::int as moving,
        count(*) filter (where door_state in ('let', 'empty') and confirmed_on >= ${since(30)})::int as moved
      from household h where h.area_code = a.area_code) d
    cross join lateral (select coalesce(sum(part), 0)::int as part, coalesce(sum(whole), 0)::int as whole from (${all}) each) p
    cross join lateral (select count(*) filter (where visit_id is not null)::int as part, count(*)::int as whole
      from visit_duty v where v.area_code = a.area_code and v.due_on between date_trunc('month', ${today}::date) and ${today}::date) v
    cross join lateral (select count(*) filter (where registered_here and not lives_here)::int as away,
        count(*) filter (where lives_here and not registered_here)::int as unregistered
      from resident_presence r where r.area_code = a.area_code) r
    where ${within(sql, 'a.area_code', area_code)} and not exists (select from area c where c.parent_code = a.area_code)
      and a.area_code ^@ any ((select scope_of('doors'))::text[])
    order by a.area_code limit 500`;
}
