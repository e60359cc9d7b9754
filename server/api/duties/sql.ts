import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { DueHousehold, DutySet, DutySetBody, DutySetChange } from './schema.ts';

/** What is asked of a list of what is owed. */
export interface DueFilter {
  area_code: string;
  /** `YYYY-MM-DD`; what rests on a tag that is over by then is owed no more. */
  today: string;
  /** Days by which it is owed, both included. */
  from?: string | undefined;
  until: string;
  /** Behind which the page begins: the day and the household. */
  after?: readonly [due_on: string, household_id: number] | undefined;
  /** Without those where nobody is to call yet, or somebody called today. */
  callable?: { time_zone: string } | undefined;
  limit: number;
}

/** Households of an area that are owed a visit, soonest first. What is asked after it in the transaction is planned anew. */
export async function dueList(
  sql: Database,
  { area_code, today, from, until, after, callable, limit }: DueFilter,
): Promise<DueHousehold[]> {
  const open = (alias: string) => sql`${sql(alias)}.visit_id is null and ${sql(alias)}.cancelled_at is null
    and (${sql(alias)}.ends_on is null or ${sql(alias)}.ends_on > ${today}::date)`;
  // Of a grid all that is owed is read and sorted, of a county the days are read until the page is full: a plan for any area would
  // do the one for both. For the same reason a household's first duty is looked up, as a join would look all of them up.
  const planned = sql.unsafe('set local plan_cache_mode = force_custom_plan');
  const asked = sql<DueHousehold[]>`
    with page as (
      select d.household_id, d.due_on from visit_duty d
      where ${open('d')} and d.due_on <= ${until}::date and ${within(sql, 'd.area_code', area_code)}
        ${from ? sql`and d.due_on >= ${from}::date` : sql``}
        and d.id = (select e.id from visit_duty e where e.household_id = d.household_id and ${open('e')} and ${within(sql, 'e.area_code', area_code)}
          order by e.due_on, e.id limit 1)
        ${after ? sql`and (d.due_on, d.household_id) > (${after[0]}::date, ${after[1]})` : sql``}
        ${
          callable
            ? sql`and coalesce(d.next_try_on, ${today}) <= ${today}::date and coalesce(d.opens_on, ${today}) <= ${today}::date
                and not exists (select from visit v where v.household_id = d.household_id
                  and v.visited_at >= ${today}::date::timestamp at time zone ${callable.time_zone})`
            : sql``
        }
      order by d.due_on, d.household_id limit ${limit})
    select h.id as household_id, h.area_code, a.name as area_name, h.building_id, b.name as building_name, u.unit_no, h.floor, h.door,
      b.address || u.name || h.door as address, lon_lat(b.geometry) as centre, page.due_on::text, page.due_on < ${today}::date as overdue,
      owed.duties, owed.try_count, owed.next_try_on
    from page join household h on h.id = page.household_id join unit u on u.id = h.unit_id join building b on b.id = h.building_id
      left join area a on a.area_code = h.area_code
      cross join lateral (
        select json_agg(json_build_object('duty', d.duty, 'due_on', d.due_on) order by d.due_on, d.duty) as duties,
          max(d.try_count) as try_count, max(d.next_try_on)::text as next_try_on
        from visit_duty d where d.household_id = h.id and ${open('d')} and d.due_on <= ${until}::date) owed
    order by page.due_on, h.id`;
  const [, rows] = await Promise.all([planned, asked]);
  return rows;
}

/** Households of an area that are owed a visit up to a day, those overdue, and those visited today. */
export async function countDue(
  sql: Database,
  { area_code, today, until, time_zone }: Pick<DueFilter, 'area_code' | 'today' | 'until'> & { time_zone: string },
): Promise<{ due_count: number; overdue_count: number; visited_count: number }> {
  const [row] = await sql<[{ due_count: number; overdue_count: number; visited_count: number }]>`
    select count(distinct household_id)::int as due_count,
      count(distinct household_id) filter (where due_on < ${today}::date)::int as overdue_count,
      (select count(distinct household_id)::int from visit where ${within(sql, 'area_code', area_code)}
        and visited_at >= ${today}::date::timestamp at time zone ${time_zone}) as visited_count
    from visit_duty
    where visit_id is null and cancelled_at is null and (ends_on is null or ends_on > ${today}::date)
      and due_on <= ${until}::date and ${within(sql, 'area_code', area_code)}`;
  return row;
}

const setColumns = (
  sql: Database,
) => sql`s.id, s.name, s.area_code, a.name as area_name, s.tags, s.period, s.every, s.due_day,
  s.starts_on::text, s.ends_on::text, s.version, s.area_code ^@ any (scope_of('arrange')) as may_change`;

/** The sets over places that the caller sees, those of the widest area first; at most 200. */
export function listSets(sql: Database): Promise<DutySet[]> {
  return sql<DutySet[]>`
    select ${setColumns(sql)} from duty_set s left join area a on a.area_code = s.area_code
    order by s.ends_on is not null, length(s.area_code), s.area_code, s.id limit 200`;
}

/** One set; undefined where there is none that the caller may see. */
export async function findSet(sql: Database, id: number): Promise<DutySet | undefined> {
  const [row] = await sql<DutySet[]>`
    select ${setColumns(sql)} from duty_set s left join area a on a.area_code = s.area_code where s.id = ${id}`;
  return row;
}

/** Writes a set; null where its area has one of this name. */
export async function insertSet(sql: Database, body: DutySetBody & { starts_on: string }): Promise<number | null> {
  const { area_code, name, tags, period, every, due_day, starts_on, ends_on = null } = body;
  const [row] = await sql<{ id: number }[]>`
    insert into duty_set (area_code, name, tags, period, every, due_day, starts_on, ends_on)
    values (${area_code}, ${name}, ${tags}, ${period}, ${every}, ${due_day}, ${starts_on}, ${ends_on})
    on conflict (area_code, name) do nothing returning id`;
  return row?.id ?? null;
}

/** Changes a set; false where it is another version by now. */
export async function changeSet(sql: Database, id: number, body: DutySetChange): Promise<boolean> {
  const { version, name, tags, period, every, due_day, ends_on = null } = body;
  const rows = await sql`
    update duty_set set name = ${name}, tags = ${tags}, period = ${period}, every = ${every}, due_day = ${due_day},
      ends_on = ${ends_on}, version = version + 1
    where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}
