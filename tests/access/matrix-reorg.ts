import type { Database } from '../../server/db/open.ts';
import { townArea } from '../fixtures/town.ts';

/** Writes two renamings that are over: 601 in the north community (inside), 602 in the south (outside). */
export async function insertReorganisations(sql: Database): Promise<void> {
  for (const [id, area_code, grid] of [
    [601, townArea.north, townArea.northWest],
    [602, townArea.south, townArea.southWest],
  ] as const) {
    await sql`insert into change (id, kind, area_code, true_from) overriding system value
      values (${id}, 'reorganisation', ${area_code}, '2026-05-01')`;
    await sql`insert into area_succession (change_id, kind, from_code, from_name, to_code, to_name, household_count)
      values (${id}, 'rename', ${grid}, '旧名', ${grid}, '网格', 0)`;
  }
}
