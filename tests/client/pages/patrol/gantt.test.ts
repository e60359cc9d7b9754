import { describe, expect, it } from 'vitest';
import { axisTicks, chosenWindows, routeBars } from '../../../../client/pages/patrol/gantt-bars.ts';
import { nextStop, tabStop } from '../../../../client/pages/patrol/gantt-keys.ts';
import { squadRows } from '../../../../client/pages/patrol/plan-rows.ts';
import { planOf, resultOf, routeOf, stopOf } from './plan-fixture.ts';

describe('bars of a route', () => {
  it('are travel, waiting and stays in order; what takes no time is left out', () => {
    const bars = routeBars(routeOf(1, [stopOf({}, 1210, 15), stopOf({ id: 2 }, 1230)]));
    expect(bars.map(({ kind, from_min, to_min, place }) => [kind, from_min, to_min, place])).toEqual([
      ['travel', 1200, 1210, 0],
      ['wait', 1210, 1225, 0],
      ['dwell', 1225, 1230, 0],
      ['dwell', 1230, 1235, 1],
      ['travel', 1235, 1245, 2],
    ]);
  });

  it('keep a stop that takes no time, so that it can be pressed', () => {
    const bars = routeBars(routeOf(1, [stopOf({}, 1210, 0, 0)]));
    expect(bars.filter(({ kind }) => kind === 'dwell')).toEqual([
      { kind: 'dwell', from_min: 1210, to_min: 1210, place: 0 },
    ]);
  });

  it('end the way to a street where its passing begins', () => {
    const street = stopOf({ kind: 'street' }, 1210, 0, 8);
    const route = routeOf(1, [street]);
    route.legs[0]!.to_min = street.leave_min;
    expect(routeBars(route).slice(0, 2)).toEqual([
      { kind: 'travel', from_min: 1200, to_min: 1210, place: 0 },
      { kind: 'dwell', from_min: 1210, to_min: 1218, place: 0 },
    ]);
  });
});

describe('windows of what is looked at', () => {
  it('are those of the point or street, and none of a squad or of nothing', () => {
    const { input } = planOf(null);
    expect(chosenWindows(input, { kind: 'point', id: 1 })).toEqual([[1200, 1380]]);
    expect(chosenWindows(input, { kind: 'street', id: 1, squad_id: 2 })).toEqual([[1200, 1380]]);
    expect([chosenWindows(input, { squad_id: 1 }), chosenWindows(input, null)]).toEqual([[], []]);
  });
});

describe('hours of the axis', () => {
  it.each([
    [0.5, [1200, 1320, 1440, 1560]],
    [1, [1200, 1260, 1320, 1380, 1440, 1500, 1560]],
    [5, Array.from({ length: 25 }, (_, at) => 1200 + at * 15)],
    [0.1, [1440]],
  ])('at %d px a minute do not touch', (px, ticks) => {
    expect(axisTicks([1200, 1560], px, 60)).toEqual(ticks);
  });
});

describe('keys over the stops', () => {
  const rows = squadRows(
    planOf(
      resultOf([
        routeOf(1, [stopOf({}, 1210), stopOf({ id: 2 }, 1260)]),
        routeOf(2, [stopOf({}, 1220), stopOf({ id: 2 }, 1250), stopOf({ kind: 'street' }, 1300)]),
      ]),
    ),
  );
  it.each([
    [1, 0, 'ArrowRight', { number: 1, place: 1 }],
    [1, 1, 'ArrowRight', null],
    [1, 0, 'ArrowLeft', null],
    [2, 0, 'End', { number: 2, place: 2 }],
    [2, 2, 'Home', { number: 2, place: 0 }],
    [1, 1, 'ArrowDown', { number: 2, place: 1 }],
    [2, 2, 'ArrowUp', { number: 1, place: 1 }],
    [1, 0, 'ArrowUp', null],
    [1, 0, 'x', null],
    [9, 0, 'ArrowRight', null],
  ] as const)('from row %d, stop %d, %s leads to %j', (number, place, key, next) => {
    expect(nextStop(rows, number, place, key)).toEqual(next);
  });

  it.each([
    [null, { number: 1, place: 0 }],
    [
      { squad_id: 2, kind: 'point', id: 2, visit: 1 },
      { number: 2, place: 1 },
    ],
    [
      { kind: 'street', id: 1 },
      { number: 2, place: 2 },
    ],
    [
      { kind: 'point', id: 99 },
      { number: 1, place: 0 },
    ],
  ] as const)('begin, with %j looked at, where the tab key comes to', (chosen, at) => {
    expect(tabStop(rows, chosen)).toEqual(at);
    expect(tabStop([], chosen)).toBeNull();
  });

  it('pass over a squad with nothing to do', () => {
    const [first, second] = rows;
    const between = { ...second!, number: 2, stops: [] };
    expect(nextStop([first!, between, { ...second!, number: 3 }], 1, 0, 'ArrowDown')).toEqual({ number: 3, place: 0 });
  });
});
