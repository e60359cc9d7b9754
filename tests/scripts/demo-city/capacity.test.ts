import { describe, expect, it } from 'vitest';
import { capacityOf, householdCapacity } from '../../../scripts/demo-city/capacity.ts';

const of = (kind: string, length_m: number, footprint_m2: number, floor_count: number | null = 6) =>
  capacityOf({ kind, floor_count, footprint_m2, length_m });

describe('the capacity of a building', () => {
  it('gives a slab a stair every 16 m and two doors a floor', () => {
    expect(of('apartments', 48, 48 * 12)).toEqual({ units: 3, doors_per_floor: 2 });
    expect(of('residential', 31.6, 31.6 * 13)).toEqual({ units: 2, doors_per_floor: 2 });
    expect(of('apartments', 12, 12 * 11)).toEqual({ units: 1, doors_per_floor: 2 });
  });

  it('gives a tower one stair and four to six doors', () => {
    expect(of('apartments', 25, 453)).toEqual({ units: 1, doors_per_floor: 4 });
    expect(of('apartments', 33, 652)).toEqual({ units: 1, doors_per_floor: 6 });
  });

  it('divides a large block that is no slab by its ground', () => {
    expect(of('apartments', 60, 60 * 30)).toEqual({ units: 9, doors_per_floor: 2 });
  });

  it('gives an old house doors by its ground, and nobody a home where nobody lives', () => {
    expect(of('house', 13, 130, 2)).toEqual({ units: 1, doors_per_floor: 2 });
    expect(of('office', 40, 800, 20)).toEqual({ units: 0, doors_per_floor: 0 });
    expect(of('yes', 48, 576, 2)).toEqual({ units: 0, doors_per_floor: 0 });
    expect(of('yes', 48, 576, 3)).toEqual({ units: 3, doors_per_floor: 2 });
    expect(of('apartments', 0, 0)).toEqual({ units: 0, doors_per_floor: 0 });
  });

  it('counts a building without floors as one floor', () => {
    expect(householdCapacity({ kind: 'apartments', floor_count: null, footprint_m2: 576, length_m: 48 })).toBe(6);
    expect(householdCapacity({ kind: 'apartments', floor_count: 6, footprint_m2: 576, length_m: 48 })).toBe(36);
  });
});
