import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../../client/map/imports/bounds.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const at = (...places: LonLat[]) =>
  places.map((place, row) => ({ row, place, shape: { type: 'Point' as const, coordinates: place } }));
const home: [number, number, number, number] = [118, 32, 119, 33];

describe('what the map of a file holds', () => {
  it('is every place, but for the few farthest out', () => {
    expect(boundsOf([])).toBeNull();
    expect(boundsOf(at([118.2, 32.1], [118.4, 32.3]))).toEqual([118.2, 32.1, 118.4, 32.3]);
    const many = Array.from({ length: 98 }, (_, row): LonLat => [118 + (row + 200) / 1000, 32.5]);
    expect(boundsOf(at([0, 0], ...many, [135, 54]))).toEqual([118.201, 32.5, 118.296, 32.5]);
  });

  it('is the part at home where most of it is, else all of it', () => {
    expect(boundsOf(at([118.2, 32.1], [118.4, 32.3], [110, 30]), home)).toEqual([118.2, 32.1, 118.4, 32.3]);
    expect(boundsOf(at([118.2, 32.1], [110, 30]), home)).toEqual([110, 30, 118.2, 32.1]);
  });

  it('leaves out the few rows that lie far off', () => {
    const items = Array.from({ length: 100 }, (_, row) => ({
      row,
      place: [118 + row / 1000, 32] as [number, number],
      shape: {},
    }));
    items.push({ row: 101, place: [32, 118], shape: {} });
    const [west, , east, north] = boundsOf(items)!;
    expect(west).toBeGreaterThan(117);
    expect(east).toBeCloseTo(118.097);
    expect(north).toBe(32);
    expect(boundsOf([])).toBeNull();
  });
});
