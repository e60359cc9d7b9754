import type { DraftBook } from './draft-book.ts';

const keyOf = (accountId: number, buildingId: number) => `jw-doors ${accountId} ${buildingId}`;

/** Strokes that this tab has not saved; none where it has none, or they cannot be read. */
export function keptStrokes(accountId: number, buildingId: number): DraftBook['strokes'] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(accountId, buildingId)) ?? '[]');
  } catch {
    return [];
  }
}

/** Keeps strokes until they are saved or the tab is closed; a browser that keeps nothing keeps none. */
export function keepStrokes(accountId: number, buildingId: number, strokes: DraftBook['strokes']): void {
  try {
    if (strokes.length > 0) sessionStorage.setItem(keyOf(accountId, buildingId), JSON.stringify(strokes));
    else sessionStorage.removeItem(keyOf(accountId, buildingId));
  } catch {
    // Only what is on the screen is left then, which the page warns about.
  }
}
