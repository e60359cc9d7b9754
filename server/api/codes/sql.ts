import type { Database } from '../../db/open.ts';

/** Every category that an incident bears, in order, at most 200: one step in the index for each. */
export async function listIncidentCategories(sql: Database): Promise<string[]> {
  const rows = await sql<{ category: string }[]>`
    with recursive used as (
      (select category from incident order by category limit 1)
      union all
      select (select category from incident where category > used.category order by category limit 1)
      from used where used.category is not null
    )
    select category from used where category is not null limit 200`;
  return rows.map(({ category }) => category);
}
