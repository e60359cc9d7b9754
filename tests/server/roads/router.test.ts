import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { travelModes } from '../../../server/api/patrol-plans/schema.ts';
import { buildGraph } from '../../../server/roads/build.ts';
import { metresBetween } from '../../../server/roads/metric.ts';
import type { RoadGraph, RoadPath, Snap } from '../../../server/roads/road-graph.ts';
import { Router } from '../../../server/roads/router.ts';
import { Snapper } from '../../../server/roads/snap.ts';
import { crookedTown, metresOf, numbersFrom, placeAt, street } from '../../fixtures/streets.ts';
import { onEdge, plainTimes } from '../../helpers/plain-ways.ts';

const cross = buildGraph([
  street(1, [
    [0, 0],
    [100, 0],
  ]),
  street(2, [
    [100, 0],
    [100, 100],
  ]),
  street(
    3,
    [
      [0, 0],
      [0, 100],
    ],
    { oneway: true },
  ),
  street(
    4,
    [
      [0, 100],
      [100, 100],
    ],
    { oneway: true },
  ),
]);
const snapper = new Snapper(cross);

function snapped(east_m: number, north_m: number): Snap {
  return snapper.snap(placeAt(east_m, north_m), 'car', 50)!;
}

function shown(path: RoadPath | null) {
  return path && { metres: Math.round(path.length_m), line: path.line.map(metresOf), arcs: path.arcs };
}

function lineLength(line: readonly [number, number][]): number {
  return line.slice(1).reduce((sum, to, at) => sum + metresBetween(...line[at]!, ...to), 0);
}

function somePlaces(graph: RoadGraph, seed: number, count: number): Snap[] {
  const next = numbersFrom(seed);
  return Array.from({ length: count }, () => {
    const edge = Math.floor(next() * graph.edge_count);
    const share = next();
    return onEdge(edge, share < 0.1 ? 0 : share > 0.9 ? 1 : share);
  });
}

describe('ways', () => {
  it('lead from the middle of a street to the middle of another', () => {
    const path = new Router(cross, 'car').path(snapped(40, 0), snapped(100, 30));
    expect(shown(path)).toEqual({
      metres: 90,
      line: [
        [40, 0],
        [100, 0],
        [100, 30],
      ],
      arcs: [0, 2],
    });
    expect(path!.time_s).toBeCloseTo(18, 1);
  });

  it('go around one-way streets by car, and against them on foot', () => {
    const [from, to] = [snapped(0, 60), snapped(40, 0)];
    expect(shown(new Router(cross, 'car').path(from, to))).toEqual({
      metres: 300,
      line: [
        [0, 60],
        [0, 100],
        [100, 100],
        [100, 0],
        [40, 0],
      ],
      arcs: [4, 6, 3, 1],
    });
    expect(shown(new Router(cross, 'foot').path(from, to))).toMatchObject({ metres: 100 });
  });

  it('stay on one edge where that is the fastest, and leave it where it leads the other way only', () => {
    const router = new Router(cross, 'car');
    expect(shown(router.path(snapped(80, 0), snapped(30, 0)))).toEqual({
      metres: 50,
      line: [
        [80, 0],
        [30, 0],
      ],
      arcs: [1],
    });
    expect(shown(router.path(snapped(0, 20), snapped(0, 70)))).toMatchObject({ metres: 50, arcs: [4] });
    expect(shown(router.path(snapped(0, 70), snapped(0, 20)))).toMatchObject({ metres: 350, arcs: [4, 6, 3, 1, 4] });
  });

  it('are nothing from a place to itself', () => {
    const place = snapped(0, 20);
    expect(shown(new Router(cross, 'car').path(place, place))).toMatchObject({
      metres: 0,
      line: [
        [0, 20],
        [0, 20],
      ],
    });
  });

  it('pass no arc of an edge that is left or come to at its end', () => {
    const path = new Router(cross, 'foot').path(onEdge(0, 1), onEdge(1, 1));
    expect(path).toMatchObject({ arcs: [2] });
  });

  it('are none where none leads', () => {
    const apart = buildGraph([
      street(1, [
        [0, 0],
        [100, 0],
      ]),
      street(2, [
        [0, 50],
        [100, 50],
      ]),
    ]);
    const router = new Router(apart, 'foot');
    expect(router.path(onEdge(0, 0.5), onEdge(1, 0.5))).toBeNull();
    expect([...router.matrix([onEdge(0, 0.5)], [onEdge(1, 0.5), onEdge(0, 0.5)]).time_s]).toEqual([Infinity, 0]);
  });
});

describe('ways of any town', () => {
  it('take exactly the time that Dijkstra finds, one by one and as a matrix', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...travelModes), (seed, mode) => {
        const graph = buildGraph(crookedTown(seed));
        const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
        const router = new Router(graph, mode);
        const [from, to] = [somePlaces(graph, seed, 6), somePlaces(graph, seed + 1, 12)];
        // A place on the same edge as a start, before or behind it.
        to.push(onEdge(from[0]!.edge, 0.3));
        const expected = from.flatMap((start) => plainTimes(graph, arc_s, start, to));
        expect([...router.matrix(from, to).time_s]).toEqual(expected);
        expect(from.flatMap((start) => to.map((end) => router.path(start, end)?.time_s ?? Infinity))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('have lines and arcs as long and as slow as they say', () => {
    const graph = buildGraph(crookedTown(5, 12));
    const find = new Snapper(graph);
    const next = numbersFrom(9);
    const places = Array.from({ length: 12 }, () => find.snap(placeAt(next() * 1100, next() * 1100), 'car', 400)!);
    const router = new Router(graph, 'car');
    const { time_s, length_m } = router.matrix(places, places);
    let compared = 0;
    places.forEach((from, row) => {
      places.forEach((to, column) => {
        const path = router.path(from, to);
        expect(path?.time_s ?? Infinity).toBe(time_s[row * 12 + column]);
        if (!path || path.arcs.length < 3) return;
        compared++;
        expect(path.length_m).toBe(length_m[row * 12 + column]);
        expect(lineLength(path.line)).toBeCloseTo(path.length_m, 0);
        const middle_s = path.arcs.slice(1, -1).reduce((sum, arc) => sum + graph.arc_s[2]![arc]!, 0);
        expect(middle_s).toBeLessThanOrEqual(path.time_s);
        expect([path.line[0], path.line.at(-1)]).toEqual([from.at, to.at]);
      });
    });
    expect(compared).toBeGreaterThan(50);
  });
});
