import { describe, expect, it } from 'vitest';
import { cutAcross, degreesOf, extended } from '../../../server/areas/drawing.ts';
import { heirsOf, type Move, sumOf } from '../../../server/areas/heirs.ts';
import { fewProblems, type Measured, shapeProblems } from '../../../server/areas/judging.ts';
import { readLimits } from '../../../server/areas/limits.ts';
import { nextCodes, partNames } from '../../../server/areas/naming.ts';

const limits = readLimits();
const shape = { type: 'Polygon' as const, coordinates: [] };
const measured = (given: Partial<Measured> = {}): Measured => ({
  ...{ place: [112, 32], shape, area_m2: 10_000, piece_count: 1, holes: [] },
  ...given,
});
const spot = { place: [112, 32] as [number, number], shape, area_m2: 20 };
const none = { gap: [], overlap: [], beyond: [] };
const move = (from_code: string, to_code: string, household_count: number, building_count = 1): Move => ({
  ...{ from_code, to_code, household_count, building_count },
  ...{ resident_count: 0, visit_due_count: 0, incident_open_count: 0, patrol_point_count: 0 },
});

describe('codes', () => {
  it('go on behind the last that was ever used, gaps or not', () => {
    expect(nextCodes('990106001001', ['990106001001', '990106001001002', '990106001001007'], 2, 15)).toEqual([
      '990106001001008',
      '990106001001009',
    ]);
    expect(nextCodes('990106001001', [], 1, 15)).toEqual(['990106001001001']);
  });

  it('do not look at what stands below their level', () => {
    expect(nextCodes('990106001', ['990106001001', '990106001001009'], 1, 12)).toEqual(['990106001002']);
  });

  it('come to an end', () => {
    expect(nextCodes('990106001001', ['990106001001998'], 1, 15)).toEqual(['990106001001999']);
    expect(nextCodes('990106001001', ['990106001001998'], 2, 15)).toBeNull();
  });
});

it('parts are called after the whole until they have a name', () => {
  expect(partNames('第一网格', 2, [])).toEqual(['第一网格甲', '第一网格乙']);
  expect(partNames('第一网格', 2, ['西格'])).toEqual(['西格', '第一网格乙']);
});

describe('a line', () => {
  it('is made longer straight on at both ends', () => {
    const line = extended(
      [
        [112, 32],
        [112, 32.001],
      ],
      2,
    );
    expect(line).toHaveLength(4);
    expect(line[0]).toEqual([112, 32 - degreesOf(2)]);
    expect(line[3]![1]).toBeCloseTo(32.001 + degreesOf(2), 10);
    const east = extended(
      [
        [112, 60],
        [112.001, 60],
      ],
      2,
    );
    // A degree of longitude is half as long there.
    expect(112 - east[0]![0]).toBeCloseTo(2 * degreesOf(2), 10);
  });

  it('of no length stays where it is', () => {
    expect(
      extended(
        [
          [112, 32],
          [112, 32],
        ],
        2,
      ),
    ).toEqual(Array.from({ length: 4 }, () => [112, 32]));
  });

  it('across an area goes beyond it', () => {
    expect(cutAcross('x', 1, [0, 0, 2, 4])).toEqual([
      [1, -0.04],
      [1, 4.04],
    ]);
    expect(cutAcross('y', 3, [0, 0, 2, 4])).toEqual([
      [-0.02, 3],
      [2.02, 3],
    ]);
  });
});

describe('heirs', () => {
  it('have most of the households, else of the buildings, else come first', () => {
    const moves = [move('1', 'a', 100), move('1', 'b', 120), move('2', 'a', 0, 3), move('2', 'b', 0, 5)];
    expect(heirsOf(['1', '2', '3'], ['a', 'b'], moves)).toEqual({ '1': 'b', '2': 'b', '3': 'a' });
  });

  it('sums are zero of nothing', () => {
    expect(sumOf([]).household_count).toBe(0);
    expect(sumOf([move('1', 'a', 2), move('1', 'b', 3)])).toMatchObject({ household_count: 5, building_count: 2 });
  });
});

describe('a drawing', () => {
  it('that is sound has no problem', () => {
    expect(shapeProblems([measured()], [measured(), measured()], none, limits)).toEqual([]);
  });

  it('is judged for ground that nobody has, two have, or others had', () => {
    const found = shapeProblems([measured()], [measured()], { gap: [spot], overlap: [spot], beyond: [spot] }, limits);
    expect(found.map(({ kind }) => kind)).toEqual(['overlap', 'gap', 'beyond']);
    expect(found[0]).toMatchObject({ place: [112, 32], shape, household_count: null });
  });

  it('may not make holes, pieces or slivers, but may keep those that were', () => {
    const holed = measured({ holes: [spot] });
    const broken = measured({ piece_count: 2 });
    expect(shapeProblems([measured()], [holed], none, limits).map(({ kind }) => kind)).toEqual(['hole']);
    expect(shapeProblems([holed], [holed], none, limits)).toEqual([]);
    expect(shapeProblems([measured()], [broken], none, limits).map(({ kind }) => kind)).toEqual(['pieces']);
    expect(shapeProblems([broken], [broken], none, limits)).toEqual([]);
    expect(shapeProblems([measured()], [measured({ area_m2: 49 })], none, limits).map(({ kind }) => kind)).toEqual([
      'sliver',
    ]);
  });

  it('may not leave few households, unless there were no more', () => {
    const with_count = (household_count: number) => ({ ...spot, household_count });
    expect(fewProblems([with_count(297), with_count(3)], 300, limits)).toMatchObject([
      { kind: 'few', household_count: 3 },
    ]);
    expect(fewProblems([with_count(50), with_count(250)], 300, limits)).toEqual([]);
    expect(fewProblems([with_count(20)], 20, limits)).toEqual([]);
    expect(fewProblems([with_count(19)], 20, limits)).toHaveLength(1);
  });
});

it('limits that cannot be read say where', () => {
  expect(() => readLimits('/nowhere')).toThrow('data/codes/reorganisation.json cannot be used');
});
