import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/roads/build.ts';
import { reach } from '../../../server/roads/reach.ts';
import { Snapper } from '../../../server/roads/snap.ts';
import { crookedTown, metresOf, placeAt, street } from '../../fixtures/streets.ts';
import { onEdge, plainTimes } from '../../helpers/plain-ways.ts';

const long = buildGraph([
  street(1, [
    [0, 0],
    [400, 0],
  ]),
  street(
    2,
    [
      [400, 0],
      [400, 400],
    ],
    { oneway: true },
  ),
  street(
    3,
    [
      [400, 0],
      [800, 0],
    ],
    { kind: 'footway' },
  ),
]);

function from(east_m: number, north_m: number) {
  return new Snapper(long).snap(placeAt(east_m, north_m), 'car', 50)!;
}

function shown(mode: 'foot' | 'car', east_m: number, north_m: number, time_s: number) {
  const { pieces, streets, street_m } = reach(long, mode, from(east_m, north_m), time_s);
  const rounded = pieces.map(({ edge, from_share, to_share }) => [edge, +from_share.toFixed(2), +to_share.toFixed(2)]);
  return { pieces: rounded, metres: Math.round(street_m), lines: streets.map((line) => line.map(metresOf)) };
}

describe('reach', () => {
  it('ends on the street where the time is over', () => {
    // 4.8 km/h: 90 s are 120 m.
    expect(shown('foot', 200, 0, 90)).toEqual({
      pieces: [[0, 0.2, 0.8]],
      metres: 240,
      lines: [
        [
          [80, 0],
          [320, 0],
        ],
      ],
    });
  });

  it('goes on at each end of a street, by those that the mode may pass', () => {
    expect(shown('foot', 300, 0, 150)).toMatchObject({
      pieces: [
        [0, 0.25, 1],
        [1, 0, 0.25],
        [2, 0, 0.25],
      ],
      metres: 500,
    });
    // 18 km/h: 40 s are 200 m.
    expect(shown('car', 300, 0, 40)).toMatchObject({
      pieces: [
        [0, 0.25, 1],
        [1, 0, 0.25],
      ],
      metres: 400,
    });
  });

  it('does not go against a one-way street', () => {
    expect(shown('car', 400, 100, 20)).toMatchObject({ pieces: [[1, 0.25, 0.5]] });
    expect(shown('foot', 400, 100, 75)).toMatchObject({ pieces: [[1, 0, 0.5]] });
  });

  it('joins what is reached from both ends of a street, and keeps a gap that is not', () => {
    const ring = buildGraph([
      street(1, [
        [0, 0],
        [0, 100],
      ]),
      street(2, [
        [0, 0],
        [300, 0],
        [300, 100],
        [0, 100],
      ]),
    ]);
    const pieces = (time_s: number) =>
      reach(ring, 'foot', onEdge(0, 0.5), time_s).pieces.map((p) => [
        p.edge,
        +p.from_share.toFixed(2),
        +p.to_share.toFixed(2),
      ]);
    // 200 m: 150 along the long way from either end of its 700 m.
    expect(pieces(150)).toEqual([
      [0, 0, 1],
      [1, 0, 0.21],
      [1, 0.79, 1],
    ]);
    expect(pieces(600)).toEqual([
      [0, 0, 1],
      [1, 0, 1],
    ]);
  });

  it('holds exactly the vertices that are near enough', () => {
    const graph = buildGraph(crookedTown(3, 10));
    const start = onEdge(40, 0.25);
    const vertices = Array.from({ length: graph.edge_count }, (_, edge) => onEdge(edge, 1));
    const times = plainTimes(graph, graph.arc_s[0]!, start, vertices);
    const { pieces } = reach(graph, 'foot', start, 300);
    const whole = new Set(pieces.filter(({ to_share }) => to_share === 1).map(({ edge }) => edge));
    times.forEach((time_s, edge) => {
      if (Math.abs(time_s - 300) > 0.01 && graph.arc_s[0]![2 * edge]! < Infinity)
        expect(whole.has(edge)).toBe(time_s < 300);
    });
    expect(whole.size).toBeGreaterThan(20);
    expect(whole.size).toBeLessThan(graph.edge_count - 20);
  });

  it('has ground even where nothing can be passed', () => {
    const { pieces, street_m, polygon } = reach(long, 'car', onEdge(2, 0.5), 600);
    expect([pieces, street_m, polygon.coordinates.length]).toEqual([[], 0, 1]);
  });
});
