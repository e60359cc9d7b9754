import fc from 'fast-check';
import type { LonLat } from '../../../../server/api/wire.ts';

/** Metres between two places some kilometres apart at most. */
export function metres([lon, lat]: LonLat, [otherLon, otherLat]: LonLat): number {
  const degree_m = 111_195;
  return Math.hypot((otherLon - lon) * degree_m * Math.cos((lat * Math.PI) / 180), (otherLat - lat) * degree_m);
}

/** Anywhere in the box around China. */
export const inChina: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 73.5, max: 135, noNaN: true }),
  fc.double({ min: 18, max: 53.5, noNaN: true }),
);
