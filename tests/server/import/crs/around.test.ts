import { describe, expect, it } from 'vitest';
import { type Box, type CrsSpec, likelyBoxes } from '../../../../server/import/crs/index.ts';
import { isWithin } from '../../../../server/import/crs/known.ts';
import { doors, put, townOf } from './town.ts';

const town = townOf(5);
const places = doors(town, 100);
const holds = (boxes: Box[]) => boxes.some((box) => places.every(([lon, lat]) => isWithin(box, lon, lat)));

describe('where known buildings are looked for', () => {
  it.each<CrsSpec>([
    { kind: 'wgs84' },
    { kind: 'gcj02' },
    { kind: 'bd09' },
    { kind: 'web-mercator' },
    { kind: 'utm', zone: 50 },
    { kind: 'gauss-kruger', width: 3, meridian: 120, prefix: false, datum: 'cgcs2000' },
  ])('is around the places by whatever system they may be in: $kind', (spec) => {
    const positions = places.map((place) => put(spec, place));
    expect(holds(likelyBoxes({ positions }, town.box))).toBe(true);
    const swapped = positions.map(([x, y]): [number, number] => [y, x]);
    expect(holds(likelyBoxes({ positions: swapped }, town.box))).toBe(true);
  });

  it('is not widened by a few typing errors', () => {
    const boxes = likelyBoxes(
      { positions: [...places, [111, 32], [118.8, 39], [0, 0]] as [number, number][] },
      town.box,
    );
    expect(holds(boxes)).toBe(true);
    for (const [west, south, east, north] of boxes) expect(Math.max(east - west, north - south)).toBeLessThan(0.1);
  });

  it('is nowhere where nothing can be told', () => {
    expect(likelyBoxes({ positions: [] }, town.box)).toEqual([]);
    expect(likelyBoxes({ positions: [[12, 900]] }, town.box)).toEqual([]);
  });
});
