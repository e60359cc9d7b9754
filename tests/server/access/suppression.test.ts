import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import { countOf, type Release, reachOf } from '../../../server/access/suppression.ts';
import { classOf, countsOfClass } from '../../helpers/attacker.ts';

const callerWith = (rights: Caller['rights'], buildings: Caller['buildings'] = {}): Caller => ({
  ...{ kind: 'session', account_id: 1, login: 'a', display_name: 'a', owed: null, grants: [], second_factor: false },
  ...{ expires_at: '2026-05-20T12:00:00Z', credential_id: 1, rank: null, stale: false, rights, buildings },
});

describe('reachOf', () => {
  it.each<[string, Caller['rights'], string, ReturnType<typeof reachOf>]>([
    [
      'sees the doors',
      { counts: ['990106001'], doors: ['990106001'] },
      '990106001002',
      { prefixes: ['990106001002'], exact: true },
    ],
    ['sees counts only', { counts: ['990106'] }, '990106001', { prefixes: ['990106001'], exact: false }],
    ['has everything', { counts: [''] }, '99', { prefixes: ['99'], exact: false }],
    [
      'asks from above',
      { counts: ['990106001'], doors: ['990106001'] },
      '990106',
      { prefixes: ['990106001'], exact: true },
    ],
    ['asks outside', { counts: ['990106001'] }, '990106002', null],
    ['has neither', { map: ['990106'] }, '990106', null],
    [
      'sees the doors of a part: all of the answer is protected',
      { counts: ['990106'], doors: ['990106001'] },
      '990106',
      { prefixes: ['990106'], exact: false },
    ],
    [
      'sees the doors of one of two parts',
      { counts: ['990106001', '990106002'], doors: ['990106001'] },
      '990106',
      { prefixes: ['990106001', '990106002'], exact: false },
    ],
  ])('of who %s', (_, rights, area, reach) => {
    expect(reachOf(callerWith(rights), area)).toEqual(reach);
  });

  it('does not take a building for its grid', () => {
    expect(reachOf(callerWith({ map: ['990106001001001'], doors: [] }, { doors: [21] }), '990106001001001')).toBeNull();
  });
});

describe('countOf', () => {
  const release: Release = { small_count_below: 10, small_means: { visit_due: 3.5 } };
  it.each<[Release, number, number, number | null]>([
    [{ small_count_below: null, small_means: {} }, 3, 0, 3],
    [release, 0, 0, 0],
    [release, 0, 1, null],
    [release, 0, 2, null],
    [release, 0, 3, 11],
    [release, 20, 1, 24],
    [{ small_count_below: 10, small_means: {} }, 20, 1, 25],
    [{ small_count_below: 2, small_means: {} }, 0, 1, null],
  ])('%o with %i sure and %i small leaves is %s', (read, sure_sum, small_count, shown) => {
    expect(countOf(read, 'visit_due', { sure_sum, small_count })).toBe(shown);
  });

  it('counts nobody where there is no cell', () => {
    expect(countOf(release, 'visit_due', undefined)).toBe(0);
  });
});

describe('classes', () => {
  it.each([5, 10, 12, 20, 100])('below %i are small, above hold at least five numbers each', (below) => {
    const sizes = new Map<number | null, number>();
    for (let count = 0; count < 995; count++) {
      const published = classOf(count, below);
      const { low, high } = countsOfClass(published, below);
      expect(count >= low && count <= high).toBe(true);
      expect(published === null).toBe(count > 0 && count < below);
      if (published !== null && published > 0) expect(published).toBeGreaterThanOrEqual(below);
      sizes.set(published, (sizes.get(published) ?? 0) + 1);
    }
    expect(sizes.get(0)).toBe(1);
    expect(sizes.get(null)).toBe(below - 1);
    expect(
      Math.min(...[...sizes].filter(([value]) => value !== null && value !== 0).map(([, size]) => size)),
    ).toBeGreaterThanOrEqual(5);
  });

  it('leave everything as it is below a threshold of 1', () => {
    expect([0, 1, 7, 23].map((count) => classOf(count, 1))).toEqual([0, 1, 7, 23]);
  });
});

/** 100 grids in streets of 10, households about 300 and six kinds of visits from none to 40, a third of them below 10. */
function town() {
  let state = 20260520;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: 100 }, () => ({
    households: [Math.round(200 + 200 * random())],
    visits: Array.from({ length: 6 }, () => Math.floor(41 * random() ** 1.5)),
  }));
}

describe('what sums are worth', () => {
  /** The largest error of the sums of groups of grids, as a share. */
  function worstError(kind: 'households' | 'visits', grids: number): number {
    const leaves = town().map((each) => each[kind]);
    const small = leaves.flat().filter((count) => count > 0 && count < 10);
    const mean =
      small.length < 80 ? 5 : Math.round((2 * small.reduce((sum, count) => sum + count, 0)) / small.length) / 2;
    const errors = Array.from({ length: 100 / grids }, (_, group) => {
      const counts = leaves.slice(group * grids, (group + 1) * grids).flat();
      const classes = counts.map((count) => classOf(count, 10));
      const cell = {
        sure_sum: classes.reduce<number>((sum, value) => sum + (value ?? 0), 0),
        small_count: classes.filter((value) => value === null).length,
      };
      const shown = countOf({ small_count_below: 10, small_means: { visit_due: mean } }, 'visit_due', cell)!;
      const truth = counts.reduce((sum, count) => sum + count, 0);
      return Math.abs(shown - truth) / truth;
    });
    return Math.max(...errors);
  }

  it.each<['households' | 'visits', number, number]>([
    ['households', 100, 0.02],
    ['households', 10, 0.02],
    ['visits', 100, 0.1],
    ['visits', 10, 0.1],
  ])('%s of %i grids are right to %d', (kind, grids, worst) => {
    expect(worstError(kind, grids)).toBeLessThan(worst);
  });
});
