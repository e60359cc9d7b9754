import type { Database } from '../db/open.ts';
import type { Span } from './sql.ts';

/** Incidents of an area in the boundaries of a day. */
export interface IncidentsThen {
  area_code: string;
  reported: number;
  settled: number;
  open: number;
  overdue: number;
}

/** Runs queries of which those of schema `past` read a day, and no query after them. */
export async function onDay<Answer>(sql: Database, day: string, ask: () => Promise<Answer>): Promise<Answer> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`not a day: ${day}`);
  await sql.unsafe(`set local jingwei.as_of = '${day}'`);
  const answer = await ask();
  await sql.unsafe("set local jingwei.as_of = ''");
  return answer;
}

/** How the boundaries at and below an area differ from those of a day. */
export interface BoundaryChange {
  /** Whether the area itself was there on that day. */
  existed: boolean;
  differ: boolean;
  /** Days from which reorganisations hold that came after it. */
  changed_on: string[];
}

/** What became other at or below an area since a day. */
export function findBoundaryChange(sql: Database, areaCode: string, day: string): Promise<BoundaryChange> {
  return onDay(sql, day, async () => {
    const [row] = await sql<[BoundaryChange]>`
      with then_area as materialized (select area_code, geometry from past.area where area_code ^@ ${areaCode}),
      now_area as materialized (select area_code, geometry from area where area_code ^@ ${areaCode})
      select exists (select from then_area where area_code = ${areaCode}) as existed,
        exists (select from then_area t full join now_area n using (area_code) where t.geometry is distinct from n.geometry) as differ,
        array(select distinct c.true_from::text from change c
          where c.kind = 'reorganisation' and c.true_from > ${day}::date
            and (c.area_code ^@ ${areaCode} or ${areaCode}::text ^@ c.area_code)
            and not exists (select from change u where u.undoes = c.id) order by 1) as changed_on`;
    return row;
  });
}

/** Incidents by the areas below one, of codes of so many digits, in the boundaries of a day. */
export function listIncidentsThen(
  sql: Database,
  asked: { area_code: string; digits: number; day: string; span: Span; reckoned_at: Date },
): Promise<IncidentsThen[]> {
  const { area_code, digits, day, span, reckoned_at } = asked;
  return onDay(sql, day, async () => [
    ...(await sql<IncidentsThen[]>`
      select area_code, reported, settled, open, overdue
      from pack_incidents_then(${area_code}, ${digits}::int, ${span.since}, ${span.until}, ${reckoned_at})`),
  ]);
}

/** Areas one level below one as they were on a day, in order of code. */
export function listChildrenThen(
  sql: Database,
  areaCode: string,
  day: string,
): Promise<{ area_code: string; name: string }[]> {
  return onDay(sql, day, async () => [
    ...(await sql<{ area_code: string; name: string }[]>`
      select area_code, name from past.area where parent_code = ${areaCode} order by area_code`),
  ]);
}
