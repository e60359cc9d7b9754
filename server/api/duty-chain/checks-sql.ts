import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { CheckGroup, DutyFinding, DutySigns } from './schema.ts';

/** Which findings a page holds. */
export interface FindingFilter {
  area_code: string;
  /** `YYYY-MM-DD`. */
  today: string;
  group?: CheckGroup | undefined;
  after?: [code: string, area_code: string, kind: string, id: number] | undefined;
  limit: number;
}

/** How many of the lowest areas lie below one. */
export async function countGrids(sql: Database, areaCode: string): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from area
    where ${within(sql, 'area_code', areaCode)} and level = (select level from area_level order by position desc limit 1)`;
  return row.count;
}

/** Findings in order of group, code, area, kind and number, and how many there are of each group; one more than `limit`. */
export async function listFindings(
  sql: Database,
  { area_code, today, group, after, limit }: FindingFilter,
): Promise<{ counts: Partial<Record<CheckGroup, number>>; items: DutyFinding[] }> {
  const [code, area, kind, id] = after ?? ['', '', '', 0];
  const [row] = await sql<{ counts: Partial<Record<CheckGroup, number>> | null; items: DutyFinding[] | null }[]>`
    with found as materialized (select * from duty_findings(${area_code}, ${today}::date)),
    page as (
      select * from found where ${group ?? null}::text is null or check_group = ${group ?? null}
    ), cut as (
      select * from page where (code, area_code, kind, id) > (${code}, ${area}, ${kind}, ${id}::int)
      order by code, area_code, kind, id limit ${limit})
    select (select json_object_agg(check_group, count) from (
        select check_group, count(*)::int from found group by check_group) counted) as counts,
      (select json_agg(cut order by code, area_code, kind, id) from cut) as items`;
  return { counts: row!.counts ?? {}, items: row!.items ?? [] };
}

/** Areas with a gap or a double below a code, in order of code. */
export async function listSigns(sql: Database, areaCode: string, today: string): Promise<DutySigns> {
  const rows = await sql<{ area_code: string; gap: boolean }[]>`
    with found as materialized (select * from duty_findings(${areaCode}, ${today}::date))
    select area_code, code not in ('grid_head_double', 'worker_in_two_grids', 'area_overlap') as gap from found where kind = 'area'
    union
    select detail ->> 'other_code', false from found where code = 'area_overlap'
    order by 1`;
  const signs = new Map<string, 'gap' | 'double'>();
  for (const { area_code, gap } of rows) {
    if (gap || !signs.has(area_code)) signs.set(area_code, gap ? 'gap' : 'double');
  }
  return { area_code: [...signs.keys()], sign: [...signs.values()] };
}
