import type { PlanPoint } from '../api/patrol-plans/schema.ts';
import type { Database } from '../db/open.ts';

/** Numbers of those points of plans that stand for incidents which are about persons at home by now. */
export async function listHomes(sql: Database, points: readonly Pick<PlanPoint, 'id'>[]): Promise<Set<number>> {
  // A point of an incident has its number below zero.
  const incidents = points.flatMap(({ id }) => (id < 0 ? -id : []));
  if (incidents.length === 0) return new Set();
  const rows = await sql<{ id: number }[]>`select home as id from incidents_at_home(${incidents}::int[]) home`;
  return new Set(rows.map(({ id }) => -id));
}
