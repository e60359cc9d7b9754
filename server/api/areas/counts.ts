import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { AreaSummary } from '../wire.ts';
import type { AreaChild, AreaCounts, Indicator } from './schema.ts';

/** The moment and the day that overdue incidents and owed visits are reckoned by. */
export interface Reckoning {
  now: Date;
  /** Last day of the current month, `YYYY-MM-DD`. */
  month_end: string;
}

/** Statuses of an incident that is still to be handled, as SQL; the partial index `incident_open` has the same words. */
export const openStatuses = "('reported', 'dispatched', 'handling')";

/** What `area_tally` holds a grid: kept by triggers, so that no question counts households one by one. */
const tallied = [
  'household_count',
  'resident_count',
  'building_count',
  'compound_count',
  'organisation_count',
  'facility_count',
  'device_count',
  'patrol_point_count',
] as const satisfies (keyof AreaCounts)[];

/** Everything that is counted for one area. `resident_count` counts those who live there, registered or not. */
export async function countArea(sql: Database, areaCode: string, reckoning: Reckoning): Promise<AreaCounts> {
  const inside = within(sql, 'area_code', areaCode);
  const sums = tallied.map((name) => `coalesce(sum(${name}), 0)::int as ${name}`).join(', ');
  const [counts] = await sql<AreaCounts[]>`
    select * from (select ${sql.unsafe(sums)} from area_tally where ${inside}) tally,
      (select count(*)::int as incident_open_count,
          (count(*) filter (where due_at < ${reckoning.now}))::int as incident_overdue_count
        from incident where ${inside} and status in ${sql.unsafe(openStatuses)}) open,
      (select count(*)::int as visit_due_count from visit_duty
        where ${inside} and visit_id is null and due_on <= ${reckoning.month_end}::date) owed`;
  return counts!;
}

/** Areas of one level below a code with their indicators, in order of code. `digits` is the length of that level's codes. */
function countedAreas(
  sql: Database,
  { below, level, digits }: { below: string; level: string; digits: number },
  { now, month_end }: Reckoning,
) {
  const inside = within(sql, 'area_code', below);
  return sql`
    with household_by as (
      select left(area_code, ${digits}::int) as code, sum(household_count)::int as count from area_tally where ${inside} group by 1),
    incident_by as (
      select left(area_code, ${digits}::int) as code, count(*)::int as count,
        (count(*) filter (where due_at < ${now}))::int as overdue
      from incident where ${inside} and status in ${sql.unsafe(openStatuses)} group by 1),
    visit_by as (
      select left(area_code, ${digits}::int) as code, count(*)::int as count
      from visit_duty where ${inside} and visit_id is null and due_on <= ${month_end}::date group by 1),
    counted as (
      select a.area_code as counted_code, coalesce(i.count, 0) as incident_open_count,
        coalesce(i.overdue, 0) as incident_overdue_count, coalesce(h.count, 0) as household_count,
        coalesce(v.count, 0) as visit_due_count
      from area a
        left join household_by h on h.code = a.area_code
        left join incident_by i on i.code = a.area_code
        left join visit_by v on v.code = a.area_code
      where a.level = ${level} and ${within(sql, 'a.area_code', below)})`;
}

/** The areas of one level below a code, summary and indicators. */
export function listCounted(
  sql: Database,
  scope: { below: string; level: string; digits: number },
  reckoning: Reckoning,
): Promise<AreaChild[]> {
  return sql<AreaChild[]>`${countedAreas(sql, scope, reckoning)}
    select s.area_code, s.level, s.position, s.name, s.parent_code, s.centre, s.bounds, s.child_count,
      c.incident_open_count, c.incident_overdue_count, c.household_count, c.visit_due_count
    from counted c join area_summary s on s.area_code = c.counted_code order by s.area_code`;
}

/** The indicators of the areas of one level below a code, without names or shapes. */
export function listIndicators(
  sql: Database,
  scope: { below: string; level: string; digits: number },
  reckoning: Reckoning,
): Promise<(Pick<AreaSummary, 'area_code'> & Record<Indicator, number>)[]> {
  return sql<(Pick<AreaSummary, 'area_code'> & Record<Indicator, number>)[]>`${countedAreas(sql, scope, reckoning)}
    select counted_code as area_code, incident_open_count, incident_overdue_count, household_count, visit_due_count
    from counted order by counted_code`;
}
