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
  close(): Promise<void>;
}

const options = {
  onnotice: () => {},
  // Counts and ids are cast to int and measures to float8 in SQL; times travel as the text that the query made.
  transform: { undefined: null },
  // Answers take milliseconds: compiling their queries first (jit) costs more than it saves. The driver sends no `false`.
  connection: { application_name: 'jingwei', timezone: 'UTC', jit: 'off' },
} satisfies postgres.Options<Record<string, postgres.PostgresType>>;

/**
 * Opens the configured database: PostgreSQL with PostGIS at `databaseUrl`, else the embedded one.
 * @throws Error with one line saying what could not be reached.
 */
export async function openDatabase({ databaseUrl, dataFolder }: DatabaseAddress): Promise<OpenDatabase> {
  const address = { databaseUrl, dataFolder };
  if (databaseUrl) {
    const sql = postgres(databaseUrl, { ...options, max: 10 });
    try {
      await sql`select 1`;
    } catch (error) {
      await sql.end({ timeout: 1 });
      throw new Error(
        `DATABASE_URL cannot be reached: ${(error as Error).message || (error as { code?: string }).code}`,
      );
    }
    return { sql, address, embedded: false, close: () => sql.end({ timeout: 5 }) };
  }
  const embedded = await openEmbedded(dataFolder);
  const sql = postgres({
    ...options,
    path: embedded.socketPath,
    user: 'postgres',
    database: 'postgres',
    // One session serves all; a second connection only lets a transaction wait its turn without stopping the pool.
    max: 4,
  });
  return {
    sql,
    address,
    embedded: true,
    async close() {
      await sql.end({ timeout: 5 });
      await embedded.stop();
    },
  };
}
