import type { EventKind, IncidentStatus } from '../../server/api/incidents/schema.ts';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import type { AreaSummary } from '../../server/api/wire.ts';

/** Moves that are most likely next from a status, the likeliest first. */
const likely: Record<IncidentStatus, readonly EventKind[]> = {
  found: ['dispatched'],
  reported: ['dispatched'],
  returned: ['dispatched'],
  dispatched: ['accepted'],
  accepted: ['handling', 'resolved'],
  handling: ['resolved'],
  suspended: ['resumed'],
  resolved: ['verified'],
  verified: ['evaluated', 'closed'],
  evaluated: ['closed'],
  closed: [],
  merged: ['reopened'],
  withdrawn: ['reopened'],
};

/** The order of the other moves: the work itself, then help, then ways out, then words. */
const order: readonly EventKind[] = [
  'dispatched',
  'accepted',
  'handling',
  'resolved',
  'verified',
  'evaluated',
  'closed',
  'resumed',
  'arrived',
  'whistled',
  'escalated',
  'suspended',
  'returned',
  'merged',
  'reopened',
  'reminded',
  'corrected',
  'noted',
  'withdrawn',
];

/** The one move to offer first, and the rest; null where nothing is likely. Whoever was called and may do little else is asked to arrive. */
export function offeredMoves(
  status: IncidentStatus,
  moves: readonly EventKind[],
): { first: EventKind | null; rest: EventKind[] } {
  const first = [...likely[status], 'arrived' as const].find((kind) => moves.includes(kind)) ?? null;
  return { first, rest: order.filter((kind) => kind !== first && moves.includes(kind)) };
}

/** Moves that need nothing said: one press makes them. */
export const instantMoves: ReadonlySet<EventKind> = new Set([
  'accepted',
  'handling',
  'verified',
  'closed',
  'resumed',
  'reminded',
]);

/** Who is to handle an incident. */
export interface Holder {
  holder_code: string;
  department: string | null;
}

/** Whom the catalogue names for a matter at a place; null where it names nobody. The server's routing is the same. */
export function suggestedHolder(
  { routing, catalogue }: Pick<LoopReference, 'routing' | 'catalogue'>,
  { category, item }: { category: string; item: string | null },
  path: readonly Pick<AreaSummary, 'area_code' | 'level'>[],
): Holder | null {
  const place = path.at(-1)?.area_code ?? '';
  const exceptions = routing
    .filter(({ area_code }) => place.startsWith(area_code))
    .filter((one) => (one.matter === null ? one.category === category : one.matter === item))
    .sort((a, b) => b.area_code.length - a.area_code.length || Number(a.matter === null) - Number(b.matter === null));
  const found = exceptions[0] ?? catalogue.matters.find(({ id }) => id === item);
  const area = found && path.find(({ level }) => level === found.level);
  return area ? { holder_code: area.area_code, department: found.department } : null;
}

/** True where giving it to this holder takes the reference of an approval: a grid, for what is no duty of grids. */
export function needsApproval(
  { catalogue }: Pick<LoopReference, 'catalogue'>,
  item: string | null,
  { holder_code, department }: Holder,
  path: readonly Pick<AreaSummary, 'area_code'>[],
): boolean {
  const toGrid = department === null && path.length > 1 && path.at(-1)?.area_code === holder_code;
  return toGrid && !(catalogue.matters.find(({ id }) => id === item)?.grid_duty ?? false);
}
