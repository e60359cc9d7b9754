import type { Page } from '../../../server/api/wire.ts';

/** Most rows that are fetched of one list. */
export const MOST_ROWS = 4000;
/** Rows of one page. */
const PAGE_ROWS = 200;

/** Which page of a list, as it is asked for. */
export interface PageQuery {
  limit: string;
  page?: string;
}

/** Rows of a list. */
export interface AllRows<Row> {
  items: Row[];
  /** True: there are more of them, which were not fetched. */
  cut: boolean;
}

/**
 * The rows of a list, at most 4,000, fetched page by page: `allRows((page) => answer(api.squads.$get({ query: { area_code, ...page } })))`.
 * @throws what asking for a page throws.
 */
export async function allRows<Row>(ask: (page: PageQuery) => Promise<Page<Row>>): Promise<AllRows<Row>> {
  const items: Row[] = [];
  let next: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit: String(PAGE_ROWS), ...(next && { page: next }) });
    items.push(...page.items);
    next = page.next;
  } while (next && items.length < MOST_ROWS);
  return { items, cut: next !== null };
}
