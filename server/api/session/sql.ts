import type { Caller } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';

/** What signing in needs to know of a login. */
export interface SignInFacts {
  account_id: number;
  /** Null for an account that signs in elsewhere. */
  password_hash: string | null;
  disabled: boolean;
}

/** The account of a login; null where there is none. */
export async function findSignInFacts(sql: Database, login: string): Promise<SignInFacts | null> {
  const [row] = await sql<[{ facts: SignInFacts | null }]>`select sign_in_facts(${login}) as facts`;
  return row.facts;
}

/** The account bound to somebody at an OpenID provider; null where there is none, or it is disabled. */
export async function findOpenidAccount(sql: Database, issuer: string, subject: string): Promise<number | null> {
  const [row] = await sql<[{ id: number | null }]>`select openid_account(${issuer}, ${subject}) as id`;
  return row.id;
}

/** Begins a session; false where the account is disabled or gone. */
export async function insertSession(
  sql: Database,
  session: { account_id: number; digest: Buffer; idle_s: number; lifetime_s: number; client: string },
): Promise<boolean> {
  const { account_id, digest, idle_s, lifetime_s, client } = session;
  const [row] = await sql<[{ id: number | null }]>`
    select start_session(${account_id}, ${digest}, ${idle_s}, ${lifetime_s}, ${client}) as id`;
  return row.id !== null;
}

/** Goes on in this transaction as whoever holds a credential; null where it is none. */
export async function enterAs(sql: Database, digest: Buffer, today: string): Promise<Caller | null> {
  const [row] = await sql<[{ caller: Caller | null }]>`select enter_request(${digest}, ${today}::date) as caller`;
  return row.caller;
}

/** Ends the session with this secret, if it is one. */
export async function endSession(sql: Database, digest: Buffer): Promise<void> {
  await sql`select end_session(${digest})`;
}

/** Stores the caller's password as hashed anew, unless it was changed meanwhile. */
export async function replaceHash(sql: Database, oldHash: string, newHash: string): Promise<void> {
  await sql`select rehash_password(${oldHash}, ${newHash})`;
}

/** Writes down that a known login was tried in vain. */
export async function insertFailedSignIn(sql: Database, login: string, how: Record<string, string>): Promise<void> {
  await sql`select record_failed_sign_in(${login}, ${sql.json(how)})`;
}

/** Whether every person of this deployment is invented. */
export async function isDemo(sql: Database): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`select demo from deployment`;
  return row?.demo ?? false;
}

/** The caller's second factor; null where there is none. The secret is sealed. */
export async function findFactor(
  sql: Database,
  accountId: number,
): Promise<{ secret: Buffer; confirmed: boolean } | null> {
  const [row] = await sql<[{ facts: { secret: string; confirmed: boolean } | null }]>`
    select second_factor_facts(${accountId}) as facts`;
  return row.facts && { secret: Buffer.from(row.facts.secret, 'base64'), confirmed: row.facts.confirmed };
}

/** Takes the step of a code for the caller and marks their session; false where that step, or a later one, was taken before. */
export async function takeStep(sql: Database, step: number, sessionId: number): Promise<boolean> {
  const [row] = await sql<[{ taken: boolean }]>`select take_second_factor(${step}::bigint, ${sessionId}) as taken`;
  return row.taken;
}
