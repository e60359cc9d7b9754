import { openKeys } from '../access/keys.ts';
import type { Sealer } from '../access/sealing.ts';
import type { Config } from '../config.ts';
import { openApiPool } from './api-pool.ts';
import { migrate } from './migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from './open.ts';

/** An open database at this version, with the keys to what is sealed in it. */
export interface OpenDeployment extends OpenDatabase {
  /** The pool that requests use: it passes every row policy and sees nothing without a caller's rights. */
  api: Database;
  sealer: Sealer;
}

/**
 * Opens the configured database, brings it to this version and opens its keys.
 * @throws ConfigError or Error with one line for the operator.
 */
export async function openDeployment(config: Config): Promise<OpenDeployment> {
  const database = await openDatabase(config);
  try {
    await migrate(database.sql, (sql) => openKeys(sql, config));
    const sealer = await openKeys(database.sql, config);
    const api = await openApiPool(database, config, sealer);
    const close = async () => {
      await api.end({ timeout: 5 });
      await database.close();
    };
    return { ...database, api, sealer, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
