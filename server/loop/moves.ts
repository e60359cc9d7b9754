import type { EventKind, IncidentStatus } from '../api/incidents/schema.ts';
import { forward, type LoopStep, openStatuses } from '../api/loop/schema.ts';

/**
 * Who may make a move: whoever may dispatch at the incident's place, whoever holds it (an area's people or a department's),
 * whoever reported it, a department that was called, or a rule of the product.
 */
export type Actor = 'dispatcher' | 'holder' | 'reporter' | 'called' | 'rule';

/** One kind of event: from where it is legal, where it leads, and who may make it. */
export interface Move {
  kind: EventKind;
  from: readonly IncidentStatus[];
  /** `same` leaves the status as it is. */
  to: IncidentStatus | 'same';
  by: readonly Actor[];
}

/** The open statuses as a list of SQL, for predicates that an index has word for word. */
export const openStatusesSql = `('${openStatuses.join("', '")}')`;
const underWay = ['reported', 'returned', 'dispatched', 'accepted', 'handling'] as const;
/** Statuses in which it is done, and may be found not to be. */
export const settled: readonly IncidentStatus[] = ['resolved', 'verified', 'evaluated', 'closed'];
const everywhere: readonly IncidentStatus[] = [...openStatuses, ...settled, 'merged', 'withdrawn'];

/** The whole loop. Every kind of event that somebody makes stands here; those of an import stand apart. */
export const moves: readonly Move[] = [
  { kind: 'reported', from: ['found'], to: 'reported', by: ['reporter'] },
  { kind: 'dispatched', from: ['reported', 'returned', 'dispatched'], to: 'dispatched', by: ['dispatcher'] },
  { kind: 'accepted', from: ['dispatched'], to: 'accepted', by: ['holder'] },
  { kind: 'handling', from: ['accepted'], to: 'handling', by: ['holder'] },
  { kind: 'resolved', from: ['handling'], to: 'resolved', by: ['holder'] },
  { kind: 'verified', from: ['resolved'], to: 'verified', by: ['dispatcher', 'rule'] },
  { kind: 'evaluated', from: ['verified'], to: 'evaluated', by: ['reporter', 'rule'] },
  { kind: 'closed', from: ['verified', 'evaluated'], to: 'closed', by: ['dispatcher', 'rule'] },
  // Back to whoever dispatches: the holder is not the right one, or what was done does not stand.
  { kind: 'returned', from: ['dispatched', 'accepted', 'handling'], to: 'returned', by: ['holder', 'dispatcher'] },
  { kind: 'returned', from: ['resolved', 'verified'], to: 'returned', by: ['dispatcher'] },
  { kind: 'returned', from: ['evaluated'], to: 'returned', by: ['rule'] },
  { kind: 'merged', from: underWay, to: 'merged', by: ['dispatcher'] },
  { kind: 'reopened', from: settled, to: 'dispatched', by: ['reporter', 'dispatcher'] },
  // Undoes a merge or a withdrawal.
  { kind: 'reopened', from: ['merged', 'withdrawn'], to: 'reported', by: ['dispatcher'] },
  { kind: 'escalated', from: underWay, to: 'dispatched', by: ['dispatcher', 'holder', 'rule'] },
  { kind: 'suspended', from: ['accepted', 'handling'], to: 'suspended', by: ['holder', 'dispatcher'] },
  { kind: 'resumed', from: ['suspended'], to: 'handling', by: ['holder', 'dispatcher'] },
  { kind: 'withdrawn', from: ['found', 'reported', 'returned', 'dispatched'], to: 'withdrawn', by: ['reporter'] },
  // A matter that is nobody's here, told to whoever reported it.
  { kind: 'withdrawn', from: ['found', 'reported', 'returned'], to: 'withdrawn', by: ['dispatcher'] },
  { kind: 'noted', from: everywhere, to: 'same', by: ['dispatcher', 'holder', 'reporter', 'called'] },
  { kind: 'corrected', from: openStatuses, to: 'same', by: ['dispatcher', 'holder'] },
  { kind: 'whistled', from: [...underWay, 'suspended'], to: 'same', by: ['dispatcher', 'holder'] },
  { kind: 'arrived', from: openStatuses, to: 'same', by: ['called', 'dispatcher'] },
  { kind: 'reminded', from: openStatuses, to: 'same', by: ['rule', 'dispatcher'] },
  // Another report of the same was merged into this one.
  { kind: 'joined', from: openStatuses, to: 'same', by: ['dispatcher'] },
];

/** A way of making a move: the kinds to be written one after another; the last is the one that was asked for. */
export interface Path {
  kinds: EventKind[];
  to: IncidentStatus;
}

/**
 * How a kind of event can be made from a status by one of these actors, in a loop of these steps: directly, or forward past statuses that
 * the district's loop takes together with the one asked for. Null: not at all.
 */
export function pathOf(
  steps: readonly LoopStep[],
  from: IncidentStatus,
  kind: EventKind,
  actors: readonly Actor[],
): Path | null {
  const direct = moves.find((move) => move.kind === kind && move.from.includes(from) && mayMake(move, actors));
  if (direct) return { kinds: [kind], to: direct.to === 'same' ? from : direct.to };
  const start = forward.indexOf(from as (typeof forward)[number]);
  const end = forward.indexOf(kind as (typeof forward)[number]);
  const asked = moves.find((move) => move.kind === kind && move.to === kind);
  if (start < 0 || end <= start || !asked || !mayMake(asked, actors)) return null;
  // A matter that nobody rated is closed without.
  const kinds = forward.slice(start + 1, end + 1).filter((passed) => passed === kind || passed !== 'evaluated');
  const step = steps.find(({ covers }) => covers.includes(kind));
  // What is passed over must be of the same step of this district's loop, and theirs to make or a rule's.
  const tacit = [...actors, 'rule'] as const;
  const passable = (passed: EventKind) =>
    step?.covers.includes(passed) &&
    moves.some((move) => move.kind === passed && move.to === passed && mayMake(move, tacit));
  return kinds.slice(0, -1).every(passable) && step?.covers.includes(kind) ? { kinds, to: forward[end]! } : null;
}

function mayMake({ by }: Move, actors: readonly Actor[]): boolean {
  return by.some((actor) => actors.includes(actor));
}

/** The kinds of event that these actors can make from a status, in the order of the table. */
export function kindsFrom(steps: readonly LoopStep[], from: IncidentStatus, actors: readonly Actor[]): EventKind[] {
  const kinds = [...new Set(moves.map(({ kind }) => kind))];
  return kinds.filter((kind) => pathOf(steps, from, kind, actors) !== null);
}
