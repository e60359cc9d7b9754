import type { Database } from '../../db/open.ts';
import type { PlannedRoute } from './schema.ts';
import { json } from './sql.ts';

/** A walk that a shift has already, by another plan. */
export interface HeldWalk {
  id: number;
  plan_id: number;
  plan_name: string;
  shift_id: number;
  squad_name: string;
}

/** Walks of other issued plans in these shifts, also of areas above whose walks the caller does not see. */
export function listHeldWalks(sql: Database, planId: number, shiftIds: readonly number[]): Promise<HeldWalk[]> {
  return sql<HeldWalk[]>`
    select id, plan_id, plan_name, shift_id, squad_name from walks_of_shifts(${[...shiftIds]}::int[])
    where plan_id <> ${planId} order by id`;
}

/** Lets no other plan come into force with these shifts before the transaction is over: it would give the same squad a second walk. */
export async function lockShifts(sql: Database, ids: readonly number[]): Promise<void> {
  await sql`select 1 from patrol_shift where id = any (${[...ids]}::int[]) order by id for no key update`;
}

/** Those of some shifts that are still there. */
export async function listShiftIds(sql: Database, ids: readonly number[]): Promise<Set<number>> {
  const rows = await sql<{ id: number }[]>`select id from patrol_shift where id = any (${[...ids]}::int[])`;
  return new Set(rows.map(({ id }) => id));
}

/** What a squad is to do. */
export interface NewWalk {
  plan_id: number;
  squad_id: number;
  shift_id: number | null;
  area_code: string;
  starts_at: Date;
  ends_at: Date;
  route: PlannedRoute;
}

/** Writes a walk with its pass: the pass's digest, and the pass sealed. */
export async function insertWalk(
  sql: Database,
  walk: NewWalk,
  pass: { digest: Buffer; sealed: Buffer },
): Promise<void> {
  const { plan_id, squad_id, shift_id, area_code, starts_at, ends_at } = walk;
  await sql`
    insert into patrol_walk (plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route, pass_digest, pass_sealed)
    values (${plan_id}, ${squad_id}, ${shift_id}, ${area_code}, ${starts_at}, ${ends_at}, ${json(sql, walk.route)},
      ${pass.digest}, ${pass.sealed})`;
}

/** Gives a walk to another plan: its pass and what was done stay. False where it is not the caller's to give. */
export async function takeOverWalk(sql: Database, id: number, walk: NewWalk): Promise<boolean> {
  const rows = await sql`
    update patrol_walk set plan_id = ${walk.plan_id}, shift_id = ${walk.shift_id}, area_code = ${walk.area_code},
      starts_at = ${walk.starts_at}, ends_at = ${walk.ends_at}, route = ${json(sql, walk.route)}, version = version + 1
    where id = ${id} returning 1`;
  return rows.length > 0;
}

/** Walks of a plan move on a version, so that their phones look again. */
export async function touchWalks(sql: Database, planId: number): Promise<void> {
  await sql`update patrol_walk set version = version + 1 where plan_id = ${planId}`;
}

/** Plans of these that have no walk left. */
export async function listEmptied(sql: Database, ids: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select p.id from patrol_plan p where p.id = any (${[...ids]}::int[])
      and not exists (select from patrol_walk w where w.plan_id = p.id)`;
  return rows.map(({ id }) => id);
}

/** Takes plans out of force. */
export async function withdrawPlans(sql: Database, ids: readonly number[]): Promise<void> {
  await sql`
    update patrol_plan set state = 'withdrawn', version = version + 1, updated_at = now()
    where id = any (${[...ids]}::int[]) and state = 'issued'`;
  await sql`update patrol_walk set version = version + 1 where plan_id = any (${[...ids]}::int[])`;
}

/** The smallest area that a code of a place and another have in common, no larger than `within`. */
export async function findCommonArea(sql: Database, within: string, codes: readonly string[]): Promise<string> {
  const [first = within, ...others] = codes;
  let length = first.length;
  for (const code of others) while (!code.startsWith(first.slice(0, length))) length -= 1;
  const [row] = await sql<{ area_code: string }[]>`
    select area_code from area where ${first.slice(0, length)} ^@ area_code and area_code ^@ ${within}
    order by length(area_code) desc limit 1`;
  return row?.area_code ?? within;
}

/** Stops that the squads of a plan checked in at, each once, with when that was first. */
export function listDone(
  sql: Database,
  planId: number,
): Promise<{ squad_id: number; kind: 'point' | 'street'; id: number; visit: number; at: Date }[]> {
  return sql`
    select w.squad_id, case when c.point_id is null then 'street' else 'point' end as kind,
      coalesce(c.point_id, c.street_id) as id, c.visit, min(c.at) as at
    from patrol_check_in c join patrol_walk w on w.id = c.walk_id where w.plan_id = ${planId}
    group by 1, 2, 3, 4 order by 5, 1, 2, 3, 4`;
}

/** A walk as its sheet shows it, with the sealed pass. */
export interface SheetWalk {
  id: number;
  squad_id: number;
  version: number;
  pass_sealed: Buffer;
  route: PlannedRoute;
}

/** Walks of a plan by the name of their squads. */
export function listSheetWalks(sql: Database, planId: number): Promise<SheetWalk[]> {
  return sql<SheetWalk[]>`
    select w.id, w.squad_id, w.version, pass.pass_sealed, w.route
    from passes_of_plan(${planId}) pass join patrol_walk w on w.id = pass.walk_id join squad s on s.id = w.squad_id
    order by s.name, w.id`;
}
