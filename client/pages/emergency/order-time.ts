import type { EmergencyOrder } from '../../../server/api/emergencies/schema.ts';

/** How the time of an order stands; `kept` and `missed` are about orders that are done, `none`: no time was set, or it was taken back. */
export type OrderTimeKind = 'none' | 'ahead' | 'soon' | 'late' | 'kept' | 'missed';

export interface OrderTime {
  kind: OrderTimeKind;
  /** Milliseconds between the end of its time and now, or and when it was done; never negative. */
  span_ms: number;
}

/** An order is soon due within so many milliseconds of the end of its time: emergencies reckon in minutes. */
const SOON_MS = 10 * 60_000;

/** Shape beside each word, so that colour is not the only sign. */
export const orderTimeShapes: Record<OrderTimeKind, string> = {
  none: '',
  ahead: '',
  soon: '◔',
  late: '▲',
  kept: '✓',
  missed: '▲',
};

/** The time of an order at a moment, ms since 1970. */
export function orderTime(
  { due_at, done_at, cancelled_at }: Pick<EmergencyOrder, 'due_at' | 'done_at' | 'cancelled_at'>,
  now: number,
): OrderTime {
  if (!due_at || cancelled_at) return { kind: 'none', span_ms: 0 };
  const left = Date.parse(due_at) - (done_at ? Date.parse(done_at) : now);
  const span_ms = Math.abs(left);
  if (done_at) return { kind: left < 0 ? 'missed' : 'kept', span_ms };
  return { kind: left < 0 ? 'late' : left <= SOON_MS ? 'soon' : 'ahead', span_ms };
}

/** How many open orders are late at a moment. */
export function lateCount(orders: readonly EmergencyOrder[], now: number): number {
  return orders.filter((order) => orderTime(order, now).kind === 'late').length;
}
