import { describe, expect, it } from 'vitest';
import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { reverseGeocode } from '../../../server/geocode/reverse.ts';
import { at, littleDistrict } from './little-district.ts';

const index = buildPlaceIndex(littleDistrict);

describe('what is at a point', () => {
  it('is the building around it, the road with its number, and its areas', () => {
    const { building, road, areas } = reverseGeocode(index, ...at(60, 55));
    expect(building).toEqual({
      id: 101,
      name: '听枫苑1幢',
      address: '碧川区云阶街道柳塘社区桥南路18号听枫苑1幢',
      household_id: null,
      distance_m: 0,
    });
    expect(road).toMatchObject({ id: 1, name: '桥南路', number: '18' });
    expect(road!.distance_m).toBeCloseTo(25, 1);
    expect(areas.map(({ name }) => name)).toEqual(['碧川区', '云阶街道', '柳塘社区', '柳塘第一网格']);
  });

  it('is a door where the building has one', () => {
    expect(reverseGeocode(index, ...at(605, 312)).building).toMatchObject({
      id: 301,
      household_id: 7,
      address: '碧川区云阶街道杏坞社区染坊街19-3号101室',
    });
  });

  it('is the nearer of two buildings by their walls', () => {
    const { building } = reverseGeocode(index, ...at(70, 80));
    expect(building!.id).toBe(103);
    expect(building!.distance_m).toBeCloseTo(10, 1);
  });

  it('is nothing far from everything', () => {
    expect(reverseGeocode(index, 113, 33)).toEqual({ building: null, road: null, areas: [] });
  });

  it('is not what lies in a hole', () => {
    const ring = (from: number, to: number) => [...at(from, from), ...at(to, from), ...at(to, to), ...at(from, to)];
    const holed = buildPlaceIndex({
      ...littleDistrict,
      areas: [{ ...littleDistrict.areas[0]!, rings: [ring(0, 400), ring(100, 200)] }],
    });
    expect(reverseGeocode(holed, ...at(150, 150)).areas).toEqual([]);
    expect(reverseGeocode(holed, ...at(50, 50)).areas).toHaveLength(1);
  });
});
