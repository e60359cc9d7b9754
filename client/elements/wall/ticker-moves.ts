import type { EventKind } from '../../../server/api/incidents/schema.ts';
import type { WallMove } from '../../../server/api/wall/schema.ts';

/** Entries of a record that say nothing of how a matter goes. */
const silent: readonly EventKind[] = ['found', 'noted', 'corrected', 'reminded', 'imported', 'joined'];

/** Some of the last moves that are worth telling, newest first. @param moves oldest first @param skip how many stand on other screens */
export function tickerMoves(moves: readonly WallMove[], skip: number, count: number): WallMove[] {
  const told: WallMove[] = [];
  for (let index = moves.length - 1; index >= 0 && told.length < skip + count; index--) {
    const move = moves[index]!;
    if (!silent.includes(move.kind)) told.push(move);
  }
  return told.slice(skip);
}
