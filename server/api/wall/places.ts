import type { Database } from '../../db/open.ts';

/** The parts of an area, in order of code: areas one level below, or where there is only one, its parts; none for a grid. */
export async function listParts(sql: Database, areaCode: string): Promise<{ area_code: string; name: string }[]> {
  const parts = await sql<{ area_code: string; name: string }[]>`
    select area_code, name from area where parent_code = ${areaCode} order by area_code`;
  if (parts.length !== 1) return [...parts];
  const smaller = await listParts(sql, parts[0]!.area_code);
  return smaller.length > 1 ? smaller : [...parts];
}

/** Length of the codes of an area's parts; of a grid, which has none, one more than its own. */
export function partDigits(areaCode: string, parts: readonly { area_code: string }[]): number {
  return parts[0]?.area_code.length ?? areaCode.length + 1;
}

/**
 * How many names at the beginning of a place (the street's first) say nothing on a wall: those of areas that hold all of its parts.
 * @param digits of the codes of the parts.
 */
export async function countCommonNames(sql: Database, digits: number): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from area_level
    where code_digits < ${digits} and position >= coalesce((select position from area_level where level = 'street'), 2)`;
  return row.count;
}

/** A place without the names that say nothing; its last name always stays. */
export function shortPlace(place: readonly string[], common: number): string[] {
  return place.slice(Math.min(common, place.length - 1));
}
