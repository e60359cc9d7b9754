import type { Database } from '../../db/open.ts';
import type { Person, PersonRole, RoleSetting } from './schema.ts';

/** The day by which duties count, and the zone whose days are shown. */
export interface Calendar {
  today: string;
  time_zone: string;
}

/** Which people a list holds. */
export interface PeopleFilter {
  area_code?: string | undefined;
  q?: string | undefined;
  role?: string | undefined;
  /** Login after which the page begins. */
  after?: string | undefined;
  limit: number;
}

/** People in the caller's care in order of their logins; one more than `limit`, if there are so many. */
export function listPeople(sql: Database, filter: PeopleFilter, calendar: Calendar): Promise<Person[]> {
  const area = filter.area_code ?? '';
  const text = filter.q?.toLowerCase() ?? '';
  const inForce = sql`(g.ends_on is null or g.ends_on > ${calendar.today}::date)`;
  return selectPeople(
    sql,
    sql`a.login > ${filter.after ?? ''} and (strpos(a.login, ${text}) > 0 or strpos(lower(a.display_name), ${text}) > 0)
      and (a.area_code ^@ ${area} or exists (
        select from account_grant g where g.account_id = a.id and g.area_code ^@ ${area} and ${inForce}))
      and (${filter.role ?? null}::text is null or exists (
        select from account_grant g where g.account_id = a.id and g.role = ${filter.role ?? null} and ${inForce}))
      order by a.login limit ${filter.limit + 1}`,
    calendar,
  );
}

/** Somebody in the caller's care, or the caller; undefined where there is no such account. */
export async function findPerson(sql: Database, id: number, calendar: Calendar): Promise<Person | undefined> {
  const [person] = await selectPeople(sql, sql`a.id = ${id}`, calendar);
  return person;
}

function selectPeople(sql: Database, which: ReturnType<Database>, { today, time_zone }: Calendar): Promise<Person[]> {
  return sql<Person[]>`
    select a.id, a.login, a.display_name, a.area_code, (select name from area where area_code = a.area_code) as area_name,
      a.disabled_at is not null as disabled, f.second_factor, a.openid_subject is not null as openid_bound,
      (f.last_used_at at time zone ${time_zone})::date::text as last_seen_on, f.changeable,
      (select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'area_code', g.area_code,
          'area_name', (select name from area where area_code = g.area_code), 'building_id', g.building_id,
          'building_name', (select coalesce(b.address, b.name) from building b where b.id = g.building_id),
          'department', g.department, 'starts_on', g.starts_on, 'ends_on', g.ends_on, 'active', g.starts_on <= ${today}::date)
          order by g.area_code, g.role, g.id), '[]')
        from account_grant g where g.account_id = a.id and (g.ends_on is null or g.ends_on > ${today}::date)) as grants
    from account a cross join lateral account_facts(array[a.id]) f where ${which}`;
}

/** A new account; undefined where the login is taken. */
export async function insertPerson(
  sql: Database,
  person: { login: string; display_name: string; area_code: string },
): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    insert into account (login, display_name, area_code, created_by)
    values (${person.login}, ${person.display_name}, ${person.area_code}, current_account())
    on conflict do nothing returning id`;
  return row?.id;
}

/** Gives an account in the caller's care a password that is to be changed at the next sign-in; false where they may not. */
export async function setFirstPassword(sql: Database, id: number, hash: string): Promise<boolean> {
  const [row] = await sql<[{ set: boolean | null }]>`select set_password(${id}, ${hash}, true) as set`;
  return row.set === true;
}

/** Renames an account, and switches it off or on again. */
export async function updatePerson(
  sql: Database,
  id: number,
  change: { display_name?: string | undefined; disabled?: boolean | undefined },
): Promise<void> {
  await sql`update account set display_name = coalesce(${change.display_name ?? null}, display_name),
    disabled_at = case ${change.disabled ?? null}::boolean when true then coalesce(disabled_at, now())
      when false then null else disabled_at end where id = ${id}`;
}

/** Lets somebody at an OpenID provider sign in to an account, or nobody (null); false where they are bound to another. */
export async function bindPerson(
  sql: Database,
  id: number,
  openid: { issuer: string; subject: string } | null,
): Promise<boolean> {
  const [row] = await sql<[{ bound: boolean }]>`
    select bind_openid(${id}, ${openid?.issuer ?? null}, ${openid?.subject ?? null}) as bound`;
  return row.bound;
}

/** What the granting of a role over an area depends on: its rank, and the caller's own over that area (null: none). */
export async function ranksOf(
  sql: Database,
  role: string,
  areaCode: string,
): Promise<{ rank: number; own_rank: number | null }> {
  const [row] = await sql<[{ rank: number; own_rank: number | null }]>`
    select rank, rank_over(${areaCode}) as own_rank from role where role = ${role}`;
  return row;
}

/** A duty as it is written down. */
export interface GrantRow {
  id: number;
  account_id: number;
  role: PersonRole;
  area_code: string;
  building_id: number | null;
  department: string | null;
  starts_on: string;
  ends_on: string | null;
}

/** Lets one request change duties at a time: two must not hand the same duty over, or give it twice. */
export async function lockDuties(sql: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('duties'))`;
}

