import { listIncidentCategories } from '../api/codes/sql.ts';
import { findScope, readColumns } from '../api/statistics/sql.ts';
import type { Database } from '../db/open.ts';
import { type LoopTotals, loopTotals } from '../statistics/loop.ts';

/** The loop of an area over a span, and by what its numbers are told apart. */
export interface LoopOfArea {
  totals: LoopTotals;
  categories: string[];
  levels: string[];
  children: { area_code: string; name: string }[];
}

/**
 * What the incidents of a span come to.
 * @param edges moments at which the parts of the span begin, and at which it ends. @param now by when what is then open is overdue.
 */
export async function loopOfArea(
  sql: Database,
  area_code: string,
  { edges, now }: { edges: readonly Date[]; now: Date },
): Promise<LoopOfArea> {
  const scope = await findScope(sql, area_code);
  if (!scope) throw new Error(`there is no area ${area_code}`);
  const categories = await listIncidentCategories(sql);
  const since = edges[0]!;
  const until = edges.at(-1)!;
  const span = { since, until, reckoned_at: now < until ? now : until };
  const columns = await readColumns(sql, { area_code }, span, { ...scope, categories });
  const minutes = edges.map((edge) => (edge.getTime() - since.getTime()) / 60_000);
  const totals = loopTotals(columns, { edges: minutes.slice(0, -1), end_min: minutes.at(-1)! });
  return { totals, categories, levels: scope.levels, children: scope.children };
}

/** Ratings of 4 or 5 among all, whole per cent; null where nobody rated. */
export function satisfiedShare(ratings: LoopTotals['ratings']): number | null {
  const rated = ratings.reduce((sum, count) => sum + count, 0);
  return rated === 0 ? null : Math.round((100 * (ratings[3] + ratings[4])) / rated);
}
