import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/roads/build.ts';
import { NOWHERE, type RoadGraph } from '../../../server/roads/road-graph.ts';
import { metresOf, street } from '../../fixtures/streets.ts';

const [FOOT, BICYCLE, CAR] = [0, 1, 2];

/** Edges as road and ends in metres, sorted. */
function edgesOf(graph: RoadGraph): string[] {
  const end = (vertex: number) => metresOf([graph.position[2 * vertex]!, graph.position[2 * vertex + 1]!]).join(' ');
  return Array.from({ length: graph.edge_count }, (_, edge) => {
    return `${graph.road_id[edge]}: ${end(graph.from[edge]!)} – ${end(graph.to[edge]!)}`;
  }).sort();
}

/** Seconds along and against the only edge of a road. */
function passing(other: Parameters<typeof street>[2]): (number | null)[][] {
  const graph = buildGraph([
    street(
      1,
      [
        [0, 0],
        [100, 0],
      ],
      other,
    ),
  ]);
  return graph.arc_s.map((seconds) => [...seconds].map((value) => (value === Infinity ? null : Math.round(value))));
}

describe('the graph of roads', () => {
  it('cuts ways where they share a place', () => {
    const graph = buildGraph([
      street(1, [
        [0, 0],
        [50, 0],
        [100, 0],
      ]),
      street(2, [
        [50, -40],
        [50, 0],
        [50, 60],
      ]),
    ]);
    expect(edgesOf(graph)).toEqual(['1: 0 0 – 50 0', '1: 50 0 – 100 0', '2: 50 -40 – 50 0', '2: 50 0 – 50 60']);
    expect([...graph.length_m].map(Math.round).sort((a, b) => a - b)).toEqual([40, 50, 50, 60]);
    expect([...new Set(graph.component[FOOT])]).toEqual([0]);
  });

  it('does not join what crosses without a common place, as a bridge does', () => {
    const graph = buildGraph([
      street(1, [
        [0, 0],
        [100, 0],
      ]),
      street(2, [
        [50, -40],
        [50, 60],
      ]),
    ]);
    expect(edgesOf(graph)).toEqual(['1: 0 0 – 100 0', '2: 50 -40 – 50 60']);
    expect([...graph.component[FOOT]!].sort()).toEqual([0, 0, 1, 1]);
  });

  it('joins ways that end within half a metre of each other, and no others', () => {
    const near = buildGraph([
      street(1, [
        [0, 0],
        [100, 0],
      ]),
      street(2, [
        [100.4, 0],
        [200, 0],
      ]),
    ]);
    expect(near.vertex_count).toBe(3);
    // The shape of both leads to the one vertex.
    expect(near.shape[4]).toBe(near.shape[2]);
    const far = buildGraph([
      street(1, [
        [0, 0],
        [100, 0],
      ]),
      street(2, [
        [100.6, 0],
        [200, 0],
      ]),
    ]);
    expect(far.vertex_count).toBe(4);
  });

  it('keeps the places between as the shape, and the length along it', () => {
    const graph = buildGraph([
      street(
        7,
        [
          [0, 0],
          [30, 40],
          [30, 140],
        ],
        { name: '清河路' },
      ),
    ]);
    expect(graph.edge_count).toBe(1);
    expect(graph.length_m[0]).toBeCloseTo(150, 1);
    expect([...graph.shape_start]).toEqual([0, 3]);
    expect(metresOf([graph.shape[2]!, graph.shape[3]!])).toEqual([30, 40]);
    expect(graph.names.get(7)).toBe('清河路');
  });

  it('passes a street by each mode at its speed', () => {
    // 100 m at 4.8, 14 and 18 km/h.
    expect(passing({})).toEqual([
      [75, 75],
      [26, 26],
      [20, 20],
    ]);
    expect(passing({ kind: 'steps' })).toEqual([
      [150, 150],
      [null, null],
      [null, null],
    ]);
    expect(passing({ kind: 'footway', bicycle: false })).toEqual([
      [75, 75],
      [null, null],
      [null, null],
    ]);
    expect(passing({ kind: 'motorway' })).toEqual([
      [null, null],
      [null, null],
      [6, 6],
    ]);
    expect(passing({ kind: 'an unknown one' })).toEqual(passing({ kind: 'unclassified' }));
  });

  it('binds bicycles and cars to one-way streets, not who walks', () => {
    expect(passing({ oneway: true })).toEqual([
      [75, 75],
      [26, null],
      [20, null],
    ]);
  });

  it('heeds who may pass', () => {
    expect(passing({ foot: false, motor: false })).toEqual([
      [null, null],
      [26, 26],
      [null, null],
    ]);
  });

  it('leaves rails out, and a crossing with them does not cut a street', () => {
    const graph = buildGraph([
      street(1, [
        [0, 0],
        [50, 0],
        [100, 0],
      ]),
      street(
        2,
        [
          [50, -40],
          [50, 0],
          [50, 60],
        ],
        { kind: 'rail' },
      ),
    ]);
    expect(edgesOf(graph)).toEqual(['1: 0 0 – 100 0']);
  });

  it('keeps loops, several parts and streets that repeat a place', () => {
    const graph = buildGraph([
      street(1, [
        [0, 0],
        [0, 0],
        [50, 0],
        [50, 50],
        [0, 0],
      ]),
      {
        ...street(2, []),
        lines: [
          ...street(2, [
            [0, 0],
            [-9, 0],
          ]).lines,
          ...street(2, [
            [50, 50],
            [50, 90],
          ]).lines,
        ],
      },
    ]);
    expect(edgesOf(graph)).toEqual(['1: 0 0 – 50 50', '1: 50 50 – 0 0', '2: 0 0 – -9 0', '2: 50 50 – 50 90']);
  });

  it('counts as one component only what leads back', () => {
    const graph = buildGraph([
      street(
        1,
        [
          [0, 0],
          [100, 0],
        ],
        { oneway: true },
      ),
      street(2, [
        [100, 0],
        [100, 100],
      ]),
      street(
        3,
        [
          [100, 100],
          [200, 100],
        ],
        { kind: 'footway' },
      ),
    ]);
    const at = (mode: number) => [...graph.component[mode]!];
    expect(at(FOOT)).toEqual([0, 0, 0, 0]);
    expect(at(CAR)).toEqual([1, 0, 0, NOWHERE]);
    expect(at(BICYCLE)).toEqual([1, 0, 0, 0]);
  });

  it('makes an empty graph of nothing', () => {
    const graph = buildGraph([]);
    expect([graph.vertex_count, graph.edge_count, graph.shape.length]).toEqual([0, 0, 0]);
  });
});
