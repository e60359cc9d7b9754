import { type Cell, peopleCells, type Reach } from '../../access/suppression.ts';
import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';

/** The level of an area; undefined where there is no such area. */
export async function findLevel(sql: Database, areaCode: string): Promise<string | undefined> {
  const [row] = await sql<{ level: string }[]>`select level from area where area_code = ${areaCode}`;
  return row?.level;
}

/** Codes of the areas of a level at or below a code, where the caller reaches, in order. */
export async function listCodes(
  sql: Database,
  { below, level, prefixes }: { below: string; level: string } & Pick<Reach, 'prefixes'>,
): Promise<string[]> {
  const rows = await sql<{ area_code: string }[]>`
    select area_code from area
    where level = ${level} and ${within(sql, 'area_code', below)} and area_code ^@ any (${prefixes}::text[])
    order by area_code`;
  return rows.map((row) => row.area_code);
}

/** The cells of a question by area and category; a cell that counts nobody may be missing. */
export function listCells(
  sql: Database,
  question: Parameters<typeof peopleCells>[1],
): Promise<(Cell & { area_code: string; category: string | null })[]> {
  return sql<(Cell & { area_code: string; category: string | null })[]>`
    select area_code, category, sure_sum, small_count from ${peopleCells(sql, question)} people`;
}
