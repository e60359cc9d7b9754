import { metresBetween } from './metric.ts';
import type { RoadGraph } from './road-graph.ts';

type Point = [number, number];

/**
 * The line of a piece of an edge, `[lon, lat]`, at least two places: from one share of the edge (0 to 1 along its drawn direction) to
 * another, against the direction where the first is larger.
 */
export function pieceOf(graph: RoadGraph, edge: number, from_share: number, to_share: number): Point[] {
  const reversed = from_share > to_share;
  const [low, high] = reversed ? [to_share, from_share] : [from_share, to_share];
  const { shape } = graph;
  const begin = graph.shape_start[edge]!;
  const end = graph.shape_start[edge + 1]! - 1;
  if (low <= 0 && high >= 1) return wholeShape(shape, begin, end, reversed);
  const total_m = shapeLength(graph, edge);
  const line: Point[] = [];
  let along_m = 0;
  for (let at = begin; at < end; at++) {
    const [lonA, latA, lonB, latB] = segment(shape, at);
    const segment_m = segmentLength(shape, at);
    const place = (share: number): Point => {
      const part = segment_m === 0 ? 0 : Math.min(1, Math.max(0, (share * total_m - along_m) / segment_m));
      return [lonA + part * (lonB - lonA), latA + part * (latB - latA)];
    };
    const next_m = along_m + segment_m;
    if (line.length === 0 && (low * total_m <= next_m || at === end - 1)) line.push(place(low));
    if (line.length > 0) {
      if (high * total_m <= next_m || at === end - 1) {
        line.push(place(high));
        break;
      }
      line.push([lonB, latB]);
    }
    along_m = next_m;
  }
  return reversed ? line.reverse() : line;
}

/** Length of an edge's shape in metres, before any rounding. */
export function shapeLength({ shape, shape_start }: RoadGraph, edge: number): number {
  let metres = 0;
  for (let at = shape_start[edge]!; at < shape_start[edge + 1]! - 1; at++) metres += segmentLength(shape, at);
  return metres;
}

/** Metres of the segment that begins at a place of `shape`. */
export function segmentLength(shape: Float64Array, at: number): number {
  return metresBetween(...segment(shape, at));
}

/** Both ends of the segment that begins at a place of `shape`: lon, lat, lon, lat. */
export function segment(shape: Float64Array, at: number): [number, number, number, number] {
  return [shape[2 * at]!, shape[2 * at + 1]!, shape[2 * at + 2]!, shape[2 * at + 3]!];
}

function wholeShape(shape: Float64Array, begin: number, end: number, reversed: boolean): Point[] {
  const line: Point[] = [];
  for (let at = begin; at <= end; at++) line.push([shape[2 * at]!, shape[2 * at + 1]!]);
  return reversed ? line.reverse() : line;
}
