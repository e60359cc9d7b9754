import { describe, expect, it } from 'vitest';
import { incidentSorts } from '../../../../server/api/work-list/schema.ts';
import { type ListKey, listIncidents } from '../../../../server/api/work-list/sql.ts';
import type { Database } from '../../../../server/db/open.ts';
import { enterAs, rolledBack } from '../../../helpers/database.ts';

const clock = { now: new Date('2026-05-20T04:00:00Z'), time_zone: 'Asia/Shanghai' };

/** The generic plan of a statement under the row policies of a street leader, sorting made dear. */
async function planOf(ask: (sql: Database) => Promise<unknown>): Promise<string> {
  let plan = '';
  await rolledBack(async (sql) => {
    await enterAs(sql, 'street');
    await sql.unsafe('set local role jingwei_api');
    const { statement } = (await ask(sql)) as { statement: { string: string } };
    await sql.unsafe('set local enable_seqscan = off; set local enable_sort = off; set local enable_bitmapscan = off');
    await sql.unsafe('set local plan_cache_mode = force_generic_plan');
    await sql.unsafe(`prepare asked as ${statement.string}`);
    const parameters = new Set(statement.string.match(/\$\d+/g) ?? []).size;
    const rows = await sql.unsafe(`explain execute asked (${Array(parameters).fill('null').join(', ')})`);
    await sql.unsafe('deallocate asked');
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  return plan;
}

// A comparison that might tell something of a row stays out of an index under a row policy: then each page would read all before it.
describe('a page far down the list begins at its place in an index', () => {
  const key: ListKey = [5, '2026-05-01 00:00:00+00', 3];
  const index = {
    newest: /incident_(open_)?time/,
    oldest: /incident_(open_)?time/,
    due: /incident_due/,
    severity: /incident_severity/,
  };

  it.each(incidentSorts)('%s', async (sort) => {
    const plan = await planOf((sql) =>
      listIncidents(sql, { area_code: '990106001', status: 'open', sort, after: key, limit: 50 }, clock),
    );
    expect(plan).toMatch(new RegExp(`Index Scan (Backward )?using ${index[sort].source} on incident`));
    expect(plan).toMatch(/Index Cond: .*ROW\(.*\) [<>] ROW\(/);
  });
});
