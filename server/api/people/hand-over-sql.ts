import type { Database } from '../../db/open.ts';
import type { HandOver } from './schema.ts';
import type { GrantRow } from './sql.ts';

/** Which hand-overs a list holds: within an area, before a number. */
export interface HandOverFilter {
  area_code?: string | undefined;
  before?: number | undefined;
  limit: number;
}

/** Hand-overs that the caller may see, the newest first; one more than `limit`, if there are so many. */
export function listHandOvers(sql: Database, filter: HandOverFilter): Promise<HandOver[]> {
  return selectHandOvers(
    sql,
    sql`h.area_code ^@ ${filter.area_code ?? ''} and h.id < ${filter.before ?? 2_147_483_647}
      order by h.id desc limit ${filter.limit + 1}`,
  );
}

/** Writes a hand-over down, as it is then shown. */
export async function insertHandOver(
  sql: Database,
  given: { grant: GrantRow; to_account_id: number; effective_on: string; note: string | undefined },
): Promise<HandOver> {
  const { role, area_code, building_id, department, account_id } = given.grant;
  const [row] = await sql<[{ id: number }]>`
    insert into hand_over (role, area_code, building_id, department, from_account_id, to_account_id, effective_on, note, made_by)
    values (${role}, ${area_code}, ${building_id}, ${department}, ${account_id}, ${given.to_account_id}, ${given.effective_on},
      ${given.note ?? null}, current_account()) returning id`;
  const [shown] = await selectHandOvers(sql, sql`h.id = ${row.id}`);
  return shown!;
}

function selectHandOvers(sql: Database, which: ReturnType<Database>): Promise<HandOver[]> {
  return sql<HandOver[]>`
    select h.id, h.role, h.department, h.area_code, a.name as area_name, coalesce(f.display_name, '—') as from_name,
      coalesce(t.display_name, '—') as to_name, h.effective_on::text, h.note, m.display_name as made_by_name,
      iso_time(h.made_at) as made_at
    from hand_over h left join area a using (area_code) left join account f on f.id = h.from_account_id
      left join account t on t.id = h.to_account_id left join account m on m.id = h.made_by
    where ${which}`;
}
