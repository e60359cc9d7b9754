import { expect, it } from 'vitest';
import { Cover, type Covered } from '../../../server/coverage/cover.ts';
import { passageSteps, passages, type WalkedPart } from '../../../server/coverage/passages.ts';
import { streetPieceSteps, streetPieces } from '../../../server/coverage/pieces.ts';
import { runSteps } from '../../../server/coverage/street-covers.ts';
import { grid, line, place, streets, townGraph } from './plane.ts';

type Step = [[number, number], [number, number]];

const whole = [grid('1', -1000, -1000, 2000, 2000)];
const walk = (...places: readonly (readonly [number, number])[]): WalkedPart => ({
  line: line(...places),
  minutes: 10,
});
const allOf = (cover: Cover, kind: 'planned' | 'done') => cover.byGrid(kind).reduce((sum, { all_m }) => sum + all_m, 0);

/** Metres of street that one way covers. */
function covered(graph: ReturnType<typeof streets>, part: WalkedPart, cover_m: number): number {
  const pieces = streetPieces(graph, whole);
  const cover = new Cover(pieces);
  cover.add(passages(pieces, [part], cover_m), 'planned', [[1200]], 0);
  return allOf(cover, 'planned');
}

it('covers the whole of a street that is walked, its bends too', () => {
  const bent = streets([
    [0, 0],
    [300, 0],
    [300, 170],
  ]);
  expect(covered(bent, walk([0, 0], [300, 0], [300, 170]), 5)).toBeCloseTo(470, 2);
});

it('covers a crossing street as far as the reach goes, either side', () => {
  const cross = streets(
    [
      [0, 0],
      [500, 0],
    ],
    [
      [250, -200],
      [250, 200],
    ],
  );
  expect(covered(cross, walk([0, 0], [500, 0]), 30)).toBeCloseTo(500 + 60, 1);
});

it('covers of an oblique street what lies within the reach, straight and round its end', () => {
  const oblique = streets([
    [0, 0],
    [300, 300],
  ]);
  // Within 30 m of the line y = 0 from x = -100 to 500: as far as y = 30.
  expect(covered(oblique, walk([-100, 0], [500, 0]), 30)).toBeCloseTo(30 * Math.SQRT2, 1);
  // Within 30 m of the end of a line that stops at x = 0.
  expect(covered(oblique, walk([-100, 0], [0, 0]), 30)).toBeCloseTo(30, 1);
});

it('covers a parallel street within the reach whole, and none of one beyond', () => {
  const parallel = streets([
    [0, 29.9],
    [400, 29.9],
  ]);
  expect(covered(parallel, walk([0, 0], [400, 0]), 30)).toBeCloseTo(400, 1);
  const beyond = streets([
    [0, 30.1],
    [400, 30.1],
  ]);
  expect(covered(beyond, walk([0, 0], [400, 0]), 30)).toBe(0);
});

it('covers around a place where somebody stays', () => {
  const street = streets([
    [-200, 20],
    [200, 20],
  ]);
  expect(covered(street, { line: [place(0, 0)], minutes: 0 }, 25)).toBeCloseTo(30, 1);
});

it('counts nothing twice, by whom and when it may be passed', () => {
  const pieces = streetPieces(
    streets([
      [0, 0],
      [1000, 0],
    ]),
    whole,
  );
  const cover = new Cover(pieces);
  const part = passages(pieces, [walk([0, 0], [633.3, 0])], 10);
  cover.add(part, 'planned', [[1200]], 0);
  cover.add(part, 'planned', [[1320]], 0);
  cover.add(passages(pieces, [walk([500, 0], [900, 0])], 10), 'planned', [[1200]], 0);
  const [{ all_m, hours_m }] = cover.byGrid('planned') as [Covered];
  expect(all_m).toBeCloseTo(910, 1);
  expect(hours_m[20]).toBeCloseTo(910, 1);
  expect(hours_m[22]).toBeCloseTo(643.3, 1);
  expect(hours_m[21]).toBe(0);
  expect(cover.byGrid('done')[0]!.all_m).toBe(0);
});