/** A duty that the caller can see and that is not over; undefined where there is none. */
export async function findGrant(sql: Database, id: number, today: string): Promise<GrantRow | undefined> {
  const [row] = await sql<GrantRow[]>`
    select id, account_id, role, area_code, building_id, department, starts_on::text, ends_on::text from account_grant
    where id = ${id} and (ends_on is null or ends_on > ${today}::date)`;
  return row;
}

/** Whether an account has this duty on any day of a span; `ends_on` null is a span without an end. */
export async function hasDuty(sql: Database, grant: Omit<GrantRow, 'id'>): Promise<boolean> {
  const [row] = await sql<[{ found: boolean }]>`
    select exists (select from account_grant g where g.account_id = ${grant.account_id} and g.role = ${grant.role}
      and g.area_code = ${grant.area_code} and g.building_id is not distinct from ${grant.building_id}::int
      and g.department is not distinct from ${grant.department}
      and daterange(g.starts_on, g.ends_on) && daterange(${grant.starts_on}::date, ${grant.ends_on}::date)) as found`;
  return row.found;
}

/** Where a building stands; undefined where there is none. */
export async function findBuildingArea(sql: Database, id: number): Promise<{ area_code: string | null } | undefined> {
  const [row] = await sql<{ area_code: string | null }[]>`select area_code from building where id = ${id}`;
  return row;
}

/** Writes a duty down; its number. */
export async function insertGrant(sql: Database, grant: Omit<GrantRow, 'id'>): Promise<number> {
  const { account_id, role, area_code, building_id, department, starts_on, ends_on } = grant;
  const [row] = await sql<[{ id: number }]>`
    insert into account_grant (account_id, role, area_code, building_id, department, starts_on, ends_on, granted_by)
    values (${account_id}, ${role}, ${area_code}, ${building_id}, ${department}, ${starts_on}, ${ends_on}, current_account())
    returning id`;
  return row.id;
}

/** Ends a duty on a day; one that begins later never begins. */
export async function endGrant(sql: Database, id: number, day: string): Promise<void> {
  await sql`update account_grant set ends_on = greatest(starts_on, ${day}::date) where id = ${id}`;
}

/** Every role that a person can hold, the widest first, with how many hold it among those whom the caller sees. */
export function listRoles(sql: Database, today: string): Promise<RoleSetting[]> {
  return sql<RoleSetting[]>`
    select r.role, r.second_factor_required,
      array(select right_name from role_right x where x.role = r.role order by right_name) as rights,
      (select count(distinct g.account_id)::int from account_grant g where g.role = r.role and g.starts_on <= ${today}::date
        and (g.ends_on is null or g.ends_on > ${today}::date)) as holder_count,
      r.rank > coalesce(current_rank(), 99) as grantable
    from role r where r.role not in ('wall', 'public') order by r.rank, r.role`;
}

/** Says whether a role needs a second factor. */
export async function updateRole(sql: Database, role: string, required: boolean): Promise<void> {
  await sql`update role set second_factor_required = ${required} where role = ${role}`;
}
