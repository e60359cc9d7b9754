import type { Database } from '../db/open.ts';
import type { Past } from '../past/look-back.ts';
import type { Caller } from './caller.ts';

/** Longest statement of a request, in ms: whoever asked has been told to come back by then. */
const STATEMENT_MS = 15_000;

/** How a request enters the database. */
export interface Entrance {
  /** SHA-256 of the session's or token's secret; undefined for somebody who is not signed in. */
  digest: Buffer | undefined;
  /** Day by which duties begin and end, `YYYY-MM-DD`. */
  today: string;
  readOnly: boolean;
  /** The day that the request looks at instead of today. */
  past?: Pick<Past, 'on' | 'at' | 'known'> | undefined;
}

/**
 * Runs work in a transaction that has the rights of the caller and no others: `jingwei_api` with the scopes of their
 * grants, under every row policy. `caller` is null where nobody is signed in. What the work throws undoes it.
 */
export async function enter<Result>(
  database: Database,
  { digest, today, readOnly, past }: Entrance,
  work: (sql: Database, caller: Caller | null) => Promise<Result>,
): Promise<Result> {
  return inTransaction(database, readOnly, async (sql) => {
    // Sent together with the query behind them: one round trip. Both end with the transaction.
    const set = sql.unsafe(
      `set local role jingwei_api; set local statement_timeout = ${STATEMENT_MS}${past ? lookingAt(past) : ''}`,
    );
    const [, [row]] = await Promise.all([set, enterRequest(sql, digest, today)]);
    return work(sql, row.caller);
  });
}

/** The rights of a job that reckons what the leaders of an area see of it. */
const jobRights = ['map', 'counts', 'places', 'patrol', 'arrange'];

/**
 * Runs a job's work on an area as its leaders would, under every row policy, on nobody's account. What it throws undoes it.
 * @param more rights that the work needs besides.
 */
export function enterForArea<Result>(
  database: Database,
  areaCode: string,
  work: (sql: Database) => Promise<Result>,
  more: readonly string[] = [],
): Promise<Result> {
  return inTransaction(database, false, async (sql) => {
    const rights = Object.fromEntries([...jobRights, ...more].map((right) => [right, [areaCode]]));
    await sql`select set_config('jingwei.caller', ${JSON.stringify({ rights, buildings: {} })}, true)`;
    await sql.unsafe('set local role jingwei_api');
    return work(sql);
  });
}

/** Every name that has a past is then looked up there first; days and moments have been read, and are none but that. */
function lookingAt({ on, at, known }: NonNullable<Entrance['past']>): string {
  return `; set local search_path = past, public; set local jingwei.as_of = '${on}'; set local jingwei.as_at = '${at.toISOString()}';
    set local jingwei.as_known = '${known?.toISOString() ?? ''}'`;
}

/** Who holds a credential, in one question and without entering: for whoever asks nothing else of the database. */
export async function findCaller(
  database: Database,
  { digest, today }: Pick<Entrance, 'digest' | 'today'>,
): Promise<Caller | null> {
  const [row] = await enterRequest(database, digest, today);
  return row.caller;
}

/** Sets the caller's rights in the transaction; without a credential, none. */
function enterRequest(sql: Database, digest: Buffer | undefined, today: string) {
  return sql<[{ caller: Caller | null }]>`select enter_request(${digest ?? null}::bytea, ${today}::date) as caller`;
}

/** A transaction of the caller's (as tests have) takes a savepoint, after which its own role and rights stand again. */
async function inTransaction<Result>(
  database: Database,
  readOnly: boolean,
  work: (sql: Database) => Promise<Result>,
): Promise<Result> {
  const step = (sql: unknown) => work(sql as Database);
  if (!('savepoint' in database)) return (await database.begin(readOnly ? 'read only' : 'read write', step)) as Result;
  const outer = database as unknown as { savepoint(step: (sql: unknown) => Promise<Result>): Promise<Result> };
  try {
    return await outer.savepoint(step);
  } finally {
    await leave(database);
  }
}

/** Ends the rights of a request whose transaction goes on. */
async function leave(sql: Database): Promise<void> {
  await sql.unsafe(`set local role none; set local jingwei.caller to default; set local statement_timeout to default;
    set local search_path to default; set local jingwei.as_of to default; set local jingwei.as_at to default;
    set local jingwei.as_known to default`);
}
