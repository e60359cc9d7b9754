import type { SearchHit } from '../../server/api/search/schema.ts';

const key = 'jingwei.recent-searches';
const most = 6;

/** The parts of a storage that are needed; the browser's own may be switched off and then throws. */
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was found and opened lately, newest first; empty where the browser keeps nothing. */
export function recentSearches(shelf: Shelf = localStorage): SearchHit[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isHit).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Puts a hit first in the list. */
export function rememberSearch(hit: SearchHit, shelf: Shelf = localStorage): void {
  const others = recentSearches(shelf).filter(({ kind, id }) => kind !== hit.kind || id !== hit.id);
  try {
    shelf.setItem(key, JSON.stringify([hit, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing has no recent searches.
  }
}

/** Empties the list. */
export function forgetSearches(shelf: Shelf = localStorage): void {
  try {
    shelf.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function isHit(value: unknown): value is SearchHit {
  const hit = value as Partial<SearchHit> | null;
  return (
    typeof hit?.kind === 'string' &&
    typeof hit.id === 'string' &&
    typeof hit.name === 'string' &&
    typeof hit.detail === 'string' &&
    Array.isArray(hit.centre)
  );
}
