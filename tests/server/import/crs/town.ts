import type { LonLat } from '../../../../server/api/wire.ts';
import type { Box, CrsSpec } from '../../../../server/import/crs/index.ts';
import { toGaussKruger, toUtm, toWebMercator } from '../../../../server/import/crs/planes.ts';
import { toBd09, toGcj02 } from '../../../../server/import/crs/shifted.ts';

// An invented town of 1,500 houses, and its places as each system would have them.

/** The corner of the town and its size, degrees: about 4 km on either side. */
const CORNER: LonLat = [118.76, 32.02];
const SIDE: LonLat = [0.042, 0.036];
const DEGREE_M = 111_195;

export interface Town {
  buildings: Box[];
  /** Around all. */
  box: Box;
  /** A number from 0 to 1, the next at every call. */
  random: () => number;
}

/** The same town for the same seed, with as many houses. */
export function townOf(seed: number, houses = 1500): Town {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const buildings = Array.from({ length: houses }, (): Box => {
    const [west, south] = somewhere(random);
    const [wide_m, deep_m] = [10 + random() * 50, 10 + random() * 15];
    return [west, south, west + wide_m / (DEGREE_M * 0.848), south + deep_m / DEGREE_M];
  });
  return { buildings, box: [CORNER[0], CORNER[1], CORNER[0] + SIDE[0], CORNER[1] + SIDE[1]], random };
}

/** Anywhere in the town. */
export const somewhere = (random: () => number): LonLat => [
  CORNER[0] + random() * SIDE[0],
  CORNER[1] + random() * SIDE[1],
];

/** Places inside houses chosen at random. */
export function doors({ buildings, random }: Town, count: number): LonLat[] {
  return Array.from({ length: count }, () => {
    const [west, south, east, north] = buildings[Math.floor(random() * buildings.length)]!;
    return [west + random() * (east - west), south + random() * (north - south)];
  });
}

/** From WGS 84 to a system, x before y. */
export function put(spec: CrsSpec, [lon, lat]: LonLat): [x: number, y: number] {
  switch (spec.kind) {
    case 'gcj02':
      return toGcj02([lon, lat]) as [number, number];
    case 'bd09':
      return toBd09([lon, lat]) as [number, number];
    case 'web-mercator':
      return toWebMercator(lon, lat);
    case 'gauss-kruger':
      return toGaussKruger(spec)(lon, lat);
    case 'utm':
      return toUtm(spec.zone)(lon, lat);
    default:
      return [lon, lat];
  }
}
