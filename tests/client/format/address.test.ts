import { describe, expect, it } from 'vitest';
import { buildingName, doorOnFloor, formatFloor, formatFloorShort } from '../../../client/format/address.ts';

describe('addresses', () => {
  it('names floors above and below the ground', () => {
    expect([12, 1, -1].map((floor) => formatFloor(floor, 'zh-CN'))).toEqual(['12层', '1层', '地下1层']);
    expect([12, -2].map((floor) => formatFloor(floor, 'en'))).toEqual(['Floor 12', 'Basement 2']);
    expect([33, -2].map(formatFloorShort)).toEqual(['33', 'B2']);
  });

  it('shortens a door to what its floor does not say', () => {
    expect(doorOnFloor('1203', 12)).toBe('03');
    expect(doorOnFloor('301', 3)).toBe('01');
    expect(doorOnFloor('0301', 3)).toBe('0301');
    expect(doorOnFloor('12', 1)).toBe('12');
    expect(doorOnFloor('甲', 2)).toBe('甲');
  });

  it('falls back from name to address to number', () => {
    expect(buildingName({ id: 7, name: '3号楼', address: '清河路1号' }, 'zh-CN')).toBe('3号楼');
    expect(buildingName({ id: 7, name: null, address: '清河路1号' }, 'zh-CN')).toBe('清河路1号');
    expect(buildingName({ id: 7, name: null, address: null }, 'zh-CN')).toBe('楼栋 7');
    expect(buildingName({ id: 7, name: null, address: null }, 'en')).toBe('Building no. 7');
  });
});
