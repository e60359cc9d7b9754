import type { Database } from './open.ts';

/**
 * Runs work in a transaction (its own, or the caller's) in which the registers keep no past: what it writes is no change of what
 * is known, as sealing anew, or is to leave no trace, as erasing a person.
 */
export async function unrecorded<Result>(sql: Database, work: (sql: Database) => Promise<Result>): Promise<Result> {
  if (!('savepoint' in sql))
    return (await sql.begin((step) => unrecorded(step as unknown as Database, work))) as Result;
  await sql`set local jingwei.unrecorded = 'on'`;
  const result = await work(sql);
  await sql`set local jingwei.unrecorded = ''`;
  return result;
}
