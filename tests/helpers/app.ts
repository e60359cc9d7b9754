import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/db/open.ts';
import { townNow } from '../fixtures/town.ts';
import { testDatabase } from './database.ts';
import { fakeTiles, testConfig } from './fakes.ts';

/** The app on a database that holds the fixture town, its clock at the town's noon. */
export async function townApp(sql?: Database) {
  const database = sql ?? (await testDatabase()).sql;
  const now = await townNow(database);
  return createApp({ sql: database, config: testConfig, tiles: fakeTiles(), now: () => now });
}
