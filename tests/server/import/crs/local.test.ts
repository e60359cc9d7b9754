import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../server/api/wire.ts';
import { type ControlPoint, type Fit, fitOf } from '../../../../server/import/crs/index.ts';
import { toGaussKruger } from '../../../../server/import/crs/planes.ts';
import { metres } from './places.ts';

const townPlane = toGaussKruger({ kind: 'gauss-kruger', width: 3, meridian: 117, prefix: false, datum: 'cgcs2000' });

/** A town's own system: its plane turned by 3° to the left, moved, so that numbers are small. */
function townSystem(lon: number, lat: number): [x: number, y: number] {
  const [east, north] = townPlane(lon, lat);
  const [u, v] = [east - 668_000, north - 3_548_000];
  const turn = (3 * Math.PI) / 180;
  return [40_000 + u * Math.cos(turn) + v * Math.sin(turn), 30_000 - u * Math.sin(turn) + v * Math.cos(turn)];
}

const known = (lon: number, lat: number, system = townSystem): ControlPoint => {
  const [x, y] = system(lon, lat);
  return { x, y, lon, lat };
};
const corners: LonLat[] = [
  [118.76, 32.02],
  [118.8, 32.02],
  [118.81, 32.06],
  [118.75, 32.06],
  [118.78, 32.04],
];
const points = corners.map(([lon, lat]) => known(lon, lat));
const swappedSystem = (lon: number, lat: number): [number, number] => {
  const [x, y] = townSystem(lon, lat);
  return [y, x];
};

describe('a local system by control points', () => {
  it('is turned, scaled and moved back; errors are named in metres', () => {
    const found: Fit = fitOf(points);
    // The meridian's convergence at the middle, (118.78 - 117)° × sin 32.04° = 0.944°, is a part of the turn.
    expect(found.rotation_deg).toBeCloseTo(3 - 0.944, 2);
    expect(found.scale).toBeCloseTo(1 / 1.00035, 4);
    expect(found.rms_m).toBeLessThan(0.05);
    expect(found.residuals_m).toHaveLength(5);
    expect(found).toMatchObject({ mirrored: false, handCertain: true, notes: [] });
    const [x, y] = townSystem(118.79, 32.05);
    expect(metres(found.convert(x, y), [118.79, 32.05])).toBeLessThan(0.1);
  });

  it('parts from the town plane by centimetres at 5 km, by less than a metre at 20 km', () => {
    const { convert } = fitOf(points.slice(0, 4));
    expect(metres(convert(...townSystem(118.78, 32.085)), [118.78, 32.085])).toBeLessThan(0.1);
    expect(metres(convert(...townSystem(118.99, 32.04)), [118.99, 32.04])).toBeLessThan(1);
  });

  it('fits two points exactly and says that they show no errors', () => {
    const found = fitOf(points.slice(0, 2));
    expect(found.rms_m).toBeLessThan(1e-6);
    expect(found).toMatchObject({ worst: null, handCertain: false });
    expect(found.notes.map(({ en }) => en)).toEqual([expect.stringContaining('Add one beside the line')]);
    expect(metres(found.convert(...townSystem(118.79, 32.05)), [118.79, 32.05])).toBeLessThan(3);
  });

  it('names the point that is wrong, not the one that suffers', () => {
    const wrong = points.map((point, index) => (index === 2 ? { ...point, x: point.x + 40 } : point));
    const found = fitOf(wrong);
    expect(found.worst).toBe(2);
    expect(found.rms_m).toBeGreaterThan(8);
    expect(found.notes[0]!.en).toContain('number 3 is the most doubtful');
    expect(found.notes[0]!['zh-CN']).toContain('第 3 个最可疑');
  });

  it('finds mirrored axes by three points, says so, and allows for them', () => {
    const found = fitOf(corners.slice(0, 3).map(([lon, lat]) => known(lon, lat, swappedSystem)));
    expect(found).toMatchObject({ mirrored: true, handCertain: true });
    expect(found.notes[0]!['zh-CN']).toContain('两轴与地图相反');
    expect(metres(found.convert(...swappedSystem(118.79, 32.05)), [118.79, 32.05])).toBeLessThan(0.2);
  });

  it('takes two points for mirrored where only that lies as town planes do', () => {
    // A line to the east: with x the northing it would be turned by a quarter.
    const found = fitOf([known(118.75, 32.04, swappedSystem), known(118.81, 32.04, swappedSystem)]);
    expect(found).toMatchObject({ mirrored: true, handCertain: false });
    expect(found.notes).toHaveLength(2);
  });

  it('says when a unit is no metre, or the numbers are degrees', () => {
    const inMillimetres = points.map((point) => ({ ...point, x: point.x * 1000, y: point.y * 1000 }));
    expect(fitOf(inMillimetres).notes[0]!.en).toContain('One unit of the file is 0.0009997 m');
    const degrees = corners.map(([lon, lat]) => ({ x: lon, y: lat, lon, lat }));
    expect(fitOf(degrees).notes.at(-1)!.en).toContain('look like degrees');
  });

  it('refuses points that are one, too few, or nowhere', () => {
    const [first, second, third] = points as [ControlPoint, ControlPoint, ControlPoint];
    expect(() => fitOf([first])).toThrow(/at least two/);
    expect(() => fitOf([first, second, { ...third, lon: second.lon, lat: second.lat }])).toThrow(
      /points 2 and 3 are the same place on the map/,
    );
    expect(() => fitOf([first, second, { ...third, x: first.x, y: first.y }])).toThrow(
      /points 1 and 3 are the same place in the file/,
    );
    expect(() => fitOf([first, { ...second, x: first.x + 0.5, y: first.y }, third])).toThrow(/1 and 2 .* in the file/);
    expect(() => fitOf([first, { ...second, x: first.x, y: first.y }])).toThrow(/in the file/);
    expect(() => fitOf([first, { ...second, x: Number.NaN }])).toThrow(/point 2 are no numbers/);
    expect(() => fitOf([first, { ...second, lat: 91 }])).toThrow(/not on the earth/);
  });

  it('undoes any turn, scale and shift, mirrored or not', () => {
    const turned = fc.record({
      turn: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
      scale: fc.double({ min: 0.01, max: 1000, noNaN: true }),
      east: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      mirrored: fc.boolean(),
    });
    fc.assert(
      fc.property(turned, ({ turn, scale, east, mirrored }) => {
        const system = (lon: number, lat: number): [number, number] => {
          const [x, y] = townSystem(lon, lat);
          const [u, v] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
          return mirrored ? [east + v * scale, u * scale] : [east + u * scale, v * scale];
        };
        const found = fitOf(corners.map(([lon, lat]) => known(lon, lat, system)));
        expect(found.mirrored).toBe(mirrored);
        expect(metres(found.convert(...system(118.79, 32.05)), [118.79, 32.05])).toBeLessThan(0.2);
      }),
    );
  });
});
