import type { AreaProblem, AreaShape } from '../api/area-changes/schema.ts';
import type { LonLat } from '../api/wire.ts';
import type { AreaLimits } from './limits.ts';

/** A spot of ground that is in question. */
export interface Spot {
  place: LonLat;
  shape: AreaShape;
  area_m2: number;
}

/** What was measured of a shape. */
export interface Measured extends Spot {
  /** Separate pieces. */
  piece_count: number;
  holes: Spot[];
}

/** Ground on which old and new shapes disagree. */
export interface Differences {
  gap: Spot[];
  overlap: Spot[];
  beyond: Spot[];
}

const problem = (kind: AreaProblem['kind'], { place, shape }: Spot): AreaProblem => ({
  ...{ kind, place, shape, household_count: null },
});

/** What of the drawing itself is wrong, worst first. @param old how the touched areas are now. */
export function shapeProblems(
  old: readonly Measured[],
  now: readonly Measured[],
  differences: Differences,
  { sliver_m2 }: AreaLimits,
): AreaProblem[] {
  const holes_before = old.reduce((sum, { holes }) => sum + holes.length, 0);
  const pieces_before = Math.max(...old.map(({ piece_count }) => piece_count));
  const holes = now.flatMap((shape) => shape.holes);
  return [
    ...differences.overlap.map((spot) => problem('overlap', spot)),
    ...differences.gap.map((spot) => problem('gap', spot)),
    ...differences.beyond.map((spot) => problem('beyond', spot)),
    ...(holes.length > holes_before ? holes.map((spot) => problem('hole', spot)) : []),
    ...now.filter(({ piece_count }) => piece_count > pieces_before).map((shape) => problem('pieces', shape)),
    ...now.filter(({ area_m2 }) => area_m2 < sliver_m2).map((shape) => problem('sliver', shape)),
  ];
}

/** New areas that would have too few households: fewer than allowed, and fewer than the least of the old had. */
export function fewProblems(
  now: readonly (Spot & { household_count: number })[],
  least_before: number,
  { household_min }: AreaLimits,
): AreaProblem[] {
  return now
    .filter(({ household_count }) => household_count < Math.min(household_min, least_before))
    .map((shape) => ({ ...problem('few', shape), household_count: shape.household_count }));
}
