import { describe, expect, it } from 'vitest';
import { Random } from '../../../server/simulator/random.ts';
import {
  busyHours,
  type Happenings,
  hotSpotSteps,
  hotSpots,
  type StreetWeights,
} from '../../../server/statistics/hot-spots.ts';
import { metres, place } from '../coverage/plane.ts';

const size_m = 1500;
/** Streets every 100 m both ways, in pieces of 50 m. */
const streets: StreetWeights = (() => {
  const middles: [number, number][] = [];
  for (let row = 0; row <= size_m; row += 100) {
    for (let at = 25; at < size_m; at += 50) middles.push(place(at, row), place(row, at));
  }
  return { place: Float64Array.from(middles.flat()), length_m: new Float64Array(middles.length).fill(50) };
})();

interface Happening {
  at: readonly [number, number];
  minute?: number;
  category?: number;
}
const happenings = (list: readonly Happening[]): Happenings => ({
  place: Float64Array.from(list.flatMap(({ at }) => place(...at))),
  minute: Int16Array.from(list, ({ minute = 0 }) => minute),
  category: Int16Array.from(list, ({ category = 0 }) => category),
});

/** As many as are asked for, anywhere along the streets. */
function anywhere(count: number, seed: string): Happening[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const along = random.between(0, size_m);
    const street = 100 * random.integer(0, size_m / 100);
    return { at: random.chance(0.5) ? ([along, street] as const) : ([street, along] as const) };
  });
}

describe('hot spots', () => {
  it('are none where everything is spread evenly along the streets', () => {
    const found = ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => hotSpots(happenings(anywhere(400, seed)), streets, 40));
    expect(found.flat()).toEqual([]);
  });

  it('are found where something came more often, with what, when and how much was to be expected', () => {
    const crowd = Array.from({ length: 40 }, (_, at): Happening => {
      const angle = (at / 40) * 2 * Math.PI;
      return {
        at: [730 + 60 * Math.cos(angle), 680 + 60 * Math.sin(angle)],
        minute: (1320 + (at % 20) * 8) % 1440,
        category: at % 4 === 0 ? 2 : 1,
      };
    });
    const found = hotSpots(
      happenings([...anywhere(120, 'a').map((each) => ({ ...each, minute: 700 })), ...crowd]),
      streets,
      40,
    );
    expect(found).toHaveLength(1);
    const [{ centre, count, expected, p, categories, from_min, to_min }] = found as [(typeof found)[0]];
    const [east, north] = metres(centre);
    expect(Math.hypot(east - 730, north - 680)).toBeLessThan(110);
    expect(count).toBeGreaterThanOrEqual(40);
    expect(expected).toBeGreaterThan(3);
    expect(expected).toBeLessThan(6);
    expect(p).toBeLessThan(1e-9);
    expect(categories.slice(0, 2)).toEqual([
      { category: 1, count: 30 },
      { category: 2, count: 10 },
    ]);
    expect([from_min, to_min]).toEqual([1320, 1500]);
  });

  it('do not move with the door at which it came: a household cannot be told from its neighbours', () => {
    const at = (x: number, y: number) =>
      hotSpots(happenings([...anywhere(300, 'b'), ...new Array<Happening>(30).fill({ at: [x, y] })]), streets, 40);
    const found = at(712, 655);
    expect(found).toHaveLength(1);
    expect(at(722, 655)).toEqual(found);
    expect(at(712, 661)).toEqual(found);
    expect(metres(found[0]!.centre).map((value) => Math.round(value) % 25)).toEqual([0, 0]);
  });

  it('count nothing twice, and are no more than are asked for', () => {
    const crowds = [
      [300, 300],
      [360, 300],
      [1100, 1200],
    ].flatMap(([x, y]) => new Array<Happening>(40).fill({ at: [x!, y!] }));
    const all = happenings([...anywhere(200, 'c'), ...crowds]);
    const found = hotSpots(all, streets, 40);
    expect(found).toHaveLength(2);
    expect(found[0]!.count).toBeGreaterThanOrEqual(80);
    expect(hotSpots(all, streets, 1)).toEqual(found.slice(0, 1));
  });

  it('are found with a pause for every hundred places that are judged', () => {
    const places = (size_m / 75) ** 2;
    const pauses = [...hotSpotSteps(happenings(anywhere(400, 'a')), streets, 40)].length;
    expect(pauses).toBeGreaterThan(places / 100);
  });

  it('are none of too few, and none without streets', () => {
    expect(hotSpots(happenings(new Array<Happening>(4).fill({ at: [300, 300] })), streets, 40)).toEqual([]);
    const none = { place: new Float64Array(0), length_m: new Float64Array(0) };
    expect(hotSpots(happenings(anywhere(50, 'a')), none, 40)).toEqual([]);
    expect(hotSpots(happenings([]), streets, 40)).toEqual([]);
  });
});

it('takes the shortest hours in which four of five came, over midnight too', () => {
  expect(busyHours([1380, 1390, 1439, 5, 700])).toEqual({ from_min: 1380, to_min: 1500 });
  expect(busyHours([600])).toEqual({ from_min: 600, to_min: 660 });
  expect(busyHours(Array.from({ length: 24 }, (_, hour) => hour * 60))).toEqual({
    from_min: 720,
    to_min: 720 + 20 * 60,
  });
});
