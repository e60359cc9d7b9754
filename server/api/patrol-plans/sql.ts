import type { Database } from '../../db/open.ts';
import type { EarlierRoute } from '../../planning/patrol/differ.ts';
import { within } from '../scope.ts';
import type { Taken } from './copying.ts';
import type { PlanInput, PlanResult, PlanSummary } from './schema.ts';

/** A plan as it stands in the database. */
export interface PlanRow extends PlanSummary {
  input: PlanInput;
  result: PlanResult | null;
  taken: Taken;
  stale: boolean;
}

const summary = (
  sql: Database,
) => sql`p.id, p.area_code, p.name, p.day::text as day, p.state, p.from_plan_id, p.version,
  p.squad_count, p.wanted_count, p.served_count, p.length_m, iso_time(p.updated_at) as updated_at`;
const whole = (sql: Database) => sql`${summary(sql)}, p.input, p.result, p.taken, p.stale`;

/** Plans of an area, newest first. @param filter.before the number after which the page begins. */
export function listPlans(
  sql: Database,
  { area_code, before, limit }: { area_code: string; before?: number | undefined; limit: number },
): Promise<PlanSummary[]> {
  const older = before === undefined ? sql`` : sql`and p.id < ${before}`;
  return sql<PlanSummary[]>`
    select ${summary(sql)} from patrol_plan p where ${within(sql, 'p.area_code', area_code)} ${older}
    order by p.id desc limit ${limit}`;
}

/** One plan; undefined where there is none that the caller sees. */
export async function findPlan(sql: Database, id: number): Promise<PlanRow | undefined> {
  const [row] = await sql<PlanRow[]>`select ${whole(sql)} from patrol_plan p where p.id = ${id}`;
  return row;
}

/** What a new plan is made of. */
export interface NewPlan {
  area_code: string;
  name: string;
  day: string;
  from_plan_id: number | null;
  input: PlanInput;
  taken: Taken;
  result: PlanResult | null;
  stale: boolean;
}

/** Writes a plan as a draft and tells its number. */
export async function insertPlan(sql: Database, plan: NewPlan): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    insert into patrol_plan (area_code, name, day, from_plan_id, input, taken, result, stale, created_by)
    values (${plan.area_code}, ${plan.name}, ${plan.day}, ${plan.from_plan_id}, ${json(sql, plan.input)}, ${json(sql, plan.taken)},
      ${plan.result && json(sql, plan.result)}, ${plan.stale}, current_account())
    returning id`;
  return row.id;
}

/** What of a draft is written; what is not given stays. */
export type PlanChange = Partial<Pick<NewPlan, 'name' | 'input' | 'taken' | 'result' | 'stale'>>;

/** Changes a draft that is still in this version; false where it is not. */
export async function updatePlan(sql: Database, plan: PlanRow, version: number, change: PlanChange): Promise<boolean> {
  const { id, name, input, taken, result, stale } = { ...plan, ...change };
  const rows = await sql`
    update patrol_plan set name = ${name}, input = ${json(sql, input)}, taken = ${json(sql, taken)},
      result = ${result && json(sql, result)}, stale = ${stale}, version = version + 1, updated_at = now()
    where id = ${id} and version = ${version} and state = 'draft' returning 1`;
  return rows.length > 0;
}

/** Moves a plan from a state that it is still in, in this version; false where it is not. */
export async function movePlan(
  sql: Database,
  { id, version, state }: Pick<PlanSummary, 'id' | 'version' | 'state'>,
  to: PlanSummary['state'],
): Promise<boolean> {
  const rows = await sql`
    update patrol_plan set state = ${to}, version = version + 1, updated_at = now(),
      issued_at = case when ${to} = 'issued' then now() else issued_at end
    where id = ${id} and version = ${version} and state = ${state} returning 1`;
  return rows.length > 0;
}

/** Removes a draft; false where it is none any more. */
export async function deletePlan(sql: Database, id: number): Promise<boolean> {
  return (await sql`delete from patrol_plan where id = ${id} and state = 'draft' returning 1`).length > 0;
}

/** Routes of the nights before a day that were issued for the same area, the latest first, one list a night; ways without their lines. */
export async function listEarlierRoutes(
  sql: Database,
  { area_code, day }: Pick<PlanSummary, 'area_code' | 'day'>,
  nights: number,
): Promise<EarlierRoute[][]> {
  const rows = await sql<{ routes: EarlierRoute[] }[]>`
    select (select coalesce(jsonb_agg(jsonb_build_object('squad_id', route -> 'squad_id', 'stops', route -> 'stops', 'legs',
        (select coalesce(jsonb_agg(leg - 'line'), '[]') from jsonb_array_elements(route -> 'legs') leg))), '[]')
      from jsonb_array_elements(p.result -> 'routes') route) as routes
    from (select distinct on (n.day) n.id from patrol_plan n
        where n.area_code = ${area_code} and n.day < ${day}::date and n.state = 'issued' and n.result is not null
        order by n.day desc, n.id desc limit ${nights}) night
      join patrol_plan p on p.id = night.id
    order by p.day desc`;
  return rows.map(({ routes }) => routes);
}

/** A value as JSON; undefined fields are left out. */
export function json(sql: Database, value: object) {
  return sql.json(JSON.parse(JSON.stringify(value)));
}
