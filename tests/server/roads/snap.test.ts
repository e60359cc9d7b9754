import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../../server/roads/build.ts';
import type { RoadRow, Snap, Wall } from '../../../server/roads/road-graph.ts';
import { Snapper } from '../../../server/roads/snap.ts';
import { metresOf, placeAt, street } from '../../fixtures/streets.ts';

function snapIn(rows: RoadRow[], walls: Wall[] = []) {
  const graph = buildGraph(rows, walls);
  const snapper = new Snapper(graph);
  return (east_m: number, north_m: number, limit_m = 300, mode: 'foot' | 'car' = 'foot') => {
    const snap = snapper.snap(placeAt(east_m, north_m), mode, limit_m);
    return snap && { ...shown(snap), road: graph.road_id[snap.edge] };
  };
}

function shown({ share, at, distance_m, side, wall }: Snap) {
  return { share: Number(share.toFixed(3)), at: metresOf(at), distance_m: Math.round(distance_m), side, wall };
}

/** A walled square of so many metres. */
function walled(compound_id: number, from_m: number, to_m: number): Wall {
  const corners = [
    [from_m, from_m],
    [to_m, from_m],
    [to_m, to_m],
    [from_m, to_m],
    [from_m, from_m],
  ] as const;
  return { compound_id, name: '清河花园', polygons: [[corners.map(([x, y]) => placeAt(x, y))]] };
}

describe('a place joined to a street', () => {
  const snap = snapIn([
    street(1, [
      [0, 0],
      [100, 0],
      [100, 300],
    ]),
    street(
      2,
      [
        [0, 80],
        [100, 300],
      ],
      { kind: 'footway' },
    ),
  ]);

  it('lies on its nearest piece, left or right of the drawn direction', () => {
    expect(snap(60, 12)).toEqual({ share: 0.15, at: [60, 0], distance_m: 12, side: 'left', wall: null, road: 1 });
    expect(snap(60, -12)).toMatchObject({ at: [60, 0], side: 'right' });
    expect(snap(112, 100)).toMatchObject({ share: 0.5, at: [100, 100], distance_m: 12, side: 'right' });
    expect(snap(60, 0.2)).toMatchObject({ side: 'on', distance_m: 0 });
    expect(snap(-30, -40)).toMatchObject({ share: 0, at: [0, 0], distance_m: 50 });
  });

  it('lies on whichever piece of a long street is nearest', () => {
    const places = Array.from({ length: 12 }, (_, at): [number, number] => [at * 40, 0]);
    const long = snapIn([street(1, places)]);
    for (let at = 0; at < 11; at++) {
      expect(long(at * 40 + 20, 5)).toMatchObject({
        at: [at * 40 + 20, 0],
        share: Number(((at + 0.5) / 11).toFixed(3)),
      });
    }
  });

  it('is a street that the mode may use', () => {
    expect(snap(0, 70)).toMatchObject({ road: 2 });
    expect(snap(0, 70, 300, 'car')).toMatchObject({ road: 1, distance_m: 70 });
  });

  it('is nothing beyond the limit, however near to it the street is', () => {
    expect(snap(50, -200, 199)).toBeNull();
    expect(snap(50, -200, 201)).toMatchObject({ distance_m: 200 });
    expect(snapIn([])(0, 0)).toBeNull();
  });
});

describe('islands', () => {
  const main = [
    street(1, [
      [0, 0],
      [100, 0],
    ]),
    street(2, [
      [100, 0],
      [200, 0],
    ]),
  ];

  it('are passed over for the largest component up to 25 m farther away', () => {
    expect(
      snapIn([
        ...main,
        street(3, [
          [0, 30],
          [100, 30],
        ]),
      ])(50, 28),
    ).toMatchObject({ road: 3 });
    expect(
      snapIn([
        ...main,
        street(3, [
          [0, 24],
          [100, 24],
        ]),
      ])(50, 24),
    ).toMatchObject({ road: 1, distance_m: 24 });
    // Also where the largest lies outside the first look of 60 m.
    expect(
      snapIn([
        ...main,
        street(3, [
          [0, 24],
          [100, 24],
        ]),
      ])(50, 74),
    ).toMatchObject({ road: 1, distance_m: 74 });
    expect(
      snapIn([
        ...main,
        street(3, [
          [0, 26],
          [100, 26],
        ]),
      ])(50, 76),
    ).toMatchObject({ road: 3, distance_m: 50 });
  });
});

describe('walls', () => {
  const outside = [
    street(1, [
      [-200, -10],
      [300, -10],
    ]),
    street(2, [
      [300, -10],
      [300, 200],
    ]),
  ];
  const inner = street(3, [
    [50, 60],
    [90, 60],
  ]);

  it('keep what stands in a compound on the streets of the compound, however far', () => {
    const snap = snapIn([...outside, inner], [walled(11, 0, 100)]);
    expect(snap(20, 5)).toMatchObject({ road: 3, wall: null });
    expect(snapIn([...outside, inner])(20, 5)).toMatchObject({ road: 1, distance_m: 15 });
  });

  it('keep what stands outside on the streets outside', () => {
    expect(snapIn([...outside, inner], [walled(11, 0, 100)])(-60, 60)).toMatchObject({ road: 1, distance_m: 70 });
  });

  it('are crossed where there is no other street, and that is said', () => {
    expect(snapIn(outside, [walled(11, 0, 100)])(20, 5)).toMatchObject({ road: 1, wall: 11 });
    // 60 m to the inner street, but only 40 m allowed.
    expect(snapIn([...outside, inner], [walled(11, 0, 100)])(20, 5, 40)).toMatchObject({ road: 1, wall: 11 });
  });

  it('let a place on a street through a gate be on it', () => {
    const gate = street(3, [
      [50, -10],
      [50, 60],
    ]);
    const cut = street(1, [
      [-200, -10],
      [50, -10],
      [300, -10],
    ]);
    expect(snapIn([cut, gate], [walled(11, 0, 100)])(52, 2)).toMatchObject({ road: 3, distance_m: 2, wall: null });
  });
});
