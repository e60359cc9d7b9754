import type { EventKind } from '../../../server/api/incidents/schema.ts';
import type { WallMove } from '../../../server/api/wall/schema.ts';

/** Entries of a record that say nothing of how a matter goes. */
const silent: readonly EventKind[] = ['found', 'noted', 'corrected', 'reminded', 'imported', 'joined'];

/** The last move of each of some incidents that moved last, newest first. @param moves oldest first @param skip how many stand on other screens */
export function tickerMoves(moves: readonly WallMove[], skip: number, count: number): WallMove[] {
  const told: WallMove[] = [];
  const incidents = new Set<number>();
  for (let index = moves.length - 1; index >= 0 && told.length < skip + count; index--) {
    const move = moves[index]!;
    if (silent.includes(move.kind) || incidents.has(move.incident_id)) continue;
    incidents.add(move.incident_id);
    told.push(move);
  }
  return told.slice(skip);
}
