import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinRings, nestRings } from '../../../server/import/rings.ts';

const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

test('lines in any direction join into a ring', () => {
  expect(
    joinRings([
      [1, 2, 3],
      [5, 4, 3],
      [1, 5],
    ]),
  ).toEqual({ rings: [[1, 2, 3, 4, 5, 1]] });
});

test('a ring that touches itself is cut there', () => {
  expect(joinRings([[1, 2, 3, 1, 4, 5, 1]])).toEqual({
    rings: [
      [1, 2, 3, 1],
      [1, 4, 5, 1],
    ],
  });
});

test('loose ends are counted', () => {
  expect(
    joinRings([
      [1, 2],
      [2, 3],
    ]),
  ).toEqual({ open: 2 });
});

test('out and back along one line encloses nothing', () => {
  expect(
    joinRings([
      [1, 2],
      [2, 1],
    ]),
  ).toEqual({ rings: [] });
});

test('a ring cut anywhere, turned and shuffled joins again', () => {
  const cuts = fc.tuple(
    fc.integer({ min: 3, max: 40 }),
    fc.array(fc.nat(39), { minLength: 1, maxLength: 8 }),
    fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    fc.infiniteStream(fc.nat()),
  );
  fc.assert(
    fc.property(cuts, ([count, at, turns, random]) => {
      const ring = [...Array(count).keys(), 0];
      const places = [...new Set([0, ...at.map((place) => place % count), count])].sort((a, b) => a - b);
      const pieces = places.slice(1).map((end, i) => ring.slice(places[i], end + 1));
      const mixed = pieces
        .map((piece, i) => ({ piece: turns[i] ? [...piece].reverse() : piece, order: random.next().value as number }))
        .sort((a, b) => a.order - b.order);
      const joined = joinRings(mixed.map(({ piece }) => piece));
      const edges = (nodes: number[]) =>
        nodes
          .slice(1)
          .map((node, i) => [node, nodes[i]!].sort((a, b) => a - b).join('-'))
          .sort();
      expect('rings' in joined && joined.rings.length).toBe(1);
      expect('rings' in joined && edges(joined.rings[0]!)).toEqual(edges(ring));
    }),
  );
});

test('a hole goes to the smallest ring around it', () => {
  const [large, small, hole] = [square(0, 0, 10), square(2, 2, 4), square(3, 3, 1)];
  expect(nestRings([large, small], [hole])).toEqual([[large], [small, hole]]);
  expect(nestRings([small], [square(20, 20, 1)])).toBeNull();
});
