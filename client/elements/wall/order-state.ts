import type { WallEmergency, WallOrder, WallResource } from '../../../server/api/wall/schema.ts';

/** How far an order is. */
export type OrderState = 'waiting' | 'doing' | 'done';

/** How far an order is, and whether it is late: not done when it was due, or done after that. */
export function orderState(order: WallOrder, now_ms: number): { state: OrderState; isLate: boolean } {
  const state = order.done_at ? 'done' : order.acknowledged_at ? 'doing' : 'waiting';
  const until_ms = order.done_at ? Date.parse(order.done_at) : now_ms;
  return { state, isLate: order.due_at !== null && until_ms > Date.parse(order.due_at) };
}

/** Orders of one task, to one or to many. */
export interface OrderGroup {
  /** Null: an order outside the plan, which stands alone. */
  task: string | null;
  /** The oldest first. */
  orders: WallOrder[];
  counts: Record<OrderState | 'late', number>;
}

/**
 * Orders by task, as they want attention: those with late ones first, then those that nobody has signed for, those under way, those
 * done; the oldest first in each.
 */
export function orderGroups(orders: readonly WallOrder[], now_ms: number): OrderGroup[] {
  const byTask = new Map<string, WallOrder[]>();
  for (const order of [...orders].sort((a, b) => a.issued_at.localeCompare(b.issued_at) || a.id - b.id)) {
    const key = order.task === null ? `order ${order.id}` : `task ${order.task}`;
    byTask.set(key, [...(byTask.get(key) ?? []), order]);
  }
  const groups = [...byTask.values()].map((group) => ({
    task: group[0]!.task,
    orders: group,
    counts: orderCounts(group, now_ms),
  }));
  const rank = ({ counts }: OrderGroup) => (counts.late > 0 ? 0 : counts.waiting > 0 ? 1 : counts.doing > 0 ? 2 : 3);
  return groups.sort((a, b) => rank(a) - rank(b));
}

/** How many orders are in each state, and how many that are not done are late. */
export function orderCounts(orders: readonly WallOrder[], now_ms: number): Record<OrderState | 'late', number> {
  const counts = { waiting: 0, doing: 0, done: 0, late: 0 };
  for (const order of orders) {
    const { state, isLate } = orderState(order, now_ms);
    counts[state]++;
    if (isLate && state !== 'done') counts.late++;
  }
  return counts;
}

/** Resources of one kind, together. */
export interface ResourceSum {
  kind: WallResource['kind'];
  free: number;
  quantity: number;
  place_count: number;
}

/** Resources by kind in a fixed order; kinds without any are left out. */
export function resourceSums(resources: readonly WallResource[]): ResourceSum[] {
  return (['people', 'vehicle', 'store', 'shelter'] as const).flatMap((kind) => {
    const of = resources.filter((each) => each.kind === kind);
    if (of.length === 0) return [];
    const sum = (field: 'free' | 'quantity') => of.reduce((total, each) => total + each[field], 0);
    return [{ kind, free: sum('free'), quantity: sum('quantity'), place_count: of.length }];
  });
}

/** The gravest emergency, which the panels show; null without one. */
export function gravest(emergencies: readonly WallEmergency[]): WallEmergency | null {
  return emergencies[0] ?? null;
}
