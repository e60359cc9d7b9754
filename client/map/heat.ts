import { heatStops } from '../layers/heat-stops.ts';

/** Mercator pixels around the equator at zoom 0, for tiles of 512 pixels. */
const WORLD_PX = 512;
/** Sum of heat in a blur's width that shows as dense; found by eye on a town, a city and a metropolis. */
const FULL = 2.4;
/** Share of the occupied squares that may be denser than the densest colour. */
const OVER = 0.04;

/**
 * How strongly one point warms the heat map at each stop, so that a dozen incidents in a street and a hundred thousand in
 * a metropolis both use the whole ramp: the busier squares, each as wide as a blur, come out just dense.
 * @returns one intensity a stop; 1 where there are no points.
 */
export function heatIntensities(longitudes: readonly number[], latitudes: readonly number[]): number[] {
  return heatStops.map(([zoom, radius]) => {
    const counts = squareCounts(longitudes, latitudes, (WORLD_PX * 2 ** zoom) / radius);
    if (counts.length === 0) return 1;
    counts.sort();
    const busy = counts[Math.floor((counts.length - 1) * (1 - OVER))]!;
    return Number(Math.min(1, FULL / busy).toPrecision(2));
  });
}

/** Points in each occupied square, when the world is `squares` wide; in no order. */
function squareCounts(longitudes: readonly number[], latitudes: readonly number[], squares: number): Uint32Array {
  const counts = new Map<number, number>();
  for (let i = 0; i < longitudes.length; i++) {
    const column = Math.floor((longitudes[i]! / 360 + 0.5) * squares);
    const sine = Math.sin((latitudes[i]! * Math.PI) / 180);
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * squares);
    const square = row * 2 ** 26 + column;
    counts.set(square, (counts.get(square) ?? 0) + 1);
  }
  return Uint32Array.from(counts.values());
}
