import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import { Boxes } from './boxes.ts';
import { type Metric, metricAt } from './metric.ts';
import type { RoadGraph, Snap } from './road-graph.ts';
import { segment, segmentLength } from './shape.ts';
import { atOnce } from './slices.ts';
import { Walls } from './walls.ts';

/** A street outside the largest component is taken only where the nearest one inside it is more than so much farther away. */
const ISLAND_M = 25;
/** A place so near to a street's line is on neither of its sides. */
const ON_M = 0.5;
/** Segments of an edge that share a box of the index: fewer boxes are made in half the time and searched as fast. */
const SEGMENTS = 4;
/** How far the first look goes; each further one goes three times as far. */
const FIRST_LOOK_M = 60;

type Place = readonly [number, number];

/** The segments of a graph's edges by where they are, some to a box. */
export interface Segments {
  boxes: Boxes;
  /** Edge of each box, and the first place in `shape` of its segments. */
  edgeOf: Uint32Array;
  placeOf: Uint32Array;
}

/** Finds out where a graph's segments are, pausing every some milliseconds. */
export function* segmentSteps({ edge_count, shape_start, shape }: RoadGraph): Generator<void, Segments> {
  let count = 0;
  for (let edge = 0; edge < edge_count; edge++) {
    count += Math.ceil((shape_start[edge + 1]! - 1 - shape_start[edge]!) / SEGMENTS);
  }
  yield;
  const [edgeOf, placeOf] = [new Uint32Array(count), new Uint32Array(count)];
  let next = 0;
  for (let edge = 0; edge < edge_count; edge++) {
    for (let at = shape_start[edge]!; at < shape_start[edge + 1]! - 1; at += SEGMENTS) {
      edgeOf[next] = edge;
      placeOf[next++] = at;
    }
  }
  const boxes = yield* Boxes.make(count, (box) => {
    const from = placeOf[box]!;
    return boxOf(shape, from, Math.min(from + SEGMENTS, shape_start[edgeOf[box]! + 1]! - 1));
  });
  return { boxes, edgeOf, placeOf };
}

/** The box around the places of a shape from one to another. */
function boxOf(shape: Float64Array, from: number, to: number): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = from; at <= to; at++) {
    box[0] = Math.min(box[0], shape[2 * at]!);
    box[1] = Math.min(box[1], shape[2 * at + 1]!);
    box[2] = Math.max(box[2], shape[2 * at]!);
    box[3] = Math.max(box[3], shape[2 * at + 1]!);
  }
  return box;
}

interface Candidate {
  edge: number;
  /** Segment by its first place in `shape`, and the share of it. */
  at: number;
  part: number;
  place: [number, number];
  distance_m: number;
}

/**
 * Finds the street at a place. A place is not joined to a street through the wall of a compound while there is another street: what
 * stands in a compound goes by the compound's own ways.
 */
export class Snapper {
  private readonly walls: Walls;

  /** @param segments of this graph; found out at once where not given, which takes a tenth of a second for a city. */
  constructor(
    readonly graph: RoadGraph,
    private readonly segments: Segments = atOnce(segmentSteps(graph)),
  ) {
    this.walls = new Walls(graph.walls);
  }

  /** Bytes that the index takes. */
  get bytes(): number {
    const { boxes, edgeOf, placeOf } = this.segments;
    return boxes.bytes + edgeOf.byteLength + placeOf.byteLength;
  }

  /**
   * The street nearest to a place `[lon, lat]` that the mode may use; null where none lies within `limit_m`. One that can be had without
   * crossing a wall comes before one that cannot; of those, one outside the largest component only where that is more than 25 m farther.
   */
  snap(at: Place, mode: TravelMode, limit_m: number): Snap | null {
    for (let look_m = Math.min(FIRST_LOOK_M, limit_m); ; look_m = Math.min(limit_m, look_m * 3)) {
      const last = look_m === limit_m;
      const candidates = this.candidates(at, mode, look_m);
      const chosen = this.choose(at, mode, candidates, last);
      // What lies a little beyond this look might be preferred.
      if (chosen && (last || this.isMain(chosen, mode) || chosen.distance_m + ISLAND_M <= look_m)) {
        return this.toSnap(at, chosen);
      }
      if (last) return null;
    }
  }

