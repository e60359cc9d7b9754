import type { Database } from '../../server/db/open.ts';
import { rolledBack } from './database.ts';

/** The generic plan of the statement that a query function has sent, table scans and sorts made dear. @param how `verbose`: with what it reads. */
export async function planOf(
  ask: (sql: Database) => Promise<unknown>,
  how: 'costs' | 'verbose' = 'costs',
): Promise<string> {
  let plan = '';
  await rolledBack(async (sql) => {
    const { statement } = (await ask(sql)) as { statement: { string: string } };
    const parameters = new Set(statement.string.match(/\$\d+/g) ?? []).size;
    await sql.unsafe('set local enable_seqscan = off; set local enable_sort = off; set local enable_bitmapscan = off');
    await sql.unsafe('set local plan_cache_mode = force_generic_plan');
    await sql.unsafe(`prepare asked as ${statement.string}`);
    const rows = await sql.unsafe(`explain (${how}) execute asked (${Array(parameters).fill('null').join(', ')})`);
    await sql.unsafe('deallocate asked');
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  return plan;
}
