import { afterAll, inject } from 'vitest';
import { digestOf } from '../../server/access/credential.ts';
import type { Database } from '../../server/db/open.ts';
import { type OpenDatabase, openDatabase } from '../../server/db/open.ts';
import { vacuumWorn } from '../../server/db/vacuuming.ts';
import { secretOfTown, type TownLogin } from '../fixtures/town-accounts.ts';

let open: Promise<OpenDatabase> | undefined;

/** The suite's database, opened once a test file and closed after it; holds the fixture town. */
export function testDatabase(): Promise<OpenDatabase> {
  open ??= openDatabase(inject('database'));
  return open;
}

afterAll(async () => {
  const database = await open;
  // What was rolled back stays as dead rows, over which the files after this one would have to step.
  if (database?.embedded) await vacuumWorn(database.sql);
  await database?.close();
  open = undefined;
});

/** Runs a test in a transaction that is undone afterwards, also when it fails. */
export async function rolledBack(test: (sql: Database) => Promise<void>): Promise<void> {
  await undone((await testDatabase()).sql, test);
}

/** Sets the rights of one of the town's accounts for the rest of a test's transaction, which stays the owner's. */
export async function enterAs(sql: Database, login: TownLogin): Promise<Database> {
  await sql`select enter_request(${digestOf(secretOfTown(login))}, current_date)`;
  return sql;
}

class RolledBack extends Error {}

/** Runs statements in a transaction of this database that is undone afterwards, also when they fail. */
export async function undone(sql: Database, statements: (sql: Database) => Promise<void>): Promise<void> {
  await sql
    .begin(async (transaction) => {
      await statements(transaction as unknown as Database);
      throw new RolledBack();
    })
    .catch((error) => {
      if (!(error instanceof RolledBack)) throw error;
    });
}

/** What the database said when it refused the test's statements; fails when it took them. They are undone either way. */
export async function refused(statements: (sql: Database) => Promise<void>): Promise<string> {
  const outcome = await rolledBack(statements).catch((error: Error) => error);
  if (!outcome) throw new Error('the database took what it should have refused');
  return outcome.message;
}
