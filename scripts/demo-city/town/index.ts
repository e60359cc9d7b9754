import type { Database } from '../../../server/db/open.ts';
import { planTown } from './plan.ts';
import { insertTown } from './rows.ts';

/**
 * Plans the town of a seed and writes its areas, ground, compounds and buildings (source `demo`), all or nothing.
 * Inside a transaction of the caller's it uses that one.
 * @throws the database's error when the town is there already.
 */
export async function buildTown(
  sql: Database,
  options: { seed: string; onProgress?: (done: number, total: number) => void },
): Promise<void> {
  const plan = planTown(options.seed);
  const report = options.onProgress ?? (() => {});
  // A transaction has no `begin` of its own, and needs none.
  if (!('begin' in sql)) return insertTown(sql, plan, report);
  await sql.begin((transaction) => insertTown(transaction as unknown as Database, plan, report));
}