it('tells the hour along a way, and goes on after midnight', () => {
  const pieces = streetPieces(
    streets([
      [0, 0],
      [1000, 0],
    ]),
    whole,
  );
  const cover = new Cover(pieces);
  const part = { line: line([0, 0], [1000, 0]), minutes: 20 };
  cover.add(passages(pieces, [part], 1), 'done', [[1430]], 0);
  const [{ hours_m }] = cover.byGrid('done') as [Covered];
  // To the length of a step, which is 50 m.
  expect(hours_m[23]! + hours_m[0]!).toBeCloseTo(1000, 0);
  expect(Math.abs(hours_m[23]! - 500)).toBeLessThan(50);
});

it('gives each metre to one grid, and leaves out what lies in none or may not be walked', () => {
  const graph = streets([
    [-50, 0],
    [450, 0],
  ]);
  const pieces = streetPieces(graph, [grid('1', 0, -100, 200, 100), grid('2', 200, -100, 400, 100)]);
  expect(pieces.street_m).toBeCloseTo(400, 0);
  const cover = new Cover(pieces);
  cover.add(passages(pieces, [walk([-50, 0], [300, 0])], 1), 'planned', [[0]], 0);
  expect(cover.byGrid('planned').map(({ all_m }) => Math.round(all_m))).toEqual([200, 101]);
  graph.arc_s[0]!.fill(Number.POSITIVE_INFINITY);
  expect(streetPieces(graph, whole).street_m).toBe(0);
});

it('gives a street on the border of two grids to one of them', () => {
  const graph = streets([
    [0, 0],
    [400, 0],
  ]);
  const both = [grid('1', 0, 0, 400, 100), grid('2', 0, -100, 400, 0)];
  expect(streetPieces(graph, both).street_m).toBeCloseTo(400, 2);
});

it('adds up to what a fine sampling of a town finds', () => {
  const graph = townGraph(6, 90);
  const pieces = streetPieces(graph, whole);
  const ways = [walk([0, 0], [270, 0], [270, 180]), walk([95, 400], [330, 530])];
  const cover = new Cover(pieces);
  cover.add(passages(pieces, ways, 27), 'planned', [[60], [70]], 0);
  const near = ([x, y]: readonly [number, number], [[ax, ay], [bx, by]]: Step) => {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(ax + t * dx - x, ay + t * dy - y) <= 27;
  };
  const steps = [
    [
      [0, 0],
      [270, 0],
    ],
    [
      [270, 0],
      [270, 180],
    ],
    [
      [95, 400],
      [330, 530],
    ],
  ] as Step[];
  let sampled = 0;
  for (let row = 0; row <= 6; row++) {
    for (let at = 0.05; at < 540; at += 0.1) {
      if (steps.some((step) => near([at, row * 90], step))) sampled += 0.1;
      if (steps.some((step) => near([row * 90, at], step))) sampled += 0.1;
    }
  }
  expect(allOf(cover, 'planned')).toBeCloseTo(sampled, 0);
});

it('is reckoned with pauses, the more the larger a town is', () => {
  const [small, large] = [townGraph(5, 100), townGraph(20, 100)].map((graph) => {
    const pieces = streetPieces(graph, whole);
    const way = walk([0, 0], [500, 0], [500, 500], [0, 500], [0, 0], [500, 0]);
    return [
      [...streetPieceSteps(graph, whole)].length,
      [...passageSteps(pieces, [way], 30)].length,
      [...runSteps(new Cover(pieces), 480)].length,
    ] as const;
  });
  // 60 and 840 edges; 2.5 km in steps of 50 m; 180 and 2520 pieces.
  expect(small![0]).toBeLessThan(8);
  expect(large![0]).toBeGreaterThan(16);
  expect([small![1], large![1]]).toEqual([3, 3]);
  expect([small![2], large![2]]).toEqual([0, 2]);
});
