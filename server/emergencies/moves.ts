import type { EmergencyEventKind } from '../api/emergencies/schema.ts';

/**
 * What somebody is in an emergency: its commander, one of those whom an order is addressed to, or somebody with a duty that
 * touches its area. The chain of command is flat: there is nobody between the first and the others.
 */
export type EmergencyActor = 'commander' | 'addressee' | 'witness';

/** How an order stands. */
export type OrderState = 'issued' | 'acknowledged' | 'done' | 'cancelled';

/** One kind of event that somebody makes: by whom it is made, and of an order from which states. */
export interface EmergencyMove {
  kind: EmergencyEventKind;
  by: readonly EmergencyActor[];
  /** Null: it is about the emergency as a whole. */
  from: readonly OrderState[] | null;
}

/** Everything that can be done in an emergency while it lasts; when it is over, nothing can. */
export const emergencyMoves: readonly EmergencyMove[] = [
  { kind: 'regraded', by: ['commander'], from: null },
  { kind: 'ordered', by: ['commander'], from: null },
  { kind: 'acknowledged', by: ['addressee', 'commander'], from: ['issued'] },
  // What is done was taken up.
  { kind: 'done', by: ['addressee', 'commander'], from: ['issued', 'acknowledged'] },
  { kind: 'cancelled', by: ['commander'], from: ['issued', 'acknowledged'] },
  { kind: 'noted', by: ['commander', 'addressee', 'witness'], from: null },
  { kind: 'ended', by: ['commander'], from: null },
];

/** Events by which an emergency is led: who commands must have seen the last of them. */
export const commands: readonly EmergencyEventKind[] = ['declared', 'regraded', 'ordered', 'cancelled', 'ended'];

/** Why something cannot be done: the emergency is over, the order is past it, or it is others' to do. */
export type Refusal = 'over' | 'past' | 'others';

/** Whether a move is legal now; undefined where it is. @param order null for a move that is about no order. */
export function refusalOf(
  kind: EmergencyEventKind,
  { ended, order, actors }: { ended: boolean; order: OrderState | null; actors: readonly EmergencyActor[] },
): Refusal | undefined {
  if (ended) return 'over';
  const moves = emergencyMoves.filter((move) => move.kind === kind && (move.from === null) === (order === null));
  if (!moves.some(({ by }) => by.some((actor) => actors.includes(actor)))) return 'others';
  return moves.some(({ from }) => from === null || (order !== null && from.includes(order))) ? undefined : 'past';
}

/** What of an order says how it stands. */
export interface OrderTimes {
  acknowledged_at: string | null;
  done_at: string | null;
  cancelled_at: string | null;
}

/** How an order stands. */
export function orderState({ acknowledged_at, done_at, cancelled_at }: OrderTimes): OrderState {
  if (cancelled_at !== null) return 'cancelled';
  if (done_at !== null) return 'done';
  return acknowledged_at === null ? 'issued' : 'acknowledged';
}

const orderMoves = [
  ['acknowledged', 'acknowledge'],
  ['done', 'done'],
  ['cancelled', 'cancel'],
] as const;

/** What can be done with an order now, as the screen names it. */
export function movesOfOrder(
  order: OrderTimes,
  ended: boolean,
  actors: readonly EmergencyActor[],
): ('acknowledge' | 'done' | 'cancel')[] {
  const state = orderState(order);
  return orderMoves
    .filter(([kind]) => refusalOf(kind, { ended, order: state, actors }) === undefined)
    .map(([, name]) => name);
}
