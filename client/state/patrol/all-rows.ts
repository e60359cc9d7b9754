import type { Page } from '../../../server/api/wire.ts';

/** Most rows that are fetched of one list, and on one page. */
const MOST_ROWS = 4000;
const PAGE_ROWS = 200;

/** Which page of a list, as it is asked for. */
export interface PageQuery {
  limit: string;
  page?: string;
}

/**
 * The rows of a list, fetched page by page: `allRows((page) => answer(api.squads.$get({ query: { area_code, ...page } })))`.
 * @throws what asking for a page throws.
 */
export async function allRows<Row>(ask: (page: PageQuery) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit: String(PAGE_ROWS), ...(next && { page: next }) });
    rows.push(...page.items);
    next = page.next;
  } while (next && rows.length < MOST_ROWS);
  return rows;
}
