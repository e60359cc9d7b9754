import type { Database } from '../../db/open.ts';

/** Every category that an incident bears, in order, at most 200. */
export async function listIncidentCategories(sql: Database): Promise<string[]> {
  const [row] = await sql<[{ categories: string[] }]>`select incident_categories() as categories`;
  return row.categories;
}
