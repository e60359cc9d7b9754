import type { Emergency, EmergencyOrder, EmergencyRecord } from '../api/emergencies/schema.ts';
import { quantile } from '../statistics/quantile.ts';

const MINUTE_MS = 60_000;

/** The figures of an emergency that is over, reckoned from its orders: the same whenever it is asked for. */
export function recordOf(emergency: Emergency, incidents: EmergencyRecord['incidents']): EmergencyRecord {
  const ended = emergency.ended_at ?? emergency.declared_at;
  const orders = emergency.orders.filter(({ cancelled_at }) => cancelled_at === null);
  return {
    emergency,
    duration_min: minutesBetween(emergency.declared_at, ended),
    acknowledge_median_min: median(orders.map(({ issued_at, acknowledged_at }) => taken(issued_at, acknowledged_at))),
    done_median_min: median(orders.map(({ issued_at, done_at }) => taken(issued_at, done_at))),
    late_order_count: orders.filter((order) => isLate(order, ended)).length,
    incidents,
  };
}

/** Done after its time, or not at all though its time was over before the end. */
function isLate({ due_at, done_at }: EmergencyOrder, ended: string): boolean {
  return due_at !== null && Date.parse(done_at ?? ended) > Date.parse(due_at);
}

function taken(from: string, to: string | null): number | null {
  return to === null ? null : (Date.parse(to) - Date.parse(from)) / MINUTE_MS;
}

function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS);
}

/** Middle of those that are known, to a tenth of a minute; of two middle ones their mean. */
function median(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((one, other) => one - other);
  const middle = quantile(known, 0.5);
  return middle === null ? null : Math.round(middle * 10) / 10;
}
