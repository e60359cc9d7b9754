import { expect, it, vi } from 'vitest';
import { buildGraph } from '../../../server/roads/build.ts';
import { reportOf } from '../../../server/roads/report.ts';
import type { Wall } from '../../../server/roads/road-graph.ts';
import { metresOf, placeAt, street } from '../../fixtures/streets.ts';

/** A walled rectangle between two corners in metres. */
function walled(compound_id: number, [west, south]: [number, number], [east, north]: [number, number]): Wall {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return { compound_id, name: `小区${compound_id}`, polygons: [[corners.map(([x, y]) => placeAt(x, y))]] };
}

const graph = buildGraph(
  [
    street(1, [
      [0, 0],
      [100, 0],
      [300, 0],
    ]),
    street(2, [
      [100, 0],
      [100, 120],
    ]),
    street(3, [
      [210, 60],
      [290, 60],
    ]),
    street(
      4,
      [
        [300, 0],
        [400, 0],
      ],
      { oneway: true },
    ),
    street(
      5,
      [
        [300, 0],
        [300, -50],
      ],
      { kind: 'footway' },
    ),
  ],
  [walled(11, [50, 20], [150, 200]), walled(12, [200, 20], [295, 200]), walled(13, [400, 100], [500, 200])],
);

it('says how the streets hang together, and which compounds cannot be entered', async () => {
  const { components, ...report } = await reportOf(graph, 'car', 2);
  const rounded = (value: number) => Math.round(value);
  expect({ ...report, length_m: rounded(report.length_m), between_m: rounded(report.between_m) }).toMatchObject({
    component_count: 3,
    length_m: 600,
    between_m: 100,
    gate_count: 1,
  });
  expect(report.shut_compounds.map((one) => ({ ...one, street_m: rounded(one.street_m) }))).toEqual([
    { compound_id: 12, name: '小区12', gate_count: 0, street_m: 80 },
    { compound_id: 13, name: '小区13', gate_count: 0, street_m: 0 },
  ]);
  expect(components.map(({ vertex_count, length_m }) => [vertex_count, rounded(length_m)])).toEqual([
    [4, 420],
    [2, 80],
  ]);
  const [west, south, east, north] = components[0]!.bounds;
  expect([metresOf([west, south]), metresOf([east, north])]).toEqual([
    [0, 0],
    [300, 120],
  ]);
});

it('counts by mode', async () => {
  const foot = await reportOf(graph, 'foot', 20);
  expect([foot.component_count, Math.round(foot.between_m), Math.round(foot.length_m)]).toEqual([2, 0, 650]);
});

it('is empty without streets', async () => {
  expect(await reportOf(buildGraph([], []), 'foot', 20)).toEqual({
    component_count: 0,
    components: [],
    length_m: 0,
    between_m: 0,
    gate_count: 0,
    shut_compounds: [],
  });
});

it('is made once for a graph, however many of its components are asked for', async () => {
  const first = await reportOf(graph, 'foot', 2);
  expect((await reportOf(graph, 'foot', 1)).shut_compounds).toBe(first.shut_compounds);
  expect((await reportOf(graph, 'foot', 1)).components).toEqual(first.components.slice(0, 1));
  expect((await reportOf(graph, 'car', 1)).shut_compounds).not.toBe(first.shut_compounds);
});

it('lets others be answered while it is made', async () => {
  const fresh = buildGraph(
    Array.from({ length: 1200 }, (_, at) =>
      street(at + 1, [
        [10 * at, 0],
        [10 * at + 10, 0],
      ]),
    ),
  );
  // Each step takes as long as a slice.
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20));
  let [turns, isOver] = [0, false];
  const another = () => {
    turns++;
    if (!isOver) setImmediate(another);
  };
  setImmediate(another);
  expect((await reportOf(fresh, 'foot', 1)).component_count).toBe(1);
  isOver = true;
  vi.restoreAllMocks();
  expect(turns).toBeGreaterThanOrEqual(6);
});
