import { describe, expect, it } from 'vitest';
import { distanceOf, middleOf, placesOf, untilOf } from '../../../server/patrol-walks/places.ts';
import { walkProgress } from '../../../server/patrol-walks/states.ts';
import { night } from './night.ts';

const { input, route } = night();
const places = placesOf(input);
const done = (kind: 'point' | 'street', id: number, visit: number) => ({ kind, id, visit });
const statesAt = (minute: number, checkIns: ReturnType<typeof done>[] = []) =>
  walkProgress(route.stops, places, checkIns, minute);

describe('a walk that goes on', () => {
  it('has everything before it when it begins', () => {
    const begun = statesAt(1145);
    expect(begun.stops.map(({ state }) => state)).toEqual(['due', 'due', 'due', 'due']);
    expect([begun.done_count, begun.late_count, begun.stop_count]).toEqual([0, 0, 4]);
    expect(begun.next).toEqual({
      ...{ kind: 'point', id: 181, name: '花园南门', centre: [112.1018, 32.004], begin_min: 1150, late: false },
    });
  });

  it('is late a quarter of an hour behind, and no minute sooner', () => {
    expect(statesAt(1165).stops[0]!.state).toBe('due');
    expect(statesAt(1165.1).stops[0]!.state).toBe('late');
    expect(statesAt(1165.1).next).toMatchObject({ id: 181, late: true });
  });

  it('counts what was done by visit, and goes on behind it', () => {
    const later = statesAt(1190, [done('point', 181, 1), done('street', 5, 1)]);
    expect(later.stops.map(({ state }) => state)).toEqual(['done', 'done', 'due', 'due']);
    expect(later.done_count).toBe(2);
    expect(later.next).toMatchObject({ kind: 'point', id: 182, begin_min: 1200 });
  });

  it('goes on behind the last that was done, though one before was passed over', () => {
    const passed = statesAt(1175, [done('street', 5, 1)]);
    expect(passed.stops.map(({ state }) => state)).toEqual(['late', 'done', 'due', 'due']);
    expect(passed.next).toMatchObject({ kind: 'point', id: 182 });
    // Nothing is left behind it but what was passed over.
    const last = statesAt(1300, [done('point', 181, 2), done('street', 5, 1), done('point', 182, 1)]);
    expect(last.next).toMatchObject({ kind: 'point', id: 181, begin_min: 1150, late: true });
  });

  it('missed what nobody came to while its window was open', () => {
    const after = statesAt(1231, [done('point', 181, 1), done('street', 5, 1)]);
    expect(after.stops.map(({ state }) => state)).toEqual(['done', 'done', 'missed', 'due']);
    expect(after.late_count).toBe(1);
    expect(after.next).toMatchObject({ id: 181, begin_min: 1260, late: false });
    const over = statesAt(1801, [done('point', 181, 1), done('street', 5, 1), done('point', 181, 2)]);
    expect(over.next).toMatchObject({ id: 182, late: true });
    expect(statesAt(1801, route.stops).next).toBeNull();
  });
});

describe('places', () => {
  it('of a street is its middle by length', () => {
    expect(placesOf(input).get('street:5')!.centre).toEqual([112.101, 32.0036]);
    expect(middleOf([[1, 1]])).toEqual([1, 1]);
    expect(
      middleOf([
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([1, 1]);
    expect(
      middleOf([
        [0, 0],
        [0, 1],
        [0, 4],
      ]),
    ).toEqual([0, 2]);
  });

  it('lie as far from each other as on the globe', () => {
    expect(distanceOf([112, 32], [112, 32.01])).toBeCloseTo(1111.95, 1);
    expect(distanceOf([112, 32], [112.01, 32])).toBeCloseTo(942.99, 1);
  });

  it('may be visited until the window that the visit lies in is over', () => {
    const windows = [
      [1080, 1200],
      [1300, 1400],
    ] as const;
    expect([untilOf(windows, 1100), untilOf(windows, 1300), untilOf(windows, 1250)]).toEqual([1200, 1400, 1250]);
  });
});
