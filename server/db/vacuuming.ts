import { every, type Job } from '../jobs.ts';
import type { Database } from './open.ts';

/** Rows that died or changed before a table is looked after, and their share of the living: as PostgreSQL's own autovacuum, later for small tables. */
const LEAST_ROWS = 1000;
const DEAD_SHARE = 0.2;
const CHANGED_SHARE = 0.1;
/** Time between two looks, ms. */
const LOOK_MS = 600_000;

/**
 * Gives back the room of dead rows and counts anew what the planner goes by, one table after the other; the embedded database has
 * nothing that does it by itself, and grows slow with every row that was ever changed. Its one session waits for a table's end.
 * @param sql the owner's pool. @returns the tables, in no order.
 */
export async function vacuumWorn(sql: Database): Promise<string[]> {
  const worn = await sql<{ name: string }[]>`
    select relid::regclass::text as name from pg_stat_user_tables
    where n_dead_tup > ${LEAST_ROWS} + ${DEAD_SHARE}::float8 * n_live_tup
      or n_mod_since_analyze > ${LEAST_ROWS} + ${CHANGED_SHARE}::float8 * n_live_tup`;
  for (const { name } of worn) await sql.unsafe(`vacuum (analyze) ${name}`);
  return worn.map(({ name }) => name);
}

/** Looks after the embedded database's tables until stopped. */
export function startVacuuming(sql: Database, onFault: (error: unknown) => void): Job {
  return every(LOOK_MS, () => vacuumWorn(sql), onFault);
}
