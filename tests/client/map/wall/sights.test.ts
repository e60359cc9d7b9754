import { describe, expect, it } from 'vitest';
import { lookedAt, Sights } from '../../../../client/map/wall/sights.ts';
import type { WallLook } from '../../../../server/api/walls/schema.ts';
import type { Bounds } from '../../../../server/api/wire.ts';

const whole: Bounds = [112, 31, 113, 32];
const own = { area: { area_code: '990106', name: '澄江区', level: 'district', bounds: whole }, emergencies: [] };
const areas = [
  { area_code: '990106001001', name: '甲', open_count: 9, overdue_count: 1 },
  { area_code: '990106001002', name: '乙', open_count: 4, overdue_count: 3 },
  { area_code: '990106001003', name: '丙', open_count: 9, overdue_count: 3 },
];

function seen(look: WallLook, counted: typeof areas | null = areas) {
  const camera = { look, pitch: 50, bearing: 0, closer: 0 };
  return { own, scene: { id: look, camera }, since_ms: 1000, figures: counted && { areas: counted } };
}

describe('what a scene looks at', () => {
  it.each([
    ['area', '990106'],
    ['busiest', '990106001001'],
    ['overdue', '990106001002'],
  ] as const)('%s', (look, code) => {
    expect(lookedAt(seen(look))).toBe(code);
  });

  it('is the whole area where no part has anything, or nothing is known', () => {
    expect(lookedAt(seen('overdue', [{ ...areas[0]!, overdue_count: 0 }]))).toBe('990106');
    expect(lookedAt(seen('busiest', null))).toBe('990106');
  });

  it('is the emergency while there is one, else the area', () => {
    const sights = new Sights(() => {});
    expect(sights.boundsOf(seen('emergency'))).toEqual(whole);
    const bounds: Bounds = [112.1, 31.1, 112.2, 31.2];
    const emergencies = [{ bounds }] as never;
    expect(sights.boundsOf({ ...seen('emergency'), own: { ...own, emergencies } })).toBe(bounds);
    expect(sights.boundsOf(seen('area'))).toBe(whole);
  });
});
