import { session } from '../../state/session.ts';
import type { DraftBook } from './draft-book.ts';

/** Nobody gets what another account has begun in the same tab. */
const keyOf = (buildingId: number) => `jw-doors ${session.caller?.account_id} ${buildingId}`;

/** Strokes that this tab has not saved; none where it has none, or they cannot be read. */
export function keptStrokes(buildingId: number): DraftBook['strokes'] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(buildingId)) ?? '[]');
  } catch {
    return [];
  }
}

/** Keeps strokes until they are saved or the tab is closed; a browser that keeps nothing keeps none. */
export function keepStrokes(buildingId: number, strokes: DraftBook['strokes']): void {
  try {
    if (strokes.length > 0) sessionStorage.setItem(keyOf(buildingId), JSON.stringify(strokes));
    else sessionStorage.removeItem(keyOf(buildingId));
  } catch {
    // Only what is on the screen is left then, which the page warns about.
  }
}