  /** The nearest place on each street within `limit_m` of a place that the mode may use, the nearest first, also beyond walls. */
  near(at: Place, mode: TravelMode, limit_m: number): Snap[] {
    return this.candidates(at, mode, limit_m).map((each) => this.toSnap(at, each));
  }

  /** The nearest place of each edge within some metres, the nearest first. */
  private candidates(at: Place, mode: TravelMode, look_m: number): Candidate[] {
    const metric = metricAt(at[1]);
    const { lon_m, lat_m } = metric;
    const [east, north] = [look_m / lon_m, look_m / lat_m];
    const arc_s = this.graph.arc_s[travelModes.indexOf(mode)]!;
    const nearest = new Map<number, Candidate>();
    const { boxes, edgeOf, placeOf } = this.segments;
    for (const found of boxes.search(at[0] - east, at[1] - north, at[0] + east, at[1] + north)) {
      const edge = edgeOf[found]!;
      if (arc_s[2 * edge] === Infinity && arc_s[2 * edge + 1] === Infinity) continue;
      const first = placeOf[found]!;
      const last = Math.min(first + SEGMENTS, this.graph.shape_start[edge + 1]! - 1);
      for (let place = first; place < last; place++) {
        const candidate = this.nearestOn(at, metric, edge, place);
        if (candidate.distance_m > look_m) continue;
        const other = nearest.get(edge);
        if (!other || candidate.distance_m < other.distance_m) nearest.set(edge, candidate);
      }
    }
    return [...nearest.values()].sort((a, b) => a.distance_m - b.distance_m || a.edge - b.edge);
  }

  private choose(at: Place, mode: TravelMode, candidates: readonly Candidate[], last: boolean): Candidate | null {
    const open = candidates.filter(({ place }) => this.walls.between(at, place) === null);
    const [nearest] = open;
    if (!nearest) return last ? (candidates[0] ?? null) : null;
    if (this.isMain(nearest, mode)) return nearest;
    const main = open.find((candidate) => this.isMain(candidate, mode));
    return main && main.distance_m <= nearest.distance_m + ISLAND_M ? main : nearest;
  }

  private isMain({ edge }: Candidate, mode: TravelMode): boolean {
    const { component, from, to } = this.graph;
    const parts = component[travelModes.indexOf(mode)]!;
    return parts[from[edge]!] === 0 && parts[to[edge]!] === 0;
  }

  private nearestOn(at: Place, { lon_m, lat_m }: Metric, edge: number, place: number): Candidate {
    const [lonA, latA, lonB, latB] = segment(this.graph.shape, place);
    const [x, y] = [(lonB - lonA) * lon_m, (latB - latA) * lat_m];
    const [toX, toY] = [(at[0] - lonA) * lon_m, (at[1] - latA) * lat_m];
    const squared = x * x + y * y;
    const part = squared === 0 ? 0 : Math.min(1, Math.max(0, (toX * x + toY * y) / squared));
    const distance_m = Math.hypot(toX - part * x, toY - part * y);
    return { edge, at: place, part, place: [lonA + part * (lonB - lonA), latA + part * (latB - latA)], distance_m };
  }

  private toSnap(at: Place, { edge, at: place, part, place: found, distance_m }: Candidate): Snap {
    const { shape } = this.graph;
    const [lonA, latA, lonB, latB] = segment(shape, place);
    const turned = (lonB - lonA) * (at[1] - latA) - (latB - latA) * (at[0] - lonA);
    const side = distance_m < ON_M ? 'on' : turned > 0 ? 'left' : 'right';
    const wall = this.walls.between(at, found);
    return { edge, share: this.shareOf(edge, place, part), at: found, distance_m, side, wall };
  }

  /** Share of an edge at a part of the segment that begins at a place. */
  private shareOf(edge: number, place: number, part: number): number {
    const { shape, shape_start } = this.graph;
    let before_m = 0;
    let total_m = 0;
    for (let at = shape_start[edge]!; at < shape_start[edge + 1]! - 1; at++) {
      const metres = segmentLength(shape, at);
      if (at < place) before_m += metres;
      else if (at === place) before_m += part * metres;
      total_m += metres;
    }
    return total_m === 0 ? 0 : Math.min(1, before_m / total_m);
  }
}
