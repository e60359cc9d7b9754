import type { Point } from '../town/geometry.ts';
import { toEarth } from '../town/projection.ts';

/** A place in whole hundred-millionths of a degree, `[lon, lat]`: sums are exact, so copies meet without a gap. */
export type Units = readonly [number, number];

export const unitsPerDegree = 1e8;

/** Middle of a cell in plan metres: on the river, so that a copy turned by half a circle carries it on. */
export const cellMiddle: Point = [1230, 700];
/** Size of a cell, m: the town with the fields around it. */
export const cellSize = { width: 3260, height: 3200 } as const;

/** How far an edge swings from the straight line between its ends, m, and in how many pieces it is drawn. */
const SWING_M = 55;
const PIECES = 24;

/** The ground that one copy of a town covers, around its middle. */
export interface Cell {
  /** Closed ring, counter-clockwise, symmetric about the middle. */
  ring: Units[];
  /** Two of its sides; the others are those of its neighbours. */
  south: Units[];
  west: Units[];
  /** From one cell to the next. */
  eastward: Units;
  northward: Units;
}

/** A cell whose copies tile the plane, also those turned by half a circle: each edge is symmetric about its own middle. */
export function drawCell(): Cell {
  const half = { x: cellSize.width / 2, y: cellSize.height / 2 };
  const [mx, my] = cellMiddle;
  const middle = unitsOf(cellMiddle);
  // Even numbers, so that half of them is whole.
  const across = (end: Point): Units => {
    const [x, y] = unitsOf(end);
    return [2 * (x - middle[0]), 2 * (y - middle[1])];
  };
  const eastward = across([mx + half.x, my]);
  const northward = across([mx, my + half.y]);
  const corner = (east: number, north: number): Units => [
    (east * eastward[0] + north * northward[0]) / 2,
    (east * eastward[1] + north * northward[1]) / 2,
  ];
  const south = edge(corner(-1, -1), eastward, northward, cellSize.height);
  const west = edge(corner(-1, -1), northward, eastward, cellSize.width);
  const north = south.map((at) => add(at, northward));
  const east = west.map((at) => add(at, eastward));
  const ring = [...south, ...east.slice(1), ...[...north].reverse().slice(1), ...[...west].reverse().slice(1)];
  return { ring, south, west, eastward, northward };
}

export function add([ax, ay]: Units, [bx, by]: Units): Units {
  return [ax + bx, ay + by];
}

/** Well-known text of points, in degrees. */
export function pointsText(points: readonly Units[]): string {
  return `(${points.map(([x, y]) => `${x / unitsPerDegree} ${y / unitsPerDegree}`).join(',')})`;
}

function unitsOf(point: Point): Units {
  const [longitude, latitude] = toEarth(point);
  return [Math.round(longitude * unitsPerDegree), Math.round(latitude * unitsPerDegree)];
}

/** A wavy line from `from` by `by`, swinging along `sideways`; the second half is the first turned about the middle. */
function edge(from: Units, by: Units, sideways: Units, sideways_m: number): Units[] {
  const amplitude = SWING_M / sideways_m;
  const at = (t: number): Units => {
    const swing = amplitude * (Math.sin(2 * Math.PI * t) + 0.35 * Math.sin(8 * Math.PI * t));
    const along = (axis: 0 | 1) => Math.round(from[axis] + by[axis] * t + sideways[axis] * swing);
    return [along(0), along(1)];
  };
  const first = Array.from({ length: PIECES / 2 }, (_, piece) => (piece === 0 ? from : at(piece / PIECES)));
  const end = add(from, by);
  const turned = first.map(([x, y]): Units => [from[0] + end[0] - x, from[1] + end[1] - y]).reverse();
  const middle: Units = [from[0] + by[0] / 2, from[1] + by[1] / 2];
  return [...first, middle, ...turned];
}
