import type { LonLat } from '../api/wire.ts';
import { distanceOf } from './places.ts';

/** Where a phone was. */
export interface TrackFix {
  /** ISO 8601. */
  recorded_at: string;
  centre: LonLat;
  /** Radius in which it is likely to have been, m; null: not said. */
  accuracy_m: number | null;
}

/** What is less exact tells no street from another. */
const WORST_ACCURACY_M = 100;
/** A fix is kept that lies so far from the last that was, or so much later. */
const STEP_M = 8;
const PAUSE_MS = 60_000;

/** Fixes in order of time, without those that say nothing new or are too inexact. */
export function thinned(fixes: readonly TrackFix[]): TrackFix[] {
  const kept: TrackFix[] = [];
  const inOrder = [...fixes].sort((a, b) => Date.parse(a.recorded_at) - Date.parse(b.recorded_at));
  for (const fix of inOrder) {
    if ((fix.accuracy_m ?? 0) > WORST_ACCURACY_M) continue;
    const last = kept.at(-1);
    const paused = last && Date.parse(fix.recorded_at) - Date.parse(last.recorded_at) >= PAUSE_MS;
    if (!last || paused || distanceOf(last.centre, fix.centre) >= STEP_M) kept.push(fix);
  }
  return kept;
}
