import { type Cell, type CountDays, countOf, peopleCells, type Reach, type Release } from '../../access/suppression.ts';
import type { Database } from '../../db/open.ts';
import { openStatusesSql } from '../../loop/moves.ts';
import { within } from '../scope.ts';
import type { AreaSummary } from '../wire.ts';
import type { AreaCounts, Indicator } from './schema.ts';

/** The moment and the days that overdue incidents and owed visits are reckoned by. */
export interface Reckoning extends CountDays {
  now: Date;
}

/** What is counted about people in an area's detail, and in lists and on the map. */
export const detailMeasures = ['household', 'resident', 'visit_due', 'visit_overdue'] as const;
export const indicatorMeasures = ['household', 'visit_due', 'visit_overdue'] as const;

/** What `place_tally` holds a grid: kept by triggers, so that no question counts things one by one. */
const tallied = [
  'building_count',
  'compound_count',
  'organisation_count',
  'facility_count',
  'device_count',
  'patrol_point_count',
] as const satisfies (keyof AreaCounts)[];

type IncidentCount = 'incident_open_count' | 'incident_overdue_count';
type PlaceCounts = Record<(typeof tallied)[number] | IncidentCount, number>;

/** Which areas are counted, and how far the caller reaches among them. */
export interface CountScope extends Pick<Reach, 'prefixes' | 'exact'> {
  below: string;
  level: string;
  /** Length of that level's codes. */
  digits: number;
}

/** Everything that is counted for one area. `resident_count` counts those who live there, registered or not. */
export async function countArea(
  sql: Database,
  areaCode: string,
  { now, ...days }: Reckoning,
  release: Release,
  exact: boolean,
): Promise<AreaCounts> {
  const inside = within(sql, 'area_code', areaCode);
  const sums = tallied.map((name) => `coalesce(sum(${name}), 0)::int as ${name}`).join(', ');
  const question = { measures: detailMeasures, below: areaCode, digits: areaCode.length, exact, days };
  const [row] = await sql<(PlaceCounts & { cells: Partial<Record<(typeof detailMeasures)[number], Cell>> })[]>`
    select * from (select ${sql.unsafe(sums)} from place_tally where ${inside}) tally,
      (select count(*)::int as incident_open_count,
          (count(*) filter (where due_at < ${now}))::int as incident_overdue_count
        from incident_place where ${inside} and status in ${sql.unsafe(openStatusesSql)}) open,
      (select coalesce(json_object_agg(measure, json_build_object('sure_sum', sure_sum, 'small_count', small_count)), '{}') as cells
        from ${peopleCells(sql, question)}) people`;
  const { cells, ...places } = row!;
  return {
    household_count: countOf(release, 'household', cells.household),
    resident_count: countOf(release, 'resident', cells.resident),
    ...places,
    visit_due_count: countOf(release, 'visit_due', cells.visit_due),
    visit_overdue_count: countOf(release, 'visit_overdue', cells.visit_overdue),
  };
}

/** One counted area as the query gives it: incidents, and the cells of people in two columns each. */
interface CountedRow extends Record<IncidentCount, number> {
  household_sure: number;
  household_small: number;
  visit_sure: number;
  visit_small: number;
  late_sure: number;
  late_small: number;
  /** Reported in the last 90 days: found by workers or patrols, complained of by the public or the hotline. */
  found: number;
  complaint: number;
}

/** Days that the share of matters found before anybody complained looks back over. */
const PROACTIVE_DAYS = 90;
/** Fewer matters than this make no share. */
const FEWEST_MATTERS = 5;
/** Wider areas than a district would have to read months of a whole province. */
const DISTRICT_DIGITS = 6;

/**
 * Areas of one level below a code, where the caller reaches, with their counts. Areas, people and incidents are put under
 * each other and added up, not joined: how many rows a function gives the planner cannot know.
 */
