import { createHash } from 'node:crypto';
import type { Sealer } from '../access/sealing.ts';
import { type Config, ConfigError } from '../config.ts';
import { connectPostgres, type Database, type OpenDatabase } from './open.ts';

/**
 * The pool that requests use. It logs in as a role that owns nothing and passes every row policy, so that no mistake in a
 * query, and nothing smuggled into one, can see more than the caller may: the address in DATABASE_API_URL, else a login of
 * our own whose password follows from the data key, so that every server of a deployment knows it and nobody writes it down.
 * @throws ConfigError where there is no such login or it has more rights than it should.
 */
export async function openApiPool(
  database: OpenDatabase,
  config: Pick<Config, 'databaseApiUrl'>,
  sealer: Sealer,
): Promise<Database> {
  const pool = await poolOf(database, config, sealer);
  try {
    await checkRights(pool);
    return pool;
  } catch (error) {
    await pool.end({ timeout: 1 });
    throw error;
  }
}

async function poolOf(database: OpenDatabase, { databaseApiUrl }: Pick<Config, 'databaseApiUrl'>, sealer: Sealer) {
  if (database.embedded) return database.connectAs('jingwei_api');
  if (databaseApiUrl) return connectPostgres(databaseApiUrl);
  const { name, password } = await makeLogin(database.sql, sealer);
  return database.connectAs(name, password);
}

/** Makes or renews the login of this database: roles are shared by all databases of a server. */
async function makeLogin(sql: Database, sealer: Sealer): Promise<{ name: string; password: string }> {
  const [row] = await sql<[{ database: string }]>`select current_database() as database`;
  const name = `jingwei_api_${createHash('sha256').update(row.database).digest('hex').slice(0, 10)}`;
  const password = sealer.sign('database login', row.database);
  try {
    await sql.unsafe(`do $$ begin
        if not exists (select from pg_roles where rolname = '${name}') then create role ${name}; end if;
      exception when duplicate_object or unique_violation then null; end $$;
      alter role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole password '${password}';
      grant jingwei_api to ${name}`);
  } catch (error) {
    throw new ConfigError(
      `the database user of DATABASE_URL may not make logins (${(error as Error).message}); make one in role jingwei_api and name it in DATABASE_API_URL`,
    );
  }
  return { name, password };
}

async function checkRights(pool: Database): Promise<void> {
  const [row] = await pool<[{ strong: boolean; member: boolean; owner: boolean }]>`
    select rolsuper or rolbypassrls as strong, pg_has_role('jingwei_api', 'member') as member,
      pg_has_role((select relowner from pg_class where oid = 'household'::regclass), 'usage') as owner
    from pg_roles where rolname = current_user`.catch((error: Error) => {
    throw new ConfigError(
      `the API cannot log in to the database (${error.message}); name a login in role jingwei_api in DATABASE_API_URL`,
    );
  });
  if (row.strong || row.owner) {
    throw new ConfigError(
      'DATABASE_API_URL names a user that passes by the row policies; name one that is only in role jingwei_api',
    );
  }
  if (!row.member) throw new ConfigError('DATABASE_API_URL names a user that is not in role jingwei_api');
}
