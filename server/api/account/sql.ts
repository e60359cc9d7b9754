import type { Database } from '../../db/open.ts';
import type { AccountDetail, OwnSession, OwnToken } from './schema.ts';

/** When the caller chose their password; null where they sign in elsewhere. */
export async function passwordChangedAt(sql: Database): Promise<string | null> {
  const [row] = await sql<[{ at: string | null }]>`select iso_time(password_changed_at()) as at`;
  return row.at;
}

/** Whether a role that the caller holds today asks for a second factor. */
export async function isFactorRequired(sql: Database, accountId: number, today: string): Promise<boolean> {
  const [row] = await sql<[{ required: boolean }]>`select exists (
    select from account_grant g join role using (role) where g.account_id = ${accountId} and g.starts_on <= ${today}::date
      and (g.ends_on is null or g.ends_on > ${today}::date) and role.second_factor_required) as required`;
  return row.required;
}

/** The departments that the caller's duties serve. */
export function listOwnDepartments(sql: Database, accountId: number): Promise<AccountDetail['departments']> {
  return sql<AccountDetail['departments']>`
    select id as grant_id, department from account_grant where account_id = ${accountId} and department is not null order by id`;
}

/** The caller's sessions that still work, the one used last first. */
export function listSessions(sql: Database, accountId: number, currentId: number): Promise<OwnSession[]> {
  return sql<OwnSession[]>`
    select id, id = ${currentId} as current, client, iso_time(created_at) as created_at,
      iso_time(last_used_at) as last_used_at, iso_time(expires_at) as expires_at
    from session where account_id = ${accountId} and revoked_at is null and expires_at > now()
      and last_used_at > now() - make_interval(secs => idle_s)
    order by last_used_at desc, id desc limit 50`;
}

/** The caller's tokens that are not over, and those revoked, the newest first, at most 100. */
export function listTokens(sql: Database, accountId: number): Promise<OwnToken[]> {
  return sql<OwnToken[]>`
    select t.id, t.kind, t.name, t.area_code, a.name as area_name, t.rights, iso_time(t.created_at) as created_at,
      iso_time(t.expires_at) as expires_at, iso_time(t.last_used_at) as last_used_at, t.revoked_at is not null as revoked
    from token t left join area a using (area_code)
    where t.account_id = ${accountId} and t.expires_at > now() order by t.created_at desc, t.id desc limit 100`;
}

/** Stores the caller's new password. */
export async function setOwnPassword(sql: Database, accountId: number, hash: string): Promise<void> {
  await sql`select set_password(${accountId}, ${hash}, false)`;
}

/** Ends a session of an account (all but `keptId` where no session is named); how many ended. */
export async function endSessions(
  sql: Database,
  accountId: number,
  which: { sessionId?: number; keptId?: number } = {},
): Promise<number> {
  const ended = await sql`update session set revoked_at = now()
    where account_id = ${accountId} and revoked_at is null and id = coalesce(${which.sessionId ?? null}::int, id)
      and id is distinct from ${which.keptId ?? null}::int`;
  return ended.count;
}

/** Begins a second factor for the caller; false where a proven one stands. */
export async function beginFactor(sql: Database, sealedSecret: Buffer): Promise<boolean> {
  const [row] = await sql<[{ begun: boolean | null }]>`select begin_second_factor(${sealedSecret}) as begun`;
  return row.begun === true;
}

/** Takes an account's second factor away, where the caller may; false where there was none. */
export async function dropFactor(sql: Database, accountId: number): Promise<boolean> {
  const [row] = await sql<[{ dropped: boolean | null }]>`select drop_second_factor(${accountId}) as dropped`;
  return row.dropped === true;
}

/** How many tokens of the caller still work. */
export async function countTokens(sql: Database, accountId: number): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from token
    where account_id = ${accountId} and revoked_at is null and expires_at > now()`;
  return row.count;
}

/** Stores a token of the caller's. */
export async function insertToken(
  sql: Database,
  token: Pick<OwnToken, 'kind' | 'name' | 'area_code' | 'rights'> & {
    account_id: number;
    digest: Buffer;
    days: number;
    /** The wall of a display token. */
    wall_id: number | null;
  },
): Promise<OwnToken> {
  const { kind, name, area_code, rights, account_id, digest, days, wall_id } = token;
  const [row] = await sql<[OwnToken]>`
    insert into token as t (digest, kind, name, account_id, area_code, rights, expires_at, wall_id)
    values (${digest}, ${kind}, ${name}, ${account_id}, ${area_code}, ${rights}, now() + make_interval(days => ${days}),
      ${wall_id}::int)
    returning id, kind, name, area_code, (select a.name from area a where a.area_code = t.area_code) as area_name, rights,
      iso_time(created_at) as created_at, iso_time(expires_at) as expires_at, null as last_used_at, false as revoked`;
  return row;
}

/** Revokes a token that the caller made, or a wall's in their care; its name and area, undefined where there is none. */
export async function revokeToken(
  sql: Database,
  tokenId: number,
): Promise<{ name: string; area_code: string } | undefined> {
  const [row] = await sql<{ name: string; area_code: string }[]>`
    update token set revoked_at = now() where id = ${tokenId} and revoked_at is null returning name, area_code`;
  return row;
}