function countedAreas(
  sql: Database,
  { below, level, digits, prefixes, exact }: CountScope,
  { now, ...days }: Reckoning,
) {
  const question = { measures: indicatorMeasures, below, digits, exact, days };
  const since = new Date(now.getTime() - PROACTIVE_DAYS * 86_400_000);
  const origins =
    below.length < DISTRICT_DIGITS
      ? sql``
      : sql`union all
        select left(area_code, ${digits}::int), false, 0, 0, 0, 0, 0, 0, 0, 0, count(*) filter (where channel in ('worker', 'patrol')),
          count(*) filter (where channel in ('public', 'hotline'))
        from incident_place where ${within(sql, 'area_code', below)} and reported_at >= ${since} group by 1`;
  return sql`
    with counted as (
      select counted_code, sum(open)::int as incident_open_count, sum(overdue)::int as incident_overdue_count,
        sum(household_sure)::int as household_sure, sum(household_small)::int as household_small,
        sum(visit_sure)::int as visit_sure, sum(visit_small)::int as visit_small, sum(late_sure)::int as late_sure, sum(late_small)::int as late_small,
        sum(found)::int as found, sum(complaint)::int as complaint
      from (
        select area_code as counted_code, true as listed, 0 as open, 0 as overdue, 0 as household_sure,
          0 as household_small, 0 as visit_sure, 0 as visit_small, 0 as late_sure, 0 as late_small, 0 as found, 0 as complaint
        from area where level = ${level} and ${within(sql, 'area_code', below)} and area_code ^@ any (${prefixes}::text[])
        union all
        select area_code, false, 0, 0, case measure when 'household' then sure_sum else 0 end,
          case measure when 'household' then small_count else 0 end,
          case measure when 'visit_due' then sure_sum else 0 end, case measure when 'visit_due' then small_count else 0 end,
          case measure when 'visit_overdue' then sure_sum else 0 end, case measure when 'visit_overdue' then small_count else 0 end,
          0, 0
        from ${peopleCells(sql, question)} people
        union all
        select left(area_code, ${digits}::int), false, count(*), count(*) filter (where due_at < ${now}), 0, 0, 0, 0, 0, 0, 0, 0
        from incident_place where ${within(sql, 'area_code', below)} and status in ${sql.unsafe(openStatusesSql)} group by 1
        ${origins}
      ) rows group by counted_code having bool_or(listed))`;
}

/** The indicators of a counted area as they are shown. */
export function indicatorsOf(release: Release, row: CountedRow): Record<Indicator, number | null> {
  const households = { sure_sum: row.household_sure, small_count: row.household_small };
  const visits = { sure_sum: row.visit_sure, small_count: row.visit_small };
  const late = { sure_sum: row.late_sure, small_count: row.late_small };
  return {
    incident_open_count: row.incident_open_count,
    incident_overdue_count: row.incident_overdue_count,
    household_count: countOf(release, 'household', households),
    visit_due_count: countOf(release, 'visit_due', visits),
    visit_overdue_count: countOf(release, 'visit_overdue', late),
    proactive_share: proactiveShare(row.found, row.complaint),
  };
}

/** Found of both, whole per cent; null of too few. */
function proactiveShare(found: number, complaint: number): number | null {
  const both = found + complaint;
  return both < FEWEST_MATTERS ? null : Math.round((100 * found) / both);
}

/** The areas of one level below a code, summary and counts. */
export function listCounted(
  sql: Database,
  scope: CountScope,
  reckoning: Reckoning,
): Promise<(CountedRow & { summary: AreaSummary })[]> {
  return sql<(CountedRow & { summary: AreaSummary })[]>`${countedAreas(sql, scope, reckoning)}
    select row_to_json(s) as summary, c.*
    from counted c join area_summary s on s.area_code = c.counted_code order by s.area_code`;
}

/** The counts of the areas of one level below a code, without names or shapes. */
export function listIndicators(
  sql: Database,
  scope: CountScope,
  reckoning: Reckoning,
): Promise<(Pick<AreaSummary, 'area_code'> & CountedRow)[]> {
  return sql<(Pick<AreaSummary, 'area_code'> & CountedRow)[]>`${countedAreas(sql, scope, reckoning)}
    select c.*, c.counted_code as area_code from counted c order by counted_code`;
}
