import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../server/api/wire.ts';
import { fromBd09, fromGcj02, toGcj02 } from '../../../server/import/datum.ts';

/** Metres between two places some kilometres apart at most. */
function metres([lon, lat]: LonLat, [otherLon, otherLat]: LonLat): number {
  const degree_m = 111_195;
  return Math.hypot((otherLon - lon) * degree_m * Math.cos((lat * Math.PI) / 180), (otherLat - lat) * degree_m);
}

describe('shifted coordinates', () => {
  it('lie where the services have them', () => {
    expect(toGcj02([116.404, 39.915])).toEqual([116.41024449916938, 39.91640428150164]);
    // The same place in Baidu's coordinates as in AMap's.
    expect(metres(fromBd09([116.41036949371029, 39.92133699351022]), fromGcj02([116.404, 39.915]))).toBeLessThan(0.01);
  });

  it('near 32° N 112° E are about 614 m and 1,273 m off', () => {
    const place: LonLat = [112.1, 32];
    expect(Math.round(metres(fromGcj02(place), place))).toBe(614);
    expect(Math.round(metres(fromBd09(place), place))).toBe(1273);
  });

  it('come back to where they were, to under a centimetre', () => {
    for (const place of [
      [112.1, 32],
      [116.3975, 39.9087],
      [87.6, 43.8],
      [109.5, 18.3],
    ] as LonLat[]) {
      expect(metres(fromGcj02(toGcj02(place)), place)).toBeLessThan(0.01);
    }
  });

  it('are the same outside China', () => {
    expect(fromGcj02([71.43, 51.13])).toEqual([71.43, 51.13]);
  });
});
