import type { TravelMode } from '../api/patrol-plans/schema.ts';
import { metresBetween } from '../roads/metric.ts';

/** A fix as a phone has it; minutes of the track. */
export interface RawFix {
  at_min: number;
  centre: [number, number];
  /** 68 % of places lie within it, m; null: not known. */
  accuracy_m: number | null;
}

/** A fix with how far it is usually off to either side. */
export interface Fix extends Pick<RawFix, 'at_min' | 'centre'> {
  sigma_m: number;
}

/** A fix that may be farther off than this says nothing of a street, m. */
const WORST_M = 80;
/** How far off a fix is that says nothing of it, and the least that is believed, m. */
const USUAL_SIGMA_M = 10;
const LEAST_SIGMA_M = 5;
/** Of a circle that holds 68 % of places, how much is the deviation along one axis. */
const SIGMAS = 1.515;
/** Fastest that somebody goes, m a minute, with room. */
const fastest: Record<TravelMode, number> = { foot: 240, bicycle: 700, car: 2400 };
/** So many fixes in a row that lie elsewhere are where somebody is; one alone is a mistake. */
const BELIEVED = 3;

/** Fixes that can be told from a phone's: with what they are off by, without those too inexact to say anything. */
export function fixesOf(raw: readonly RawFix[]): Fix[] {
  return raw.flatMap(({ at_min, centre, accuracy_m }) =>
    accuracy_m !== null && accuracy_m > WORST_M
      ? []
      : [{ at_min, centre, sigma_m: Math.max(LEAST_SIGMA_M, (accuracy_m ?? USUAL_SIGMA_M * SIGMAS) / SIGMAS) }],
  );
}

/**
 * The fixes that say that somebody went on: each at least two deviations from the one before, as nearer ones only show the noise, and
 * none that nobody can have reached in its time, unless others confirm it.
 */
export function thinned(fixes: readonly Fix[], mode: TravelMode): Fix[] {
  const kept: Fix[] = [];
  let jumps: Fix[] = [];
  for (const fix of fixes) {
    const last = kept.at(-1);
    if (!last) {
      kept.push(fix);
      continue;
    }
    const far_m = metresBetween(...last.centre, ...fix.centre);
    if (far_m < 2 * fix.sigma_m) {
      jumps = [];
      continue;
    }
    if (!canReach(last, fix, far_m, mode)) {
      const before = jumps.at(-1);
      jumps =
        before && canReach(before, fix, metresBetween(...before.centre, ...fix.centre), mode) ? [...jumps, fix] : [fix];
      if (jumps.length < BELIEVED) continue;
    }
    kept.push(fix);
    jumps = [];
  }
  return kept;
}

function canReach(from: Fix, to: Fix, far_m: number, mode: TravelMode): boolean {
  return far_m - 2 * (from.sigma_m + to.sigma_m) <= fastest[mode] * (to.at_min - from.at_min);
}
