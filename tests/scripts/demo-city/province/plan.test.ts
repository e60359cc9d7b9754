import { describe, expect, it } from 'vitest';
import { add, drawCell } from '../../../../scripts/demo-city/province/cell.ts';
import { planProvince, sizeOf, whole } from '../../../../scripts/demo-city/province/plan.ts';

const cell = drawCell();
const plan = planProvince('test', sizeOf(1), cell);
const districts = plan.cities.flatMap((city) => city.districts);
const streets = districts.flatMap((district) => district.streets);

describe('the cell', () => {
  it('is the same after half a turn, to the last digit', () => {
    const points = new Set(cell.ring.map(([x, y]) => `${x} ${y}`));
    expect([...points].filter((point) => !points.has(turned(point)))).toEqual([]);
  });

  it('has its neighbours’ sides as its own', () => {
    const ring = new Set(cell.ring.map(String));
    for (const side of [cell.south.map((at) => add(at, cell.northward)), cell.west.map((at) => add(at, cell.eastward))])
      expect(side.filter((point) => !ring.has(String(point)))).toEqual([]);
  });

  it('closes its ring counter-clockwise', () => {
    expect(cell.ring.at(-1)).toEqual(cell.ring[0]);
    const doubled = cell.ring.slice(1).reduce((sum, [x, y], index) => {
      const [fromX, fromY] = cell.ring[index]!;
      return sum + fromX * y - x * fromY;
    }, 0);
    // The waves take away on one side what they add on the other: the area is that of the parallelogram.
    const [[ax, ay], [bx, by]] = [cell.eastward, cell.northward];
    expect(doubled / 2 / (ax * by - bx * ay)).toBeCloseTo(1, 6);
  });
});

describe('a province', () => {
  it('has the figures of the whole', () => {
    expect([plan.cities.length, districts.length, streets.length]).toEqual([7, 49, 490]);
    expect(streets.length * whole.gridsPerStreet).toBe(49_000);
    expect(streets.reduce((sum, { incident_count }) => sum + incident_count, 0)).toBe(5_000_000);
    expect(districts.every((district) => district.streets.length === 10)).toBe(true);
  });

  it('takes whole districts of a share, in at least two cities', () => {
    const tenth = planProvince('test', sizeOf(0.1), cell);
    expect(tenth.cities.map((city) => city.districts.length)).toEqual([2, 3]);
    expect(sizeOf(0.001).districts).toBe(1);
  });

  it('puts every street on a place of its own, with no hole inside', () => {
    expect(new Set(streets.map(({ at }) => at.join())).size).toBe(490);
    const taken = new Set(streets.map(({ at }) => at.join()));
    const neighbours = ([x, y]: readonly [number, number]) =>
      [cell.eastward, cell.northward].flatMap(([dx, dy]) => [`${x + dx},${y + dy}`, `${x - dx},${y - dy}`]);
    expect(streets.filter(({ at }) => neighbours(at).every((place) => !taken.has(place)))).toEqual([]);
    const free = new Map<string, number>();
    for (const { at } of streets)
      for (const place of neighbours(at)) if (!taken.has(place)) free.set(place, (free.get(place) ?? 0) + 1);
    expect([...free.values()].filter((count) => count === 4)).toEqual([]);
  });

  it('names no two districts, no two streets and no two communities of a district alike', () => {
    const alike = (names: string[]) => names.length - new Set(names).size;
    expect(alike([...districts, ...streets].map(({ word }) => word))).toBe(0);
    expect(districts.map(({ streets: own }) => alike(own.flatMap((street) => street.communityWords)))).toEqual(
      districts.map(() => 0),
    );
    expect(alike(plan.cities.map(({ name }) => name))).toBe(0);
  });

  it('counts codes from one below each code', () => {
    expect(plan.cities.map(({ area_code }) => area_code)).toEqual([
      '9901',
      '9902',
      '9903',
      '9904',
      '9905',
      '9906',
      '9907',
    ]);
    expect(districts[7]!.area_code).toBe('990201');
    expect(districts[7]!.streets.at(-1)!.area_code).toBe('990201010');
  });

  it('is the same for the same seed and another for another', () => {
    expect(planProvince('test', sizeOf(1), cell)).toEqual(plan);
    expect(planProvince('other', sizeOf(1), cell)).not.toEqual(plan);
  });
});

function turned(point: string): string {
  return point
    .split(' ')
    .map((value) => String(-Number(value) || 0))
    .join(' ');
}
