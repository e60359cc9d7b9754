import type { Database } from '../../../server/db/open.ts';
import { type Metres, ringArea } from '../life/frame.ts';
import type { Block } from './cuts.ts';

/** Side of the cells in which the density of buildings is taken. */
const CELL_M = 300;
/** A point counts as built where there are at least this share of the buildings that the middle point has around it. */
const BUILT_SHARE = 0.12;
/** A tower among fields is town: this many households count as much as one building more. */
const HOUSEHOLDS_LIKE_A_BUILDING = 15;
/** Room left around the outermost buildings, and how far the outline may be straightened. */
const MARGIN_M = 110;
const STRAIGHTEN_M = 45;
/** 0 follows every bay, 1 is the convex hull. */
const CONCAVITY = 0.32;

/**
 * The outline of the built ground, closed and counter-clockwise, about 110 m outside the outermost buildings.
 * Scattered farms and huts far outside do not count. Needs one block at least.
 */
export async function builtOutline(sql: Database, blocks: readonly Block[]): Promise<Metres[]> {
  const dense = densePoints(blocks);
  const text = dense.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(',');
  const [row] = await sql<{ shape: string }[]>`
    with hull as (
      select ST_ConcaveHull(ST_GeomFromText(${`MULTIPOINT(${text})`}), ${CONCAVITY}::float8, false) as shape)
    select ST_AsGeoJSON(ST_SimplifyPreserveTopology(ST_Buffer(shape, ${MARGIN_M}::float8, 2), ${STRAIGHTEN_M}::float8), 0)
      as shape from hull`;
  const geometry = JSON.parse(row!.shape) as { coordinates: Metres[][] };
  const ring = geometry.coordinates[0]!;
  return ringArea(ring) > 0 ? ring : [...ring].reverse();
}

function densePoints(blocks: readonly Block[]): readonly Metres[] {
  const points = blocks.map(({ inner }) => inner);
  const counts = new Map<string, number>();
  const cell = ([x, y]: Metres) => [Math.floor(x / CELL_M), Math.floor(y / CELL_M)] as const;
  for (const { inner, households } of blocks) {
    const key = cell(inner).join();
    counts.set(key, (counts.get(key) ?? 0) + 1 + households / HOUSEHOLDS_LIKE_A_BUILDING);
  }
  const around = points.map((point) => {
    const [column, row] = cell(point);
    let near = 0;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) near += counts.get(`${column + dx},${row + dy}`) ?? 0;
    }
    return near;
  });
  const middle = [...around].sort((a, b) => a - b)[Math.floor(around.length / 2)] ?? 0;
  const built = points.filter((_, index) => around[index]! >= middle * BUILT_SHARE);
  return mainTown(built);
}

/** The points of the largest town: built cells hang together over gaps of up to two cells; villages beyond are left out. */
function mainTown(points: readonly Metres[]): Metres[] {
  const key = (column: number, row: number) => `${column},${row}`;
  const cells = new Map<string, Metres[]>();
  for (const point of points) {
    const cell = key(Math.floor(point[0] / CELL_M), Math.floor(point[1] / CELL_M));
    const held = cells.get(cell);
    if (held) held.push(point);
    else cells.set(cell, [point]);
  }
  let largest: Metres[] = [];
  for (const start of [...cells.keys()]) {
    const town: Metres[] = [...(cells.get(start) ?? [])];
    const open = cells.delete(start) ? [start] : [];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const [column, row] = cell.split(',').map(Number) as [number, number];
      for (let near = 0; near < 25; near++) {
        const other = key(column + (near % 5) - 2, row + Math.floor(near / 5) - 2);
        const held = cells.get(other);
        if (!held) continue;
        cells.delete(other);
        open.push(other);
        town.push(...held);
      }
    }
    if (town.length > largest.length) largest = town;
  }
  return largest;
}
