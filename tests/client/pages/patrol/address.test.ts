import { describe, expect, it } from 'vitest';
import { areaOf, patrolTabs, readAddress, tabAfter, writeAddress } from '../../../../client/pages/patrol/address.ts';

describe('the address of the page of patrols', () => {
  it('begins with the points, and with the plan where one is named', () => {
    expect(readAddress({}).tab).toBe('points');
    expect(readAddress({ plan: '7' })).toMatchObject({ tab: 'plan', plan: 7, compare: null });
    expect(readAddress({ plan: '7', tab: 'streets' }).tab).toBe('streets');
  });

  it('is as if what it says badly were not there', () => {
    expect(readAddress({ tab: 'people', plan: '0', compare: '3', area_code: '12x', sheets: '-1' })).toEqual({
      tab: 'points',
      area_code: null,
      plan: null,
      compare: null,
      sheets: null,
      signs: null,
    });
  });

  it('writes what it reads, and nothing that goes without saying', () => {
    const rest = { tab: 'squads', area_code: '990106001', plan: '7', compare: '9' };
    expect(writeAddress(readAddress(rest))).toEqual(rest);
    expect(writeAddress(readAddress({ plan: '7', tab: 'plan' }))).toEqual({ plan: '7' });
    expect(writeAddress(readAddress({}))).toEqual({});
  });

  it('works on the area of a plan that is named alone, and on the own one where there is no such plan', () => {
    const alone = readAddress({ plan: '7' });
    expect(areaOf(alone, null, '990106')).toBeNull();
    expect(areaOf(alone, '990107002', '990106')).toBe('990107002');
    expect(areaOf(alone, undefined, '990106')).toBe('990106');
    expect(areaOf(readAddress({ plan: '7', area_code: '990108' }), '990107002', '990106')).toBe('990108');
    expect(areaOf(readAddress({}), null, '990106')).toBe('990106');
  });

  it('goes along the tabs by key, around their ends, and to the first and the last', () => {
    expect(patrolTabs.map((tab) => tabAfter(tab, 'ArrowRight'))).toEqual([...patrolTabs.slice(1), 'points']);
    expect(patrolTabs.map((tab) => tabAfter(tab, 'ArrowLeft'))).toEqual(['coverage', ...patrolTabs.slice(0, -1)]);
    expect([tabAfter('plan', 'Home'), tabAfter('plan', 'End'), tabAfter('plan', 'a')]).toEqual([
      'points',
      'coverage',
      null,
    ]);
  });
});
