import type { Database } from './open.ts';

/**
 * Tells the planner what tables hold: nobody does so later in the embedded database. Geometry is left out: with
 * statistics of two layers that lie far apart, its PostGIS 3.6 ends a spatial join with "invalid function selectivity".
 */
export async function gatherStatistics(sql: Database, tables: readonly string[]): Promise<void> {
  const columns = await sql<{ name: string; list: string }[]>`
    select table_name as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list
    from information_schema.columns
    where table_schema = current_schema() and table_name in ${sql(tables)} and udt_name <> 'geometry'
    group by table_name`;
  for (const { name, list } of columns) await sql.unsafe(`analyze ${name} (${list})`);
}
