import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../server/api/wire.ts';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from '../../../../server/import/crs/shifted.ts';
import { inChina, metres } from './places.ts';

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

  it('come back to where they were all over China, to under a millimetre', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        expect(metres(fromGcj02(toGcj02(place)), place)).toBeLessThan(1e-3);
        expect(metres(fromBd09(toBd09(place)), place)).toBeLessThan(1e-3);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same outside China', () => {
    expect(fromGcj02([71.43, 51.13])).toEqual([71.43, 51.13]);
  });
});
