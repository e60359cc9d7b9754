import Flatbush from 'flatbush';
import { NONE, type ShapeIndex, type Shapes } from './place-index.ts';
import type { Outline, PlaceRows, RoadRow } from './rows.ts';

const SLICE = 2000;
/** Metres a degree of latitude near 32°N, and of longitude at the equator (WGS 84). */
const LATITUDE_M = 110_870;
const LONGITUDE_M = 111_320;

/** A point of the earth in metres east and north of the index's origin; good to a thousandth within 100 km. */
export function toMetres({ origin, perDegree }: Pick<ShapeIndex, 'origin' | 'perDegree'>, lon: number, lat: number) {
  return [(lon - origin[0]) * perDegree[0], (lat - origin[1]) * perDegree[1]] as const;
}

/** Shapes of areas and buildings and the segments of roads, in boxes. */
export function* shapeSteps(
  rows: PlaceRows,
  roads: readonly { rows: readonly RoadRow[] }[],
  from: { areas: number; roads: number; buildings: number },
): Generator<void, ShapeIndex> {
  const first = rows.buildings[0]?.centre ?? rows.areas[0]?.centre ?? [0, 0];
  const origin = [first[0], first[1]] as const;
  const perDegree = [LONGITUDE_M * Math.cos((origin[1] * Math.PI) / 180), LATITUDE_M] as const;
  const plane = { origin, perDegree };
  return {
    ...plane,
    areas: yield* shapesOf(plane, rows.areas, from.areas),
    buildings: yield* shapesOf(plane, rows.buildings, from.buildings),
    roads: yield* segmentsOf(plane, roads, from.roads),
  };
}

type Plane = Pick<ShapeIndex, 'origin' | 'perDegree'>;

function* shapesOf(
  plane: Plane,
  rows: readonly { rings: readonly Outline[] }[],
  from: number,
): Generator<void, Shapes> {
  let length = 0;
  let rings = 0;
  let count = 0;
  for (const row of rows) {
    if (row.rings.length === 0) continue;
    count++;
    rings += row.rings.length;
    for (const ring of row.rings) length += ring.length;
  }
  const coordinates = new Float32Array(length);
  const [starts, places] = [new Uint32Array(count + 1), new Uint32Array(count)];
  const [ringStarts, ringEnds] = [new Uint32Array(count + 1), new Uint32Array(rings)];
  const boxes = count > 0 ? new Flatbush(count, 16, Float32Array) : null;
  let [next, nextRing, shape] = [0, 0, 0];
  for (let at = 0; at < rows.length; at++) {
    if (at % SLICE === SLICE - 1) yield;
    const row = rows[at]!;
    if (row.rings.length === 0) continue;
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of row.rings) {
      next = copied(plane, ring, coordinates, next, box);
      ringEnds[nextRing++] = next;
    }
    places[shape++] = from + at;
    starts[shape] = next;
    ringStarts[shape] = nextRing;
    boxes?.add(...box);
  }
  boxes?.finish();
  return { boxes, places, coordinates, starts, ringStarts, ringEnds };
}

function* segmentsOf(
  plane: Plane,
  roads: readonly { rows: readonly RoadRow[] }[],
  from: number,
): Generator<void, Shapes> {
  let count = 0;
  for (const { rows } of roads)
    for (const { lines } of rows) for (const line of lines) count += Math.max(0, line.length / 2 - 1);
  const coordinates = new Float32Array(count * 4);
  const [starts, places] = [new Uint32Array(count + 1), new Uint32Array(count).fill(NONE)];
  const boxes = count > 0 ? new Flatbush(count, 16, Float32Array) : null;
  let segment = 0;
  for (let at = 0; at < roads.length; at++) {
    if (at % SLICE === SLICE - 1) yield;
    for (const { lines } of roads[at]!.rows) {
      for (const line of lines) {
        for (let point = 2; point + 1 < line.length; point += 2) {
          const [x0, y0] = toMetres(plane, line[point - 2]!, line[point - 1]!);
          const [x1, y1] = toMetres(plane, line[point]!, line[point + 1]!);
          coordinates.set([x0, y0, x1, y1], segment * 4);
          places[segment++] = from + at;
          starts[segment] = segment * 4;
          boxes?.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
        }
      }
    }
  }
  boxes?.finish();
  return { boxes, places, coordinates, starts, ringStarts: new Uint32Array(0), ringEnds: new Uint32Array(0) };
}

function copied(
  plane: Plane,
  ring: Outline,
  into: Float32Array,
  from: number,
  box: [number, number, number, number],
): number {
  let next = from;
  for (let at = 0; at + 1 < ring.length; at += 2) {
    const [x, y] = toMetres(plane, ring[at]!, ring[at + 1]!);
    into[next++] = x;
    into[next++] = y;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return next;
}

/** Metres from a point to a segment. */
export function distanceToSegment({ coordinates }: Shapes, segment: number, x: number, y: number): number {
  const at = segment * 4;
  return metresBetween(coordinates[at]!, coordinates[at + 1]!, coordinates[at + 2]!, coordinates[at + 3]!, x, y);
}

/** Metres from a point to the segment from one end to the other. */
export function metresBetween(x0: number, y0: number, x1: number, y1: number, x: number, y: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x0 + share * dx - x, y0 + share * dy - y);
}
