import postgres, { type Sql } from 'postgres';
import type { Config } from '../config.ts';
import { openEmbedded } from './embedded.ts';

/** A pool of connections or one transaction: what every query function takes first. */
export type Database = Sql;

/** Where a database is: enough for another thread to open it too. */
export type DatabaseAddress = Pick<Config, 'databaseUrl' | 'dataFolder'>;

/** An open database and how to let go of it. */
export interface OpenDatabase {
  sql: Database;
  address: DatabaseAddress;
  /** True for PGlite in a child process; it has no `listen/notify`, `copy` or `ST_AsMVT`. */
  embedded: boolean;
  /** A second pool on the same database as another user, closed by whoever asked for it. The embedded one asks for no password. */
  connectAs(user: string, password?: string): Database;
  close(): Promise<void>;
}

/** Connections of a pool: to PostgreSQL, and to the embedded database, whose one session serves all in turn. */
const POOL = 10;
const EMBEDDED_POOL = 4;

const options = {
  onnotice: () => {},
  // Counts and ids are cast to int and measures to float8 in SQL; times travel as the text that the query made.
  transform: { undefined: null },
  // Answers take milliseconds: compiling their queries first (jit) costs more than it saves. The driver sends no `false`.
  connection: { application_name: 'jingwei', timezone: 'UTC', jit: 'off' },
} satisfies postgres.Options<Record<string, postgres.PostgresType>>;

/** A pool on a PostgreSQL server, as the user of its address or as another. Nothing is asked of it yet. */
export function connectPostgres(url: string, login?: { user: string; password: string }): Database {
  return postgres(url, { ...options, max: POOL, ...login });
}

/**
 * Opens the configured database: PostgreSQL with PostGIS at `databaseUrl`, else the embedded one.
 * @throws Error with one line saying what could not be reached.
 */
export async function openDatabase({ databaseUrl, dataFolder }: DatabaseAddress): Promise<OpenDatabase> {
  const address = { databaseUrl, dataFolder };
  if (databaseUrl) {
    const sql = connectPostgres(databaseUrl);
    try {
      await sql`select 1`;
    } catch (error) {
      await sql.end({ timeout: 1 });
      throw new Error(
        `DATABASE_URL cannot be reached: ${(error as Error).message || (error as { code?: string }).code}`,
      );
    }
    const connectAs = (user: string, password = '') => connectPostgres(databaseUrl, { user, password });
    return { sql, address, embedded: false, connectAs, close: () => sql.end({ timeout: 5 }) };
  }
  const embedded = await openEmbedded(dataFolder);
  // A second connection only lets a transaction wait its turn without stopping the pool.
  const connectAs = (user: string) =>
    postgres({ ...options, path: embedded.socketPath, user, database: 'postgres', max: EMBEDDED_POOL });
  const sql = connectAs('postgres');
  return {
    sql,
    connectAs,
    address,
    embedded: true,
    async close() {
      await sql.end({ timeout: 5 });
      await embedded.stop();
    },
  };
}
