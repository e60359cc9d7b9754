import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../server/db/open.ts';
import { insertTown } from '../fixtures/town.ts';
import { createTestDatabase } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `openDatabase` takes to reach this suite's database. */
    database: { databaseUrl: string | undefined; dataFolder: string };
  }
}

/** Makes the suite's database once: migrated, with the fixture town in it. Tests leave it as they found it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-test-'));
  const made = project.config.env.TEST_ENGINE === 'postgis' ? await createTestDatabase() : undefined;
  const address = { databaseUrl: made?.url, dataFolder };
  const database: OpenDatabase = await openDatabase(address);
  await migrate(database.sql);
  await insertTown(database.sql);
  project.provide('database', address);
  return async () => {
    await database.close();
    await made?.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  };
}
