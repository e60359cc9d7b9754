import type { Compared } from '../../../server/api/wall/schema.ts';

/** How a value stands to another one: `difference` as text without a sign; null: the two are level. */
export interface Comparison {
  direction: 'up' | 'down' | 'level';
  difference: string | null;
}

/** From here on a share says nothing more. */
const MOST = 9.995;

/**
 * A value beside its own past; null where one of the two is not known. Counts and hours differ by a share of the past, or by the
 * count itself where that was 0; what is measured in per cent by points.
 * @param kind how the values are measured; per cent from 0 to 100
 */
export function compare(value: Compared['value'], past: number | null, kind: 'count' | 'percent'): Comparison | null {
  if (value === null || past === null) return null;
  const direction = value > past ? 'up' : value < past ? 'down' : 'level';
  const difference = kind === 'percent' ? pointsBetween(value, past) : shareBetween(value, past);
  return difference === null ? { direction: 'level', difference } : { direction, difference };
}

function pointsBetween(value: number, past: number): string | null {
  const points = Math.abs(value - past);
  return points < 0.05 ? null : points.toFixed(points < 9.95 ? 1 : 0);
}

function shareBetween(value: number, past: number): string | null {
  if (past === 0) return value === 0 ? null : `${Math.round(Math.abs(value) * 10) / 10}`;
  const share = Math.abs(value - past) / past;
  if (share < 0.005) return null;
  return share > MOST ? '>999%' : `${Math.round(share * 100)}%`;
}
