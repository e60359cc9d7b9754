import { beforeAll, describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../server/api/wire.ts';
import type { PatrolGround } from '../../../../server/planning/patrol/ground.ts';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import { patrolGround } from '../../../../server/planning/patrol/road-ground.ts';
import { streetWay } from '../../../../server/planning/patrol/street-way.ts';
import { buildGraph } from '../../../../server/roads/build.ts';
import type { RoadRow } from '../../../../server/roads/road-graph.ts';
import { at, plan, point, squad, street } from './grid-town.ts';

const road = (id: number, line: LonLat[], change: Partial<RoadRow> = {}): RoadRow => ({
  ...{ id, kind: 'residential', name: null, oneway: false, foot: true, bicycle: true, motor: true, lines: [line] },
  ...change,
});
// A block of 400 by 200 m whose southern street is one-way eastwards, a footpath in its middle, and a street joined to nothing.
const rows = [
  road(1, [at(0, 0), at(200, 0), at(400, 0)], { oneway: true }),
  road(2, [at(400, 0), at(400, 200)]),
  road(3, [at(400, 200), at(200, 200), at(0, 200)]),
  road(4, [at(0, 200), at(0, 0)]),
  road(5, [at(200, 0), at(200, 100)], { kind: 'footway', bicycle: false, motor: false }),
  road(6, [at(1_000, 0), at(1_300, 0)]),
];

describe('the streets as planning asks them', () => {
  let ground: PatrolGround;
  beforeAll(async () => {
    ground = await patrolGround(buildGraph(rows), ['car']);
  });

  it('gives the same times and lengths in a matrix as on the ways', async () => {
    const places = Array.from({ length: 130 }, (_, index) => at((index * 37) % 400, index % 2 === 0 ? 0 : 200));
    const snaps = places.map((place) => ground.snap(place, 'car', 150)!);
    const { time_s, length_m } = await ground.matrix('car', snaps, snaps.slice(0, 110));
    for (const [row, column] of [
      [0, 0],
      [3, 105],
      [129, 109],
      [101, 7],
    ] as const) {
      const path = ground.path('car', snaps[row]!, snaps[column]!)!;
      expect(time_s[row * 110 + column]).toBeCloseTo(path.time_s, 6);
      expect(length_m[row * 110 + column]).toBeCloseTo(path.length_m, 3);
    }
  });

  it('finds the nearest place that a way leads to', () => {
    const home = ground.snap(at(0, 100), 'foot', 150)!;
    const far = ground.joined(at(1_100, 50), 'foot', home)!;
    expect(far.distance_m).toBeCloseTo(700, -1);
    expect(ground.snap(at(1_100, 50), 'foot', 150)!.distance_m).toBeCloseTo(50, 0);
    const [lon, lat] = ground.joined(at(100, -90), 'foot', home)!.at;
    expect([lon, lat]).toEqual([expect.closeTo(at(100, 0)[0], 6), expect.closeTo(at(100, 0)[1], 6)]);
  });

  it('passes a street along its line, past the footpath that begins there, and a one-way street only along', () => {
    const line = [at(0, 3), at(199, 4), at(400, 2)];
    // Some metres more at the corners, as both ends and the middle are nearer to the streets that cross there.
    for (const way of [
      streetWay(ground, line, 'foot')!,
      streetWay(ground, [...line].reverse(), 'foot')!,
      streetWay(ground, line, 'car')!,
    ]) {
      expect(way.path.length_m).toBeGreaterThan(395);
      expect(way.path.length_m).toBeLessThan(415);
    }
    expect(streetWay(ground, [...line].reverse(), 'car')).toBeNull();
    expect(streetWay(ground, [at(0, 900), at(400, 900)], 'foot')).toBeNull();
  });

  it('makes a plan of a car that passes a one-way street twice along, and of a point that only feet reach', async () => {
    const input = plan({
      points: [point(1, at(200, 95)), point(2, at(1_150, 10))],
      streets: [street(1, [at(0, 0), at(400, 0)], { sides: 2, squad_id: 1 })],
      squads: [squad(1, at(0, 200), { mode: 'car' }), squad(2, at(0, 200))],
    });
    const result = await planPatrol(input, ground, { iterations: 200 });
    const [car, foot] = result.routes;
    expect(car!.stops.map(({ kind, reversed }) => [kind, reversed])).toEqual([
      ['street', false],
      ['street', false],
    ]);
    // Twice around the block.
    expect(car!.length_m).toBeGreaterThan(2_390);
    expect(car!.length_m).toBeLessThan(2_410);
    expect(foot!.stops.map(({ id }) => id)).toEqual([1]);
    expect(result.unserved).toMatchObject([{ id: 2, reason: 'no_way', remedy: { kind: 'move_point' } }]);
    for (const { legs } of result.routes) {
      for (const [index, { line }] of legs.entries()) {
        if (index > 0) expect(line[0]).toEqual(legs[index - 1]!.line.at(-1));
      }
    }
  });
});
