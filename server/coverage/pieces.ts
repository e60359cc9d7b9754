import { Boxes } from '../roads/boxes.ts';
import type { RoadGraph } from '../roads/road-graph.ts';
import { segmentLength } from '../roads/shape.ts';
import { atOnce } from '../roads/slices.ts';
import { AreaIndex, boundsOf, type GridShape } from './areas.ts';

/** Longest piece, m: no grid is so small that a street crosses it between both ends of one. */
const LONGEST_M = 40;
/** Halvings by which the border between two grids is found on a piece: to less than a millimetre. */
const HALVINGS = 16;
/** Number of the mode whose streets are counted (`travelModes`): what nobody may walk is no street to patrol. */
const ON_FOOT = 0;
/** Edges between two pauses: a piece on a border takes some tens of looks at the grids. */
const EDGES = 50;

/**
 * The streets of an area, cut into straight pieces that lie in one grid each, in the order of the graph's edges and along them.
 */
export interface StreetPieces {
  graph: RoadGraph;
  count: number;
  /** Edge of the graph that each is a piece of. */
  edge: Uint32Array;
  /** `[lon, lat]` of both ends, four numbers a piece, along the drawn direction. */
  ends: Float64Array;
  /** In proportion of the edge's own length, so that the pieces of an edge have its length together. */
  length_m: Float64Array;
  /** Index into `grids`. */
  grid: Uint16Array;
  grids: readonly Pick<GridShape, 'area_code' | 'name'>[];
  /** Boxes of the pieces, in degrees. */
  boxes: Boxes;
  street_m: number;
}

/**
 * The streets within some grids: every edge that may be walked, in at least one direction. A street on the border of two grids is
 * counted in one of them; one on the border of them all is theirs.
 */
export function streetPieces(graph: RoadGraph, grids: readonly GridShape[]): StreetPieces {
  return atOnce(streetPieceSteps(graph, grids));
}

/** The same, pausing every some milliseconds. */
export function* streetPieceSteps(graph: RoadGraph, grids: readonly GridShape[]): Generator<void, StreetPieces> {
  const found: { edge: number[]; ends: number[]; length_m: number[]; grid: number[] } = {
    edge: [],
    ends: [],
    length_m: [],
    grid: [],
  };
  if (grids.length > 0) yield* collect(graph, new AreaIndex(grids), wholeOf(grids), found);
  const count = found.edge.length;
  yield;
  const ends = new Float64Array(found.ends);
  yield;
  const [edge, grid] = [new Uint32Array(found.edge), new Uint16Array(found.grid)];
  yield;
  const length_m = new Float64Array(found.length_m);
  const street_m = length_m.reduce((sum, each) => sum + each, 0);
  const boxes = yield* Boxes.make(count, (piece) => {
    const [x, y, toX, toY] = ends.subarray(4 * piece, 4 * piece + 4) as unknown as [number, number, number, number];
    return [Math.min(x, toX), Math.min(y, toY), Math.max(x, toX), Math.max(y, toY)];
  });
  return { graph, count, edge, ends, length_m, grid, grids, boxes, street_m };
}

function* collect(
  graph: RoadGraph,
  areas: AreaIndex,
  [west, south, east, north]: readonly number[],
  found: { edge: number[]; ends: number[]; length_m: number[]; grid: number[] },
): Generator<void, void> {
  const walk_s = graph.arc_s[ON_FOOT]!;
  for (let edge = 0; edge < graph.edge_count; edge++) {
    if (edge % EDGES === 0) yield;
    if (walk_s[2 * edge] === Number.POSITIVE_INFINITY && walk_s[2 * edge + 1] === Number.POSITIVE_INFINITY) continue;
    const { lengths, total } = measured(graph, edge);
    const scale = total > 0 ? graph.length_m[edge]! / total : 0;
    for (let at = 0; at < lengths.length; at++) {
      const from = 2 * (graph.shape_start[edge]! + at);
      const [x, y, toX, toY] = graph.shape.subarray(from, from + 4) as unknown as [number, number, number, number];
      if (
        Math.max(x, toX) < west! ||
        Math.min(x, toX) > east! ||
        Math.max(y, toY) < south! ||
        Math.min(y, toY) > north!
      )
        continue;
      const [dx, dy] = [toX - x, toY - y];
      const gridAt = (share: number) => areas.at(x + share * dx, y + share * dy);
      const parts = Math.max(1, Math.ceil(lengths[at]! / LONGEST_M));
      for (let part = 0; part < parts; part++) {
        for (const [begin, end, grid] of shared(part / parts, (part + 1) / parts, gridAt)) {
          found.edge.push(edge);
          found.ends.push(x + begin * dx, y + begin * dy, x + end * dx, y + end * dy);
          found.length_m.push(lengths[at]! * scale * (end - begin));
          found.grid.push(grid);
        }
      }
    }
  }
}

/** Parts of a piece from `begin` to `end` by the grid that holds them: one, or two where it crosses a border; what no grid holds is left out. */
function shared(begin: number, end: number, gridAt: (share: number) => number): [number, number, number][] {
  const inwards = (end - begin) / 1000;
  const [first, last] = [gridAt(begin + inwards), gridAt(end - inwards)];
  let [low, high] = first === last ? [end, end] : [begin, end];
  for (let halving = 0; low < high && halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (gridAt(middle) === first) low = middle;
    else high = middle;
  }
  const parts: [number, number, number][] = [
    [begin, low, first],
    [low, end, last],
  ];
  return parts.filter(([from, to, grid]) => grid >= 0 && to > from);
}

/** Metres of each straight part of an edge. */
function measured(graph: RoadGraph, edge: number): { lengths: number[]; total: number } {
  const lengths: number[] = [];
  let total = 0;
  for (let at = graph.shape_start[edge]!; at < graph.shape_start[edge + 1]! - 1; at++) {
    const length = segmentLength(graph.shape, at);
    lengths.push(length);
    total += length;
  }
  return { lengths, total };
}

function wholeOf(grids: readonly GridShape[]): number[] {
  const bounds = grids.map(boundsOf);
  return [
    Math.min(...bounds.map((each) => each[0])),
    Math.min(...bounds.map((each) => each[1])),
    Math.max(...bounds.map((each) => each[2])),
    Math.max(...bounds.map((each) => each[3])),
  ];
}
