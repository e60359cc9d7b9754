import { describe, expect, it } from 'vitest';
import { isChosen, placeName, planSpan, squadName, squadRows } from '../../../../client/pages/patrol/plan-rows.ts';
import { planOf, resultOf, routeOf, squadOf, stopOf } from './plan-fixture.ts';

const route = routeOf(2, [stopOf({ id: 2, visit: 2 }, 1210, 15), stopOf({ kind: 'street', id: 1 }, 1240)]);

describe('squads of a plan with their stops', () => {
  it('stand in the order of the plan, also those with nothing to do', () => {
    const rows = squadRows(planOf(resultOf([route])));
    expect(rows.map(({ number, squad, stops }) => [number, squad.name, stops.length])).toEqual([
      [1, '甲队', 0],
      [2, '乙队', 2],
    ]);
    expect(rows[0]!.route).toBeNull();
  });

  it('say of each stop what it is called, how often it is wanted, the wait and the way', () => {
    const [point, street] = squadRows(planOf(resultOf([route])))[1]!.stops;
    expect(point).toMatchObject({ number: 1, name: '北门', wanted: 2, wait_min: 15, way_m: 100 });
    expect(street).toMatchObject({ number: 2, name: '站前路', wanted: 2, wait_min: 0, way_m: 200 });
  });

  it('have no stops before the plan is planned', () => {
    expect(squadRows(planOf(null)).flatMap(({ stops }) => stops)).toEqual([]);
  });
});

describe('names of a plan', () => {
  it('are those that it copied; what it does not hold keeps its number', () => {
    const { input } = planOf(null);
    expect(placeName(input, { kind: 'point', id: 1 })).toBe('南门');
    expect(placeName(input, { kind: 'street', id: 9 })).toBe('9');
    expect([squadName(input, 2), squadName(input, 9)]).toEqual(['乙队', '']);
  });
});

describe('what is looked at', () => {
  const stop = stopOf({ id: 2, visit: 2 }, 1210);
  it.each([
    [{ kind: 'point', id: 2 }, true],
    [{ kind: 'point', id: 2, visit: 2, squad_id: 1 }, true],
    [{ kind: 'point', id: 2, visit: 1 }, false],
    [{ kind: 'point', id: 2, squad_id: 2 }, false],
    [{ kind: 'street', id: 2 }, false],
    [{ squad_id: 1 }, false],
    [null, false],
  ] as const)('%j is that stop: %s', (chosen, expected) => {
    expect(isChosen(chosen, 1, stop)).toBe(expected);
  });
});

describe('the time of a plan', () => {
  it('runs in whole hours from the first shift to the last', () => {
    const { input } = planOf(null);
    const squads = [squadOf({ from_min: 1215, to_min: 1330 }), squadOf({ from_min: 1290, to_min: 1501 })];
    expect(planSpan({ ...input, squads })).toEqual([1200, 1560]);
  });

  it('is an evening where there is no squad', () => {
    expect(planSpan({ ...planOf(null).input, squads: [] })).toEqual([1080, 1440]);
  });
});
