import type { GridShape } from '../../../server/coverage/areas.ts';
import { buildGraph } from '../../../server/roads/build.ts';
import { metricAt } from '../../../server/roads/metric.ts';
import type { RoadGraph } from '../../../server/roads/road-graph.ts';

/** Where the plane of these tests touches the earth. */
const origin = [112.1, 32] as const;
const { lon_m, lat_m } = metricAt(origin[1]);

/** The place that lies so many metres east and north of the origin, `[lon, lat]`. */
export function place(east_m: number, north_m: number): [number, number] {
  return [origin[0] + east_m / lon_m, origin[1] + north_m / lat_m];
}

/** Metres east and north of the origin. */
export function metres([longitude, latitude]: readonly [number, number]): [number, number] {
  return [(longitude - origin[0]) * lon_m, (latitude - origin[1]) * lat_m];
}

/** A line through places given in metres. */
export const line = (...places: readonly (readonly [number, number])[]) => places.map(([x, y]) => place(x, y));

/** A graph of residential streets, each a line in metres; the first has number 1. */
export function streets(...lines: readonly (readonly (readonly [number, number])[])[]): RoadGraph {
  return buildGraph(
    lines.map((each, at) => ({
      ...{ id: at + 1, kind: 'residential', name: `第${at + 1}街`, oneway: false },
      ...{ foot: true, bicycle: true, motor: true },
      lines: [line(...each)],
    })),
  );
}

/** A rectangular grid in metres. */
export function grid(area_code: string, west: number, south: number, east: number, north: number): GridShape {
  const ring = line([west, south], [east, south], [east, north], [west, north], [west, south]);
  return { area_code, name: `网格${area_code}`, polygons: [[ring]] };
}

/** Streets of a town: parallels every `block_m` in both directions, from 0 to `size` blocks. */
export function townGraph(size: number, block_m: number): RoadGraph {
  const steps = Array.from({ length: size + 1 }, (_, at) => at * block_m);
  return streets(
    ...steps.map((y) => steps.map((x) => [x, y] as const)),
    ...steps.map((x) => steps.map((y) => [x, y] as const)),
  );
}
