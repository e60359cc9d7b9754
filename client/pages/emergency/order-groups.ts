import type { EmergencyOrder } from '../../../server/api/emergencies/schema.ts';

/** Where an order stands: nobody has taken it on; somebody has; it is done or taken back. */
export type OrderStage = 'waiting' | 'under_way' | 'over';

/** The stages in the order in which they are shown. */
export const orderStages = ['waiting', 'under_way', 'over'] as const satisfies readonly OrderStage[];

/** The stage of an order. */
export function stageOf({
  acknowledged_at,
  done_at,
  cancelled_at,
}: Pick<EmergencyOrder, 'acknowledged_at' | 'done_at' | 'cancelled_at'>): OrderStage {
  if (done_at || cancelled_at) return 'over';
  return acknowledged_at ? 'under_way' : 'waiting';
}

/** Orders by stage: what is open by the time that is left, orders without one last; what is over with the latest first, what was taken back at the end. */
export function groupOrders(orders: readonly EmergencyOrder[]): Record<OrderStage, EmergencyOrder[]> {
  const groups: Record<OrderStage, EmergencyOrder[]> = { waiting: [], under_way: [], over: [] };
  for (const order of orders) groups[stageOf(order)].push(order);
  groups.waiting.sort(byDue);
  groups.under_way.sort(byDue);
  groups.over.sort((a, b) => Number(!a.done_at) - Number(!b.done_at) || overAt(b) - overAt(a) || b.id - a.id);
  return groups;
}

/** Orders that wait for the caller, the most pressing first. */
export function ownOrders(orders: readonly EmergencyOrder[]): EmergencyOrder[] {
  return orders.filter((order) => order.mine && stageOf(order) !== 'over').sort(byDue);
}

function byDue(a: EmergencyOrder, b: EmergencyOrder): number {
  const due = ({ due_at }: EmergencyOrder) => (due_at ? Date.parse(due_at) : Number.MAX_SAFE_INTEGER);
  // Orders of one task stand together.
  return due(a) - due(b) || (a.task ?? '').localeCompare(b.task ?? '') || a.id - b.id;
}

function overAt({ done_at, cancelled_at }: EmergencyOrder): number {
  return Date.parse(done_at ?? cancelled_at ?? '');
}
