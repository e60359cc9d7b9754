import type { Page } from '../../../server/api/wire.ts';
import type { Ask } from './ask.ts';

/** Most rows that are fetched of one list, and on one page. */
const MOST_ROWS = 4000;
const PAGE_ROWS = 200;

/**
 * The rows of a list, fetched page by page: `allRows<PatrolPoint>(ask, 'patrol-points', { area_code })`.
 * @throws ApiError as `ask` does.
 */
export async function allRows<Row>(ask: Ask, path: string, query: Record<string, string>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const search = new URLSearchParams({ ...query, limit: String(PAGE_ROWS), ...(next && { page: next }) });
    const page: Page<Row> = await ask<Page<Row>>('GET', `${path}?${search}`);
    rows.push(...page.items);
    next = page.next;
  } while (next && rows.length < MOST_ROWS);
  return rows;
}
