import { nextRun } from '../../access/retention.ts';
import type { Database } from '../../db/open.ts';
import type { DataClass, DataClasses, RetentionReport, RetentionRule, RetentionRun } from './schema.ts';

/** Every column with its class. */
export async function listClasses(sql: Database): Promise<DataClasses['tables']> {
  return sql<DataClasses['tables']>`
    select table_name, json_agg(json_build_object('column_name', column_name, 'class', class) order by column_name) as columns
    from data_class group by table_name order by table_name`;
}

/** The columns of some classes by table, such as `{ resident: ['birth_date', 'name'] }`. */
export async function columnsOf(sql: Database, wanted: DataClass): Promise<Record<string, string[]>> {
  const rows = await sql<{ table_name: string; columns: string[] }[]>`
    select table_name, array_agg(column_name order by column_name) as columns
    from data_class where class = ${wanted} group by table_name`;
  return Object.fromEntries(rows.map(({ table_name, columns }) => [table_name, columns]));
}

/** The rules with how many rows are over them, and the last 30 runs. */
export async function reportRetention(sql: Database, now: Date, timeZone: string): Promise<RetentionReport> {
  const rules = await sql<RetentionRule[]>`
    select rule, table_name, keep_days, retention_due(rule, ${now.toISOString()}::timestamptz) as due_count
    from retention_rule order by position`;
  const runs = await sql<RetentionRun[]>`
    select id, iso_time(ran_at) as ran_at, removed, error from retention_run where ran_at is not null
    order by ran_at desc, id desc limit 30`;
  const [waiting] = await sql<{ id: number }[]>`select id from retention_run where ran_at is null limit 1`;
  return {
    rules: [...rules],
    runs: [...runs],
    waiting: waiting !== undefined,
    next_run_at: await nextRun(sql, now, timeZone),
  };
}

/** Changes how long a rule keeps; the days until now, or undefined where there is no such rule. */
export async function keepFor(sql: Database, rule: string, keep_days: number): Promise<number | undefined> {
  const [before] = await sql<{ keep_days: number }[]>`select keep_days from retention_rule where rule = ${rule}`;
  if (before) await sql`update retention_rule set keep_days = ${keep_days} where rule = ${rule}`;
  return before?.keep_days;
}

/** Asks the job for a run; nothing is added where one waits already. */
export async function askForRun(sql: Database, account_id: number): Promise<void> {
  await sql`insert into retention_run (asked_by) values (${account_id}) on conflict do nothing`;
}

/** What of the last 90 days belongs into an assessment: counts inside the caller's areas, no names. */
export async function countLooks(
  sql: Database,
  now: string,
): Promise<{
  openings: { purpose: string; count: number }[];
  alerts: { kind: string; count: number; handled: number }[];
}> {
  const rows = await sql<{ what: string; kind: string; total: number; handled: number }[]>`
    select what, kind, total, handled from count_looks(${now}::timestamptz - interval '90 days')`;
  const of = (wanted: string) => rows.filter(({ what }) => what === wanted);
  return {
    openings: of('opening').map(({ kind, total }) => ({ purpose: kind, count: total })),
    alerts: of('alert').map(({ kind, total, handled }) => ({ kind, count: total, handled })),
  };
}

/** Settings that protect people, as they stand. */
export async function readMeasures(
  sql: Database,
): Promise<{ small_count_below: number; second_factor_roles: string[] }> {
  const [row] = await sql<[{ small_count_below: number; second_factor_roles: string[] }]>`
    select small_count_below, array(select role from role where second_factor_required order by rank, role)
      as second_factor_roles from deployment`;
  return row;
}
