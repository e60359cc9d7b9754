import type { Cell } from '../access/suppression.ts';
import { within } from '../api/scope.ts';
import type { Database } from '../db/open.ts';
import { onDay } from './boundaries.ts';

/** A span of time: moments, and its first and last day. */
export interface Span {
  since: Date;
  until: Date;
  from: string;
  to: string;
}

/** Moments of local times, in their order; a day alone is its midnight. */
export async function readMoments(sql: Database, times: readonly string[], timeZone: string): Promise<Date[]> {
  const [row] = await sql<[{ moments: Date[] }]>`
    select array_agg(time::timestamp at time zone ${timeZone} order by at) as moments
    from unnest(${times as string[]}::text[]) with ordinality given (time, at)`;
  return row.moments;
}

/** An area, and how it stood in the tree; undefined when there is none. */
export async function findPackArea(
  sql: Database,
  areaCode: string,
): Promise<{ area_code: string; name: string; level: string } | undefined> {
  const [row] = await sql<{ area_code: string; name: string; level: string }[]>`
    select area_code, name, level from area where area_code = ${areaCode}`;
  return row;
}

/** Counts of people that anybody may see of the areas with so many digits, by measure. */
export function listPackCells(
  sql: Database,
  { area_code, digits, span }: { area_code: string; digits: number; span: Span },
): Promise<(Cell & { measure: PackMeasure; area_code: string })[]> {
  return sql<(Cell & { measure: PackMeasure; area_code: string })[]>`
    select measure, area_code, sure_sum, small_count
    from pack_cells(${area_code}, ${digits}::int, ${span.since}, ${span.until}, ${span.from}::date, ${span.to}::date)`;
}
export type PackMeasure = 'visit_done' | 'visit_owed' | 'visit_late' | 'door' | 'door_fresh';

/** Buildings of an area, and how many were confirmed in the year up to a day. */
export async function countBuildings(sql: Database, areaCode: string, day: string) {
  const [row] = await sql<[{ all: number; fresh: number }]>`
    select count(*)::int as all,
      (count(*) filter (where confirmed_on > ${day}::date - 365 and confirmed_on <= ${day}::date))::int as fresh
    from building where ${within(sql, 'area_code', areaCode)}`;
  return row;
}

/** Patrols whose plan is of an area: by issued plans, with at least one check-in, and stops by plan and by deed. */
export async function countPatrols(sql: Database, areaCode: string, { from, to }: Span) {
  const [row] = await sql<[{ planned: number; done: number; stops: number; reached: number }]>`
    select (count(*) filter (where issued))::int as planned, (count(*) filter (where reached > 0))::int as done,
      coalesce(sum(stops) filter (where issued), 0)::int as stops,
      coalesce(sum(least(stops, reached)) filter (where issued), 0)::int as reached
    from (select issued, coalesce(jsonb_array_length(route -> 'stops'), 0) as stops, jsonb_array_length(done) as reached
      from patrol_passing where ${within(sql, 'area_code', areaCode)} and day between ${from}::date and ${to}::date) walk`;
  return row;
}

/** Emergencies that were declared in a span, orders that were issued in it, and how many of these were done by its end. */
export async function countEmergencies(sql: Database, areaCode: string, { since, until }: Span) {
  const [row] = await sql<[{ declared: number; issued: number; done: number }]>`
    select (select count(*)::int from emergency where ${within(sql, 'area_code', areaCode)}
        and declared_at >= ${since} and declared_at < ${until}) as declared,
      count(*)::int as issued, (count(*) filter (where o.done_at < ${until}))::int as done
    from emergency_order o join emergency e on e.id = o.emergency_id
    where ${within(sql, 'e.area_code', areaCode)} and o.cancelled_at is null
      and o.issued_at >= ${since} and o.issued_at < ${until}`;
  return row;
}

/** How often areas at or below one were split, merged or drawn anew in a span, what was undone left out. */
export async function countAreaChanges(sql: Database, areaCode: string, { since, until }: Span): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from change c where ${within(sql, 'c.area_code', areaCode)} and c.kind = 'reorganisation'
      and c.made_at >= ${since} and c.made_at < ${until} and not exists (select from change u where u.undoes = c.id)`;
  return row.count;
}

/** Incidents by area with so many digits: reported in a span, and open at its end. */
export function listIncidentsByArea(
  sql: Database,
  { area_code, digits, span }: { area_code: string; digits: number; span: Span },
): Promise<{ area_code: string; reported: number; open: number }[]> {
  return sql<{ area_code: string; reported: number; open: number }[]>`
    select left(area_code, ${digits}::int) as area_code,
      (count(*) filter (where reported_at >= ${span.since}))::int as reported,
      (count(*) filter (where closed_at is null or closed_at >= ${span.until}))::int as open
    from incident_measure where ${within(sql, 'area_code', area_code)} and reported_at < ${span.until}
      and (reported_at >= ${span.since} or closed_at is null or closed_at >= ${span.until}) group by 1`;
}

/** The deepest level below an area that has no more than so many areas there: digits of its codes. */
export async function findMapDigits(sql: Database, areaCode: string, most: number): Promise<number> {
  const [row] = await sql<{ digits: number }[]>`
    select length(area_code)::int as digits from area where ${within(sql, 'area_code', areaCode)}
    group by 1 having count(*) <= ${most} order by 1 desc limit 1`;
  return row?.digits ?? areaCode.length;
}

/** Outlines as they were on a day, in order of code, with coordinates to a thousandth of the whole's longer side. */
export async function listOutlines(
  sql: Database,
  { area_code, digits, day }: { area_code: string; digits: number; day: string },
): Promise<{ area_code: string; name: string; shape: string }[]> {
  return onDay(sql, day, async () => [
    ...(await sql<{ area_code: string; name: string; shape: string }[]>`
    with whole as (select ST_Extent(geometry) as box from past.area where area_code = ${area_code})
    select a.area_code, a.name, ST_AsGeoJSON(ST_RemoveRepeatedPoints(
        ST_SnapToGrid(a.geometry, greatest(ST_XMax(box) - ST_XMin(box), ST_YMax(box) - ST_YMin(box)) / 1000)), 7) as shape
    from whole, past.area a
    where ${within(sql, 'a.area_code', area_code)} and length(a.area_code) = ${digits} order by a.area_code`),
  ]);
}

/** Number of the last change of the registers; null: there was none. */
export async function lastChange(sql: Database): Promise<number | null> {
  const [row] = await sql<[{ last: number | null }]>`select max(id)::int as last from change`;
  return row.last;
}
