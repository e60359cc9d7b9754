import { createDatabase, type MadeDatabase } from '../../scripts/own-database.ts';

/** A database of its own on the throw-away server whose address is in TEST_DATABASE_URL. */
export function createTestDatabase(): Promise<MadeDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test, which starts a PostgreSQL');
  return createDatabase(server);
}
