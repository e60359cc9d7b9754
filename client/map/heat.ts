import type { FeatureCollection, Point } from 'geojson';
import type { Bounds } from '../../server/api/wire.ts';
import { heatStops } from '../layers/heat-stops.ts';
import { eachShown, type PointFilter, type Points } from './points.ts';
import { SquareCounts } from './square-counts.ts';

/** Mercator pixels around the equator at zoom 0, for tiles of 512 pixels. */
const WORLD_PX = 512;
/** Sum of heat in a blur's width that shows as dense; found by eye on a town, a city and a metropolis. */
const FULL = 2.4;
/** Share of the occupied squares that may be denser than the densest colour. */
const OVER = 0.04;
/** Most features that the heat is drawn from. */
const MOST_BINS = 5000;

/**
 * How strongly one point warms the heat map at each stop, so that a dozen incidents in a street and a hundred thousand in
 * a metropolis both use the whole ramp: the busier squares, each as wide as a blur, come out just dense.
 * @returns one intensity a stop; 1 where there are no points.
 */
export function heatIntensities(held: readonly Points[], filter: PointFilter): number[] {
  // Squares on the screen are squeezed on the ground, by as much as where the points begin: they lie in one city or province.
  const squeeze = squeezeAt(held.find(({ count }) => count > 0)?.position[1] ?? 0);
  return heatStops.map(([zoom, radius]) => {
    const width = (360 * radius) / (WORLD_PX * 2 ** zoom);
    const height = width * squeeze;
    const counted = new SquareCounts();
    for (const points of held) {
      const { position } = points;
      eachShown(points, filter, (place) => {
        const column = Math.floor((position[place * 2]! + 180) / width);
        counted.add(column, Math.floor((position[place * 2 + 1]! + 90) / height));
      });
    }
    const counts = counted.counts().sort();
    if (counts.length === 0) return 1;
    const busy = counts[Math.floor((counts.length - 1) * (1 - OVER))]!;
    return Number(Math.min(1, FULL / busy).toPrecision(2));
  });
}

/**
 * The points that pass, gathered in squares of `size_deg` degrees of longitude (a third of a blur or so), each at the middle of its
 * points with their number as `weight`. The squares grow until there are at most 5,000.
 */
export function heatBins(
  held: readonly Points[],
  filter: PointFilter,
  box: Bounds,
  size_deg: number,
): FeatureCollection<Point> {
  const squeeze = squeezeAt((box[1] + box[3]) / 2);
  for (let size = size_deg; ; size *= 1.3) {
    const bins = binned(held, filter, box, [size, size * squeeze]);
    if (bins.length <= MOST_BINS) return { type: 'FeatureCollection', features: bins };
  }
}

function squeezeAt(latitude: number): number {
  return Math.cos((latitude * Math.PI) / 180);
}

function binned(
  held: readonly Points[],
  filter: PointFilter,
  box: Bounds,
  [width, height]: readonly [number, number],
): FeatureCollection<Point>['features'] {
  const [west, south, east, north] = box;
  const columns = Math.ceil((east - west) / width) + 1;
  const count = new Uint32Array(columns * (Math.ceil((north - south) / height) + 1));
  const east_sum = new Float64Array(count.length);
  const north_sum = new Float64Array(count.length);
  for (const points of held) {
    const { position } = points;
    const add = (place: number) => {
      const longitude = position[place * 2]! - west;
      const latitude = position[place * 2 + 1]! - south;
      const square = Math.floor(latitude / height) * columns + Math.floor(longitude / width);
      count[square]!++;
      east_sum[square]! += longitude;
      north_sum[square]! += latitude;
    };
    eachShown(points, filter, add, box);
  }
  const bins: FeatureCollection<Point>['features'] = [];
  count.forEach((weight, square) => {
    if (weight === 0) return;
    const coordinates = [west + east_sum[square]! / weight, south + north_sum[square]! / weight];
    bins.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { weight } });
  });
  return bins;
}
