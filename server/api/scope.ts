import type { Database } from '../db/open.ts';
import { notFound } from '../errors.ts';

/**
 * SQL condition: the row lies in an area. Codes are digits under collation "C", so everything below a prefix stands
 * between the prefix and the prefix followed by ':', the character after '9'.
 * @param column name of an `area_code` column, with its alias where one is needed.
 */
export function within(sql: Database, column: string, prefix: string) {
  return sql`${sql(column)} >= ${prefix} and ${sql(column)} < ${`${prefix}:`}`;
}

/** The same as `and …`, or nothing where no area was asked for. */
export function andWithin(sql: Database, column: string, prefix: string | undefined) {
  return prefix === undefined ? sql`` : sql`and ${within(sql, column, prefix)}`;
}

/** Where a list is empty, tells an area that holds nothing from one that does not exist (404). */
export async function requireArea(sql: Database, areaCode: string): Promise<void> {
  const [area] = await sql`select 1 from area where ${within(sql, 'area_code', areaCode)} limit 1`;
  if (!area) throw notFound({ 'zh-CN': '区域', en: 'area' }, areaCode);
}
