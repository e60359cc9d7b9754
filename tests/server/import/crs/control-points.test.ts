import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitControlPoints, toWgs84 } from '../../../../server/import/crs/index.ts';
import { localPlane } from '../../../../server/import/crs/projection.ts';

const plane = localPlane(112.1, 32);
/** A point of a system that is turned, shifted and scaled against the ground. */
function point(east: number, north: number, turn = 0.3, scale = 1) {
  const [lon, lat] = plane.from(east, north);
  const x = (Math.cos(turn) * east + Math.sin(turn) * north) / scale + 40_000;
  const y = (-Math.sin(turn) * east + Math.cos(turn) * north) / scale + 70_000;
  return { x, y, lon, lat };
}
const corners = [point(0, 0), point(3000, 100), point(2900, 2500), point(-50, 2400)];

describe('control points', () => {
  it('give the shift, rotation and scale of any system that they were taken from', () => {
    const metres = fc.integer({ min: -8000, max: 8000 });
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(1, 0.001, 1000),
        metres,
        metres,
        (turn, scale, east, north) => {
          const given = [point(0, 0, turn, scale), point(5000, 0, turn, scale), point(0, 5000, turn, scale)];
          const found = fitControlPoints(given);
          expect(found.scale / scale).toBeCloseTo(1, 4);
          expect(Math.cos((found.rotation_deg * Math.PI) / 180 - turn)).toBeCloseTo(1, 6);
          expect(found.rms_m).toBeLessThan(0.05);
          const wanted = point(east, north, turn, scale);
          const [lon, lat] = found.toWgs84(wanted.x, wanted.y);
          expect(Math.hypot(lon - wanted.lon, lat - wanted.lat)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('say by how much each is missed, and which one most', () => {
    const [first, second, third, fourth] = corners;
    const found = fitControlPoints([first!, second!, { ...third!, x: third!.x + 30 }, fourth!]);
    expect(found.worst).toBe(2);
    expect(found.residuals_m[2]).toBeGreaterThan(10);
    expect(found.rms_m).toBeGreaterThan(5);
  });

  it('are two at least, and agree then by themselves', () => {
    expect(fitControlPoints(corners.slice(0, 2)).rms_m).toBeLessThan(1e-6);
    const convert = toWgs84({ kind: 'local', points: corners.slice(0, 2) });
    const [lon] = convert(corners[2]!.x, corners[2]!.y);
    expect(lon).toBeCloseTo(corners[2]!.lon, 6);
    expect(() => fitControlPoints(corners.slice(0, 1))).toThrow('two control points at least');
  });

  it('are refused where two lie on each other, by either of their places', () => {
    const [first, second] = corners;
    expect(() => fitControlPoints([first!, second!, { ...second!, lon: 112.2 }])).toThrow('Control points 2 and 3');
    expect(() => fitControlPoints([first!, { ...first!, x: 1 }])).toThrow('Control points 1 and 2');
  });

  it('tell axes that have changed places', () => {
    expect(() => fitControlPoints(corners.map(({ x, y, ...place }) => ({ x: y, y: x, ...place })))).toThrow(
      'only when mirrored',
    );
  });
});
