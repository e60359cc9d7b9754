import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { migrate } from '../../../server/db/migrate.ts';
import { type Database, openDatabase } from '../../../server/db/open.ts';
import { insertTown } from '../../fixtures/town.ts';
import { testDatabase, undone } from '../../helpers/database.ts';
import { createTestDatabase } from '../../helpers/postgres.ts';

/** A database that imports may lock and commit into without disturbing tests that run at the same time. */
export interface OwnDatabase {
  sql: Database;
  /** What `openDatabase` takes to reach it from another process. */
  address: { databaseUrl: string | undefined; dataFolder: string };
}

let own: Promise<OwnDatabase & { drop(): Promise<void> }> | undefined;

/** On PostGIS a database of this test file's own with the fixture town; the embedded one runs one file at a time and is shared. */
export function ownDatabase(): Promise<OwnDatabase> {
  own ??= inject('database').databaseUrl ? create() : shared();
  return own;
}

afterAll(async () => {
  await (await own)?.drop();
  own = undefined;
});

async function shared() {
  const { sql } = await testDatabase();
  return { sql, address: inject('database'), drop: async () => {} };
}

async function create() {
  const made = await createTestDatabase();
  const address = { databaseUrl: made.url, dataFolder: mkdtempSync(path.join(os.tmpdir(), 'jingwei-import-')) };
  const { sql, close } = await openDatabase(address);
  await migrate(sql);
  await insertTown(sql);
  return {
    sql,
    address,
    async drop() {
      await close();
      await made.drop();
      rmSync(address.dataFolder, { recursive: true, force: true });
    },
  };
}

/** Runs a test in a transaction that is undone afterwards, also when it fails. */
export async function rolledBack(test: (sql: Database) => Promise<void>): Promise<void> {
  await undone((await ownDatabase()).sql, test);
}
