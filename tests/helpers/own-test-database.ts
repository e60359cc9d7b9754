import { inject } from 'vitest';
import { migrate } from '../../server/db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../server/db/open.ts';
import { testDatabase } from './database.ts';
import { createTestDatabase } from './postgres.ts';

/**
 * A migrated database for tests that commit, where files run side by side: on PostgreSQL an empty one of their own, on the
 * embedded database the suite's, which they leave as they found it.
 */
export async function ownTestDatabase(): Promise<OpenDatabase & { release(): Promise<void> }> {
  if (!inject('database').databaseUrl) return { ...(await testDatabase()), release: async () => {} };
  const made = await createTestDatabase();
  const database = await openDatabase({ databaseUrl: made.url, dataFolder: '' });
  await migrate(database.sql);
  return {
    ...database,
    async release() {
      await database.close();
      await made.drop();
    },
  };
}
